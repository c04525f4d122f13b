// The first steps with the tool: init, doctor, the manual page and what shells complete.
#include <regex>

#include <gtest/gtest.h>

#include "hosts/project.h"

namespace stateless::lint {
namespace {

using lint::testing::Outcome;
using lint::testing::read_file;
using lint::testing::run_program;

class Setup : public lint::testing::Project {
protected:
    void SetUp() override {
        Project::SetUp();
        add("counter.cpp", counter);
        lint();  // writes the database
    }
    Outcome run(Words words) {
        words.insert(words.begin(), STATELESS_LINT_BINARY);
        return run_program(words, folder.path());
    }
    static bool says(const Outcome& outcome, const std::string& text) {
        return outcome.out.find(text) != std::string::npos;
    }
};

TEST_F(Setup, InitWritesAConfigurationThatChangesNothingYet) {
    const Outcome outcome = run({"init", "src"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const auto file = folder.path() / "src/.stateless.json";
    EXPECT_TRUE(outcome.out.starts_with("wrote " + file.string() + "\nnext: stateless-lint doctor -p ")) << outcome.out;
    EXPECT_EQ(places(), Words{"counter.cpp:1:12 hits"});
    const std::string text = read_file(file);
    // Every entry in a comment is valid as it stands.
    folder.write("src/.stateless.json", std::regex_replace(text, std::regex("// (?=[\"{])"), ""));
    EXPECT_EQ(lint().status, 1) << lint().err;
    EXPECT_EQ(run({"init", "src"}).status, 2);
    EXPECT_EQ(run({"init", "none"}).status, 2);
}

TEST_F(Setup, InitNamesTheNextStep) {
    EXPECT_TRUE(says(run({"init", "."}), "next: stateless-lint doctor -p " + (folder.path() / "build").string()));
    const lint::testing::TemporaryFolder elsewhere;
    EXPECT_TRUE(says(run({"init", elsewhere.path().string()}), "CMAKE_EXPORT_COMPILE_COMMANDS"));
    std::filesystem::create_symlink("/dev/null", folder.path() / "src/.stateless.json");
    EXPECT_EQ(run({"init", "src"}).status, 2);
}

TEST_F(Setup, DoctorFindsNothingWrongWithASoundProject) {
    const Outcome outcome = run({"doctor", "-p", "build"});
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_TRUE(outcome.out.ends_with("all is sound\n"));
    EXPECT_TRUE(says(outcome, "samples: 2 units parsed without an error"));
}

TEST_F(Setup, DoctorSaysAllThatIsWrongAndWhatToDo) {
    compile("gone.cpp");
    add("broken.cpp", "#include <made/by/the/build.h>\n");
    add("msvc.cpp", "");
    database.back()["arguments"][0] = "cl.exe";
    add("cross.cpp", "");
    database.back()["arguments"][0] = "arm-linux-gnueabihf-g++";
    folder.write("src/.stateless.json", "{ // what is left out\n\"exclud\": []}");
    lint();
    const Outcome outcome = run({"doctor", "-p", "build"});
    EXPECT_EQ(outcome.status, 2);
    for (const char* part : {"gone.cpp for one", "'cl.exe' takes Microsoft's flags",
                             "'arm-linux-gnueabihf-g++' compiles for another machine", "--query-driver",
                             ".stateless.json:2: unknown key 'exclud'",
                             "cannot be parsed: 'made/by/the/build.h' file not found", "problems\n"})
        EXPECT_TRUE(says(outcome, part)) << part << "\n" << outcome.out;
}

TEST_F(Setup, DoctorGoesOnWithoutADatabase) {
    const Outcome none = run({"doctor", "-p", "nowhere"});
    EXPECT_EQ(none.status, 2);
    EXPECT_TRUE(says(none, "CMAKE_EXPORT_COMPILE_COMMANDS"));
    EXPECT_TRUE(says(none, "clang's own headers"));
    const Outcome nothing = run({"doctor", "-p", "build", "--exclude", "*"});
    EXPECT_TRUE(says(nothing, "nothing is left to read")) << nothing.out;
}

std::string generated(const char* kind) { return run_program({STATELESS_LINT_BINARY, "--generate", kind}, "/").out; }

TEST(GeneratedTexts, KnowEveryOptionOfTheHelp) {
    const std::string help = run_program({STATELESS_LINT_BINARY, "--help"}, "/").out;
    const std::regex option(R"((--[a-z-]+))");
    std::size_t count = 0;
    for (std::sregex_iterator at(help.begin(), help.end(), option), end; at != end; ++at, ++count) {
        const std::string name = at->str();
        EXPECT_NE(generated("bash").find(" " + name), std::string::npos) << name;
        EXPECT_NE(generated("zsh").find("'" + name + "["), std::string::npos) << name;
        EXPECT_NE(generated("fish").find(" -l " + name.substr(2) + " "), std::string::npos) << name;
        const std::string in_roff = std::regex_replace(name, std::regex("-"), "\\-");
        EXPECT_NE(generated("man").find(in_roff), std::string::npos) << name;
    }
    EXPECT_GT(count, 20u);
    EXPECT_EQ(run_program({STATELESS_LINT_BINARY, "--generate", "csh"}, "/").status, 2);
}

TEST(GeneratedTexts, AreReadByTheirPrograms) {
    const lint::testing::TemporaryFolder folder;
    const std::string path = "PATH=" + std::filesystem::path(STATELESS_LINT_BINARY).parent_path().string() + ":$PATH; ";
    const auto ask = [&](const std::string& program, const std::string& script) {
        return run_program({program, "-c", script}, folder.path());
    };
    folder.write("c.bash", generated("bash"));
    const Outcome bash =
        ask("/bin/bash", path + "set -eu; source c.bash; compopt() { :; }; COMP_CWORD=2; for pair in "
                                "'s --format' '--since --' 'zero-t --explain' 'do x'; do set -- $pair; "
                                "[[ $1 == do ]] && COMP_CWORD=1; _stateless_lint stateless-lint $1 $2; "
                                "echo \"${COMPREPLY[*]}\"; done");
    EXPECT_EQ(bash.out, "sarif\n--since\nzero-ttl\ndoctor\n") << bash.err;
    if (std::filesystem::exists("/usr/bin/fish")) {
        folder.write("c.fish", generated("fish"));
        const Outcome fish = ask("/usr/bin/fish", "source c.fish; complete -C 'stateless-lint --format ju'; "
                                                  "complete -C 'stateless-lint --require-r'");
        EXPECT_TRUE(fish.out.starts_with("junit")) << fish.out << fish.err;
        EXPECT_NE(fish.out.find("--require-reason\ta NOLINT"), std::string::npos) << fish.out;
    }
    if (std::filesystem::exists("/usr/bin/zsh")) {
        folder.write("_stateless-lint", generated("zsh"));
        EXPECT_EQ(ask("/usr/bin/zsh", "zsh -n _stateless-lint").status, 0);
    }
    if (std::filesystem::exists("/usr/bin/groff")) {
        folder.write("m.1", generated("man"));
        const Outcome groff = ask("/bin/sh", "groff -man -Tutf8 -ww -z m.1");
        EXPECT_EQ(groff.status, 0);
        EXPECT_EQ(groff.err, "");
    }
}

}  // namespace
}  // namespace stateless::lint
