// Facts on disk: what is written is read back, and what was made by others is refused.
#include <gtest/gtest.h>

#include "cli/facts_folder.h"
#include "cli/files.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using lint::testing::refusal;
using lint::testing::TemporaryFolder;

const FactsOrigin origin{"build-1", "models-1"};

FactsProgram sample() {
    FactsProgram program;
    program.source_root = "/p";
    for (const char* name : {"/p/a.cpp", "/p/other/a.cpp"}) {
        UnitFacts unit;
        unit.main_file = name;
        Function function;
        function.id = function.name = "f";
        function.span = {name, 1, 2, 1, 3};
        unit.functions.push_back(function);
        program.units.push_back(unit);
    }
    return program;
}

TEST(FactsFolder, GivesBackWhatItWasGiven) {
    const TemporaryFolder folder;
    write_facts(folder.path() / "facts", sample(), origin, "/p");
    const FactsProgram read = read_facts({folder.path() / "facts"}, origin);
    EXPECT_EQ(read.source_root, "/p");
    EXPECT_EQ(read.units, sample().units);
}

TEST(FactsFolder, ReplacesAnEarlierDumpAndNothingElse) {
    const TemporaryFolder folder;
    const auto facts = folder.path() / "facts";
    write_facts(facts, sample(), origin, "/p");
    FactsProgram smaller = sample();
    smaller.units.pop_back();
    write_facts(facts, smaller, origin, "/p");
    EXPECT_EQ(read_facts({facts}, origin).units.size(), 1u);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(facts), {}), 2);
    folder.write("mine/thesis.txt", "x");
    EXPECT_NE(refusal([&] { write_facts(folder.path() / "mine", sample(), origin, "/p"); }).find("holds other files"),
              std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "mine/thesis.txt"));
}

TEST(FactsFolder, RefusesFactsOfAnotherMaker) {
    const TemporaryFolder folder;
    write_facts(folder.path(), sample(), origin, "/p");
    const auto reading = [&](FactsOrigin expected) { return refusal([&] { read_facts({folder.path()}, expected); }); };
    EXPECT_NE(reading({"build-2", "models-1"}).find("program.json:3: the facts are of another build"),
              std::string::npos);
    EXPECT_NE(reading({"build-1", "models-2"}).find("program.json:4: the facts are of other models"),
              std::string::npos);
    EXPECT_EQ(reading(origin), "nothing was refused");
}

TEST(FactsFolder, JoinsTheShardsOfOneProgram) {
    const TemporaryFolder folder;
    FactsProgram whole = sample();
    for (int i = 0; i < 5; ++i) {
        whole.units.emplace_back().main_file = "/p/" + std::to_string(i) + ".cpp";
    }
    std::vector<std::filesystem::path> folders;
    for (const unsigned number : {2u, 3u, 1u}) {
        FactsProgram part = whole;
        part.shard = {number, 3};
        keep_shard(part.units, part.shard);
        EXPECT_EQ(part.units.size(), number == 1 ? 3u : 2u);
        folders.push_back(folder.path() / std::to_string(number));
        write_facts(folders.back(), part, origin, "/p");
    }
    EXPECT_EQ(read_facts(folders, origin).units, whole.units);
    const auto refused = [&](std::vector<std::filesystem::path> some, const std::string& reason) {
        EXPECT_NE(refusal([&] { read_facts(some, origin); }).find(reason), std::string::npos) << reason;
    };
    refused({folders[0], folders[1]}, "part 1/3 of the program is missing");
    refused({folders[0], folders[0]}, "is part 2/3, and so is");
    FactsProgram other = whole;
    other.shard = {1, 3};
    other.source_root = "/q";
    write_facts(folder.path() / "1", other, origin, "/q");
    refused(folders, "is of another program than");
    EXPECT_NE(refusal([] { parse_shard("4/3", "--shard"); }).find("--shard: '4/3' is no part"), std::string::npos);
    for (const char* text : {"", "1", "0/3", "1/", "/3", "1/3x", "-1/3", "1/99999999999"})
        EXPECT_NE(refusal([&] { parse_shard(text, "x"); }).find("is no part"), std::string::npos) << text;
}

