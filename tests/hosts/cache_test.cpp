// The cache as its users meet it: what has not changed is not parsed, what has changed in any way is, and nobody can
// tell from the report.
#include <fstream>
#include <thread>

#include <sys/stat.h>

#include "hosts/project.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using lint::testing::Outcome;
using lint::testing::read_file;
using Words = std::vector<std::string>;

class Cache : public lint::testing::Project {
protected:
    /// With the cache; the report is what it is without.
    Outcome cached(Words arguments = {}) {
        arguments.insert(arguments.end(), {"--format", "json"});
        Words plainly = arguments;
        plainly.push_back("--no-cache");
        arguments.insert(arguments.end(), {"--cache-dir", "cache", "--cache-stats"});
        Outcome outcome = lint(arguments);
        const Outcome plain = lint(plainly);
        EXPECT_EQ(outcome.out, plain.out) << outcome.err << plain.err;
        EXPECT_EQ(outcome.status, plain.status);
        return outcome;
    }
    /// "2 of 3": how many units the cache had.
    std::string had(Words arguments = {}) {
        const std::string err = cached(std::move(arguments)).err;
        const std::size_t begin = err.find(" had ");
        const std::size_t end = err.find(" units;");
        if (begin == std::string::npos || end == std::string::npos) return err;
        return err.substr(begin + 5, end - begin - 5);
    }
    std::vector<fs::path> entries(const std::string& extension) const {
        std::vector<fs::path> result;
        for (const auto& file : fs::recursive_directory_iterator(folder.path() / "cache"))
            if (file.path().extension() == extension) result.push_back(file.path());
        return result;
    }
};

TEST_F(Cache, HasEverythingWhenNothingChanged) {
    add("counter.cpp", counter);
    EXPECT_EQ(had(), "0 of 2");
    EXPECT_EQ(had(), "2 of 2");
    EXPECT_EQ(had({"-j2"}), "2 of 2");
}

TEST_F(Cache, KeepsUnitsWithFindingsGapsAndSuppressions) {
    add("counter.cpp", "static int hits = 0;  // NOLINT(stateless-mutable-global): meant\nvoid bump() { ++hits; }\n");
    add("broken.cpp", "#include \"none.h\"\nint x = ;\n");
    add("unended.cpp", "// NOLINTBEGIN\nint y;\n");
    const Outcome first = cached();
    const Outcome second = cached();
    EXPECT_NE(second.err.find("had 4 of 4 units"), std::string::npos) << second.err;
    EXPECT_EQ(second.out, first.out);
    EXPECT_EQ(second.status, 3);
    EXPECT_NE(second.out.find("'none.h' file not found"), std::string::npos) << second.out;
    EXPECT_NE(second.out.find("NOLINTBEGIN without NOLINTEND"), std::string::npos) << second.out;
}

TEST_F(Cache, ExtractsWhatIncludesAnEditedFileAndNothingElse) {
    write("shared.h", "inline int shared = 0;\n");
    add("one.cpp", "#include \"shared.h\"\nvoid bump() { ++shared; }\n");
    add("two.cpp", "#include \"shared.h\"\nvoid two() { ++shared; }\n");
    add("three.cpp", "void three() {}\n");
    had();
    write("shared.h", "inline int shared = 0;  // NOLINT(stateless-mutable-global): a comment counts\n");
    EXPECT_EQ(had(), "2 of 4");
    EXPECT_NE(lint({"--cache-dir", "cache"}).out.find("1 suppressed"), std::string::npos);
    write("three.cpp", "void three() { }\n");
    EXPECT_EQ(had(), "3 of 4");
    write("shared.h", "inline int shared = 0;\n");  // as it was before
    EXPECT_EQ(had(), "4 of 4");
}

