// Code, databases and configurations of a stranger: they are read, and that is all.
#include <set>

#include "hosts/project.h"

namespace stateless::lint {
namespace {

using lint::testing::Outcome;
using lint::testing::run_on_terminal;
using Words = std::vector<std::string>;

class UntrustedInput : public lint::testing::Project {
protected:
    std::set<std::string> files() const {
        std::set<std::string> result;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
            result.insert(entry.path().string());
        return result;
    }
};

TEST_F(UntrustedInput, DatabaseWritesNothingAndLoadsNothing) {
    const std::string at = folder.path().string() + "/";
    Words flags{"-fmodules",
                "-fcxx-modules",
                "-fmodules-cache-path=" + at + "modules",
                "-o",
                at + "out",
                "-MD",
                "-MF",
                at + "deps",
                "-MJ",
                at + "entry.json",
                "--serialize-diagnostics",
                at + "diagnostics",
                "-save-temps=obj",
                "-fcrash-diagnostics-dir=" + at + "crash",
                "-ftime-trace=" + at + "trace",
                "-ftime-report",
                "-fproc-stat-report=" + at + "stat",
                "-foptimization-record-file=" + at + "record",
                "-H",
                "-v",
                "-###",
                "-dD",
                "-E",
                "-S",
                "-emit-ast",
                "-gsplit-dwarf",
                "-dumpdir",
                at,
                "--coverage",
                "-fdump-tree-all",
                "-fprofile-generate=" + at + "profile",
                "-fdriver-only",
                "-Wp,-MD," + at + "deps2",
                "-mllvm",
                "-stats",
                "--config=" + at + "evil.cfg",
                "-B" + at,
                "-fmodule-output=" + at + "module",
                "-print-stats"};
    for (const char* hands_on : {"-Xclang", "-Xpreprocessor"}) {
        for (const std::string& word :
             {std::string("-load"), at + "evil.so", std::string("-stats-file=" + at + "stats"),
              std::string("-header-include-file"), at + "includes"}) {
            flags.insert(flags.end(), {hands_on, word});
        }
    }
    flags.insert(flags.end(),
                 {"-fplugin=" + at + "evil.so", "-fpass-plugin=" + at + "evil.so", "-Wp,-load," + at + "evil.so"});
    add("strange.cpp", "#include \"counter.h\"\nvoid strange() { bump(); }\n", flags);
    write("counter.h", "void bump();\n");
    add("counter.cpp", counter);
    // Where a compiler looks for settings of its own.
    for (const char* name : {"build/clang++.cfg", "src/clang++.cfg", "build/clang.cfg", "evil.cfg"})
        folder.write(name, "-include /does/not/exist.h\n");
    lint();
    const std::set<std::string> before = files();
    const Outcome outcome = lint();
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out.find("gap:"), std::string::npos) << outcome.out;
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(files(), before);
}

TEST_F(UntrustedInput, DatabaseRunsNothing) {
    const auto program = folder.write("bin/evil-g++", "#!/bin/sh\ntouch '" + (folder.path() / "ran").string() + "'\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    add("counter.cpp", counter);
    for (auto& entry : database) entry["arguments"][0] = program.string();
    EXPECT_EQ(lint().status, 1);
    database[0]["arguments"][0] = "/usr/bin/../.." + program.string();
    EXPECT_EQ(lint({"--query-driver", "/usr/bin/*"}).status, 1);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "ran"));
    lint({"--query-driver", (folder.path() / "bin/*").string()});
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "ran"));
}

TEST_F(UntrustedInput, DatabaseRunsNoCommandInPlaceOfACompiler) {
    add("counter.cpp", counter);
    const std::string ran = (folder.path() / "ran").string();
    const std::string rest = " -c ../src/counter.cpp";
    for (const std::string& command :
         {"sh -c 'touch " + ran + "' g++" + rest, "$(touch " + ran + ") g++" + rest, "`touch " + ran + "`" + rest,
          "g++" + rest + "; touch " + ran, "g++ -wrapper touch," + ran + rest, "env touch " + ran + rest,
          "ccache touch " + ran + rest, "g++ -specs=" + ran + " -fplugin-arg-x=1 -B/tmp" + rest, "g++ @" + ran + rest,
          "g++ -Wp,-MD," + ran + " -Wa,-o," + ran + " -Wl,-Map," + ran + rest,
          "g++ -dumpdir " + ran + " -aux-info " + ran + " -MMD -MF " + ran + " -MT x -MQ y -MP" + rest}) {
        database.back() = {
            {"directory", (folder.path() / "build").string()}, {"file", "../src/counter.cpp"}, {"command", command}};
        const Outcome outcome = lint();
        EXPECT_NE(outcome.status, -1) << command;
        EXPECT_FALSE(std::filesystem::exists(ran)) << command;
    }
}