TEST(FactsFolder, PutsUnshardedPartsTogetherInAnyOrder) {
    const TemporaryFolder folder;
    const auto part = [&](const std::string& name, std::vector<UnitFacts> units) {
        write_facts(folder.path() / name, {"/p", {}, std::move(units)}, origin, "/p");
        return folder.path() / name;
    };
    const auto units = sample().units;
    UnitFacts otherwise = units[0];  // compiled with other flags
    otherwise.functions[0].name = "g";
    const auto a = part("a", {units[0], otherwise}), b = part("b", {units[1]}), c = part("c", {units[0], units[1]});
    const auto all = read_facts({a, b, c}, origin).units;
    EXPECT_EQ(all.size(), 3u);
    EXPECT_EQ(read_facts({c, b, a}, origin).units, all);
    EXPECT_EQ(read_facts({b, a}, origin).units, all);
    FactsProgram shard = sample();
    shard.shard = {1, 2};
    write_facts(folder.path() / "shard", shard, origin, "/p");
    EXPECT_NE(refusal([&] { read_facts({a, folder.path() / "shard"}, origin); }).find("is of another program than"),
              std::string::npos);
}

TEST(FactsFolder, NamesATreeThatMayLieElsewhere) {
    const TemporaryFolder folder;
    FactsProgram program = sample();
    UnitFacts& unit = program.units[0];
    unit.functions[0].id = "lambda@/p/a.cpp:1:2:0";
    unit.functions[0].overrides = {"c:@S@x@/p/a.h", "/pq/b.h"};
    unit.functions[0].signature = "void ((lambda at /p/a.cpp:1:2))";
    unit.literals.emplace_back().value.text = "/p/is text";
    unit.literals[0].value.parts.emplace_back().span.file = "/p/a.h";
    unit.gaps.emplace_back().unit = "/usr/include/x.h";
    write_facts(folder.path() / "facts", program, origin, ".");
    FactsProgram moved = read_facts({folder.path() / "facts"}, origin, "/home/q");
    EXPECT_EQ(moved.source_root, "/home/q");
    EXPECT_EQ(moved.units[0].main_file, "/home/q/a.cpp");
    EXPECT_EQ(moved.units[0].functions[0].span.file, "/home/q/a.cpp");
    EXPECT_EQ(moved.units[0].functions[0].id, "lambda@/home/q/a.cpp:1:2:0");
    EXPECT_EQ(moved.units[0].functions[0].overrides, (std::vector<EntityId>{"c:@S@x@/home/q/a.h", "/pq/b.h"}));
    EXPECT_EQ(moved.units[0].functions[0].signature, "void ((lambda at /home/q/a.cpp:1:2))");
    EXPECT_EQ(moved.units[0].literals[0].value.text, "/p/is text");
    EXPECT_EQ(moved.units[0].literals[0].value.parts[0].span.file, "/home/q/a.h");
    EXPECT_EQ(moved.units[0].gaps[0].unit, "/usr/include/x.h");
    EXPECT_EQ(read_facts({folder.path() / "facts"}, origin, "/p").units, program.units);
    EXPECT_EQ(read_facts({folder.path() / "facts"}, origin).source_root, std::filesystem::current_path().string());
    EXPECT_EQ(DiskSources().read(folder.path() / "facts/program.json")->find("/p"), std::string::npos);
}

TEST(FactsFolder, ReadsNothingOutsideItself) {
    const TemporaryFolder folder;
    EXPECT_NE(refusal([&] { read_facts({folder.path()}, origin); }).find("--dump-facts writes it"), std::string::npos);
    folder.write("program.json", "{\"units\": [\n{\"facts\": \"../x.facts.json\"}]}");
    EXPECT_NE(refusal([&] {
                  read_facts({folder.path()}, origin);
              }).find("program.json:2: '../x.facts.json' is no facts file"),
              std::string::npos);
    EXPECT_NE(refusal([&] { write_facts(folder.path(), sample(), origin, "/p"); }).find("is no facts file"),
              std::string::npos);
}

TEST(WriteAtomically, LeavesOldContentOnFailureAndNoTemporaryFile) {
    const TemporaryFolder folder;
    const auto file = folder.write("report.txt", "old");
    write_atomically(file, "new");
    EXPECT_EQ(DiskSources().read(file), "new");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    EXPECT_NE(refusal([&] { write_atomically(folder.path() / "none/report.txt", "x"); }).find("cannot be written"),
              std::string::npos);
}

}  // namespace
}  // namespace stateless::lint