TEST_F(Cache, SeesFilesThatAppearAndDisappear) {
    const Words flags{"-I../src/first", "-I../src/second"};
    write("second/state.h", "inline int visits = 0;\ninline void visit() { ++visits; }\n");
    add("visit.cpp", "#include <state.h>\nvoid bump() { visit(); }\n", flags);
    add("maybe.cpp", "#if __has_include(\"maybe.h\")\nstatic int n;\nvoid maybe() { ++n; }\n#endif\n");
    had();
    EXPECT_EQ(had(), "3 of 3");
    write("first/state.h", "inline void visit() {}\n");  // found before the other
    EXPECT_EQ(had(), "2 of 3");
    fs::remove_all(folder.path() / "src/first");
    EXPECT_EQ(had(), "3 of 3");
    write("maybe.h", "");
    EXPECT_EQ(had(), "2 of 3");
    fs::remove(folder.path() / "src/second/state.h");
    EXPECT_EQ(had(), "2 of 3");
    EXPECT_EQ(cached().status, 3);
}

TEST_F(Cache, TellsLinksFromCopies) {
    // With #pragma once, two names of one file are read once, and two equal files twice.
    write("a.h", "#pragma once\n#ifdef SEEN\nstatic int again = 0;\n#endif\n#define SEEN\n");
    fs::create_symlink("a.h", folder.path() / "src/b.h");
    add("counter.cpp", "#include \"a.h\"\n#include \"b.h\"\n"
                       "void bump() {\n#ifdef SEEN\n    static int hits;\n    ++hits;\n#endif\n}\n");
    had();
    EXPECT_EQ(had(), "2 of 2");
    fs::remove(folder.path() / "src/b.h");
    fs::copy_file(folder.path() / "src/a.h", folder.path() / "src/b.h");
    EXPECT_EQ(had(), "1 of 2");
}

TEST_F(Cache, AsksWhatIsJudgedAnew) {
    write("state/shared.h", "inline int shared = 0;\ninline void visit() { ++shared; }\n");
    add("one.cpp", "#include \"state/shared.h\"\nvoid bump() { visit(); }\n");
    EXPECT_EQ(places({"--cache-dir", "cache"}), Words{"state/shared.h:1:12 shared"});
    EXPECT_EQ(had({"--exclude", "state"}), "1 of 2");
    EXPECT_EQ(places({"--cache-dir", "cache", "--exclude", "state"}), Words());
    EXPECT_EQ(had({"--exclude", "unrelated"}), "2 of 2");
    folder.write("model.json", R"({"name": "mine", "serving_calls": ["mine::serve"]})");
    EXPECT_EQ(had({"--models", "model.json"}), "0 of 2");
}

TEST_F(Cache, KnowsTheFlags) {
    add("counter.cpp", "#ifdef STATE\nstatic int hits = 0;\nvoid bump() { ++hits; }\n#else\nvoid bump() {}\n#endif\n");
    had();
    database.erase(1);
    compile("counter.cpp", {"-DSTATE"});
    EXPECT_EQ(had(), "1 of 2");
    EXPECT_EQ(places({"--cache-dir", "cache"}).size(), 1u);
}

TEST_F(Cache, BuildsAnewWhatIsDamaged) {
    add("counter.cpp", counter);
    had();
    const auto damage = [&](const std::string& extension, auto how) {
        const std::vector<fs::path> files = entries(extension);
        EXPECT_EQ(files.size(), 2u);
        for (const fs::path& file : files) {
            std::string text = read_file(file);
            how(text);
            std::ofstream(file, std::ios::binary) << text;
        }
        EXPECT_EQ(had(), "0 of 2");
        EXPECT_EQ(had(), "2 of 2");
    };
    damage(".facts", [](std::string& text) { text[text.size() / 2] ^= 1; });
    damage(".facts", [](std::string& text) { text.resize(text.size() / 2); });
    damage(".facts", [](std::string& text) { text.clear(); });
    damage(".asked", [](std::string& text) { text.back() ^= 1; });
    damage(".asked", [](std::string& text) { text += "more"; });
}