TEST_F(UntrustedInput, ConfigurationIsNotFollowedOutOfTheTree) {
    add("counter.cpp", counter);
    folder.write("src/.git/HEAD", "");
    folder.write("secret", "password");
    std::filesystem::create_symlink("../secret", folder.path() / "src/.stateless.json");
    const Outcome outcome = lint();
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("leads out of the source tree"), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.err.find("password"), std::string::npos);
}

TEST_F(UntrustedInput, OutputsReplaceLinksInsteadOfFollowingThem) {
    add("counter.cpp", counter);
    const auto precious = folder.write("precious", "as it was");
    for (const char* name : {"report", "baseline.json"})
        std::filesystem::create_symlink(precious, folder.path() / name);
    EXPECT_EQ(lint({"-o", "report"}).status, 1);
    EXPECT_EQ(lint({"--write-baseline", "baseline.json"}).status, 0);
    EXPECT_EQ(lint::testing::read_file(precious), "as it was");
    EXPECT_FALSE(std::filesystem::is_symlink(folder.path() / "report"));
    std::filesystem::create_directory_symlink(folder.path() / "src", folder.path() / "facts");
    EXPECT_EQ(lint({"--dump-facts", "facts"}).status, 2);
}

TEST_F(UntrustedInput, ConfigurationReadsOnlyItsOwnFolder) {
    add("counter.cpp", counter);
    folder.write("secret.json", "{\"name\": \"outside\"}");
    std::filesystem::create_symlink("../secret.json", folder.path() / "src/link.json");
    for (const char* model : {"/etc/passwd", "../secret.json", "link.json", "."}) {
        folder.write("src/.stateless.json", "{\n  \"models\": [\n    \"" + std::string(model) + "\"\n  ]\n}\n");
        const Outcome outcome = lint();
        EXPECT_EQ(outcome.status, 2) << model;
        EXPECT_NE(outcome.err.find("/src/.stateless.json:3: "), std::string::npos) << outcome.err;
    }
    folder.write("src/.stateless.json", "{\n  \"query_driver\": [\"/**\"]\n}\n");
    EXPECT_NE(lint().err.find(".stateless.json:2: unknown key 'query_driver'"), std::string::npos) << lint().err;
}

TEST_F(UntrustedInput, NothingReachesTheTerminalAsACommand) {
    const std::string evil = "a\x1B[2J\r\n\xE2\x80\xAE.cpp";
    add(evil, "static int hits = 0; // \x1B[2J \xE2\x80\xAE\nvoid bump() { ++hits; }\n");
    add("\x1B[1mbroken.cpp", "#error \x1B[2J\n");
    folder.write("src/.stateless.json", "{}");
    const Outcome outcome = run_on_terminal({STATELESS_LINT_BINARY, "-p", "build"}, folder.path());
    EXPECT_EQ(outcome.status, 2);  // there is no database yet
    lint();
    const Outcome seen = run_on_terminal({STATELESS_LINT_BINARY, "-p", "build", "--color", "never"}, folder.path());
    EXPECT_EQ(seen.status, 1);
    EXPECT_EQ(seen.out.find_first_of("\x1B\r"), std::string::npos) << seen.out;
    EXPECT_EQ(seen.out.find("\xE2\x80\xAE"), std::string::npos) << seen.out;
    EXPECT_EQ(seen.err.find("\x1B[2J"), std::string::npos);
    EXPECT_EQ(seen.err.find("\x1B[1m"), std::string::npos);
    folder.write("src/.stateless.json", "{\"rules\": {\"\\u001b[2J\": {}}}");
    const Outcome refused = lint();
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.err.find('\x1B'), std::string::npos) << refused.err;
}

TEST_F(UntrustedInput, ProgressIsForTerminals) {
    add("counter.cpp", counter);
    EXPECT_EQ(lint().err, "");
    const Outcome seen = run_on_terminal({STATELESS_LINT_BINARY, "-p", "build", "-j1"}, folder.path());
    EXPECT_EQ(seen.status, 1);
    EXPECT_NE(seen.err.find("\r\033[K[1/2] src/counter.cpp"), std::string::npos) << seen.err;
    EXPECT_TRUE(seen.err.ends_with("\r\033[K")) << seen.err;
    EXPECT_EQ(seen.out.find('\r'), std::string::npos);
    EXPECT_EQ(run_on_terminal({STATELESS_LINT_BINARY, "-p", "build", "--no-progress"}, folder.path()).err, "");
}

TEST_F(UntrustedInput, RefusesAnImpossibleOutputBeforeAnyWork) {
    add("crash.cpp", "#pragma clang __debug llvm_fatal_error\n");
    const Outcome missing = lint({"-o", "none/report.txt"});
    EXPECT_EQ(missing.status, 2);
    EXPECT_EQ(missing.err, "stateless-lint: none/report.txt: its folder does not exist\n");
    EXPECT_EQ(lint({"-o", "src"}).err, "stateless-lint: src: is a folder; -o takes a file\n");
}

}  // namespace
}  // namespace stateless::lint