TEST_F(Cache, ServesSeveralRunsAtOnce) {
    for (int i = 0; i < 6; ++i) add("part" + std::to_string(i) + ".cpp", "static int n;\nvoid part() { ++n; }\n");
    add("counter.cpp", counter);
    const Outcome expected = lint({"--no-cache", "--format", "json"});
    std::vector<Outcome> outcomes(4);
    {
        std::vector<std::jthread> runs;
        for (Outcome& outcome : outcomes) {
            runs.emplace_back([&] {
                outcome = lint::testing::run_program(
                    {STATELESS_LINT_BINARY, "-p", "build", "--format", "json", "--cache-dir", "cache"}, folder.path());
            });
        }
    }
    for (const Outcome& outcome : outcomes) EXPECT_EQ(outcome.out, expected.out) << outcome.err;
    EXPECT_EQ(had(), "8 of 8");
    for (const auto& file : fs::recursive_directory_iterator(folder.path() / "cache"))
        EXPECT_TRUE(file.is_directory() || file.path().extension() == ".facts" || file.path().extension() == ".asked" ||
                    file.path().extension() == ".program")
            << file.path();
}

TEST_F(Cache, StaysBelowItsLimit) {
    add("counter.cpp", counter);
    EXPECT_EQ(had({"--cache-limit", "0"}), "0 of 2");
    EXPECT_EQ(entries(".facts").size(), 0u);
    had();
    // What was used last stays.
    const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(1000);
    for (const fs::path& file : entries(".facts")) fs::last_write_time(file, long_ago);
    const fs::path large = folder.path() / "cache/00";
    fs::create_directories(large);
    std::ofstream(large / "used.facts") << std::string(900'000, 'x');
    std::ofstream(large / "unused.facts") << std::string(900'000, 'x');
    fs::last_write_time(large / "unused.facts", long_ago);
    std::ofstream(large / "abandoned.facts.Xa3f9k") << "half";
    fs::last_write_time(large / "abandoned.facts.Xa3f9k", long_ago);
    write("counter.cpp", std::string(counter) + "// edited\n");
    EXPECT_EQ(had({"--cache-limit", "1"}), "1 of 2");
    EXPECT_FALSE(fs::exists(large / "unused.facts"));
    EXPECT_FALSE(fs::exists(large / "abandoned.facts.Xa3f9k"));
}

TEST_F(Cache, RefusesAFolderThatOthersFill) {
    folder.write("file", "");
    const Outcome file = lint({"--cache-dir", "file"});
    EXPECT_EQ(file.status, 2);
    EXPECT_EQ(file.err, "stateless-lint: file: cannot be the cache: is no folder\n");
    fs::create_directory(folder.path() / "open");
    ::chmod((folder.path() / "open").c_str(), 0777);
    const Outcome open = lint({"--cache-dir", "open"});
    EXPECT_EQ(open.status, 2);
    EXPECT_NE(open.err.find("anybody can write to it"), std::string::npos) << open.err;
}

TEST_F(Cache, MakesItsFolderForItsOwnerAlone) {
    had();
    struct stat status{};
    ASSERT_EQ(::stat((folder.path() / "cache").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700u);
}

TEST_F(Cache, KeepsNothingOfACrashOrOfWhatCannotBeReadAgain) {
    add("crash.cpp", "#pragma clang __debug crash\n");
    add("device.cpp", "#include \"/dev/null\"\nint n;\n");
    had();
    EXPECT_EQ(had(), "1 of 3");
}

TEST_F(Cache, PrintsWhereTheTimeWent) {
    const std::string err = lint({"--timing", "--cache-dir", "cache"}).err;
    for (const char* stage : {"cache", "parse", "extract", "link", "reach", "judge", "render", "all"})
        EXPECT_NE(err.find(std::string("\n  ") + stage + " "), std::string::npos) << stage << err;
    EXPECT_NE(err.find(" MiB in one process\n"), std::string::npos) << err;
}

}  // namespace
}  // namespace stateless::lint
