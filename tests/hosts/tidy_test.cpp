// The plugin in clang-tidy as its users run it: which checks there are, what options do, what a program file adds, and
// what is refused.
#include <set>

#include <gtest/gtest.h>

#include "hosts/tidy_project.h"

namespace stateless::lint {
namespace {

using lint::testing::check_options;
using lint::testing::Outcome;
using lint::testing::TidyProject;
using Words = std::vector<std::string>;

constexpr const char* counter = R"(
static int hits = 0;
void bump() { ++hits; }
)";

constexpr const char* server = R"(
#include <httplib.h>
#include <libpq-fe.h>
void bump();
static int ours = 0;
int main() {
    PQconnectdb("postgresql://app@db.internal:5432/shop");
    httplib::Server server;
    server.Get("/hit", [](const httplib::Request&, httplib::Response& response) {
        bump();
        ++ours;
        response.set_content("ok", "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
)";

class Tidy : public ::testing::Test {
protected:
    TidyProject project;

    void SetUp() override {
        project.checks = "-*,stateless-*,-stateless-hardcoded-endpoint";  // it speaks of the same line as another
        project.write("src/counter.cpp", counter);
        project.write("src/server.cpp", server);
        project.compiles({"src/counter.cpp", "src/server.cpp"});
    }
    /// "src/server.cpp:5: mutable-global" for each finding.
    std::vector<std::string> findings(const Words& arguments) const { return places(project.tidy(arguments)); }
    std::vector<std::string> places(const Outcome& outcome) const {
        static const std::regex form(R"(^(.+?):(\d+):\d+: .* \[stateless-([a-z-]+)[^\]]*\]\n)");
        std::vector<std::string> result;
        for (const std::string& text : project.diagnostics(outcome)) {
            std::smatch part;
            if (!std::regex_search(text, part, form)) result.push_back(text);
            else
                result.push_back(std::filesystem::relative(part[1].str(), project.path()).string() + ":" +
                                 part[2].str() + ": " + part[3].str());
        }
        return result;
    }
    void refuses(const Words& arguments, const std::string& reason) const {
        const Outcome outcome = project.tidy(arguments);
        EXPECT_EQ(outcome.status, 1) << reason;
        EXPECT_NE(outcome.out.find("error: "), std::string::npos) << outcome.out;
        EXPECT_NE(outcome.out.find(reason), std::string::npos) << outcome.out;
    }
    void dump_facts(const std::string& folder) const { EXPECT_EQ(project.lint({"--dump-facts", folder}).status, 1); }
};

TEST_F(Tidy, HasACheckForEveryRule) {
    std::set<std::string> rules, checks;
    for (const auto& file : std::filesystem::directory_iterator(STATELESS_SOURCE_DIR "/rules/catalog"))
        rules.insert("stateless-" + file.path().stem().string());
    std::istringstream lines(project.tidy({"--checks=-*,stateless-*", "--list-checks"}).out);
    for (std::string word; lines >> word;)
        if (word.starts_with("stateless-")) checks.insert(word);
    EXPECT_EQ(checks, rules);
}

TEST_F(Tidy, PrintsTheChosenChecksOnly) {
    EXPECT_EQ(findings({"src/server.cpp"}),
              (Words{"src/server.cpp:5: mutable-global", "src/server.cpp:7: direct-db-port"}));
    EXPECT_EQ(findings({"--checks=-*,stateless-direct-db-port", "src/server.cpp"}),
              Words{"src/server.cpp:7: direct-db-port"});
    EXPECT_EQ(findings({"--checks=-*,stateless-zero-ttl,stateless-static-cache", "src/server.cpp"}), Words{});
}

TEST_F(Tidy, KeepsUnitsApartInOneRun) {
    const Words all{"src/server.cpp:5: mutable-global", "src/server.cpp:7: direct-db-port"};
    EXPECT_EQ(findings({"src/counter.cpp", "src/server.cpp"}), all);
    EXPECT_EQ(findings({"src/server.cpp", "src/counter.cpp"}), all);
}

TEST_F(Tidy, LeavesTheExitStatusToWarningsAsErrors) {
    EXPECT_EQ(project.tidy({"src/server.cpp"}).status, 0);
    EXPECT_EQ(project.tidy({"--warnings-as-errors=stateless-zero-ttl", "src/server.cpp"}).status, 0);
    EXPECT_EQ(project.tidy({"--warnings-as-errors=stateless-direct-*", "src/server.cpp"}).status, 1);
}

TEST_F(Tidy, TakesOptionsAsClangTidyWritesThem) {
    const Words only_state{"src/server.cpp:5: mutable-global"};
    for (const char* option :
         {"stateless-direct-db-port.allowed-hosts: 'other;db.*'",
          "stateless-direct-db-port.allowed-hosts: '[\"db.*\"]'",
          "stateless-direct-db-port.allowed-ports: '5433; 5432'", "stateless-direct-db-port.direct-ports: 3306"}) {
        EXPECT_EQ(findings({check_options(option), "src/server.cpp"}), only_state) << option;
    }
    EXPECT_EQ(findings({check_options("stateless-direct-db-port.allowed-hosts: other"), "src/server.cpp"}).size(), 2u);
    project.write(".clang-tidy",
                  "Checks: '-*,stateless-*'\nCheckOptions:\n  stateless-direct-db-port.allowed-hosts: db.*\n");
    EXPECT_EQ(findings({"src/server.cpp"}), only_state);
    EXPECT_EQ(project.tidy({"--verify-config", "src/server.cpp"}).status, 0);
}

TEST_F(Tidy, DumpsItsOptionsInTheFormItTakes) {
    const std::string dump = project.tidy({"--dump-config", "src/server.cpp"}).out;
    for (const char* line : {"stateless-ProgramFile: ''", "stateless-direct-db-port.allowed-hosts: ''",
                             "stateless-direct-db-port.direct-ports: '5432;3306;"}) {
        EXPECT_NE(dump.find(line), std::string::npos) << line << "\n" << dump;
    }
}

TEST_F(Tidy, RefusesWrongOptions) {
    refuses({check_options("stateless-direct-db-port.direct-ports: '5432;none'"), "src/server.cpp"},
            "the option 'direct-ports' of direct-db-port must be a list of integers");
    refuses({check_options("stateless-direct-db-port.alowed-hosts: db"), "src/server.cpp"},
            "direct-db-port has no option 'alowed-hosts'");
}

TEST_F(Tidy, LeavesNolintToClangTidy) {
    project.write("src/server.cpp", std::regex_replace(std::string(server), std::regex("static int ours = 0;"),
                                                       "static int ours = 0;  // NOLINT(stateless-mutable-global)"));
    const Outcome outcome = project.tidy({"src/server.cpp"});
    EXPECT_EQ(places(outcome), Words{"src/server.cpp:7: direct-db-port"});
    EXPECT_NE(outcome.err.find("Suppressed 1 warnings (1 NOLINT)"), std::string::npos) << outcome.err;
}

TEST_F(Tidy, ShowsTheWholePathAcrossNolint) {
    project.write("src/server.cpp",
                  std::regex_replace(std::string(server), std::regex("\\+\\+ours;"), "++ours;  // NOLINT"));
    const std::vector<std::string> found = project.diagnostics(project.tidy({"src/server.cpp"}));
    ASSERT_EQ(found.size(), 2u);
    EXPECT_NE(found[0].find("note: GET /hit\n"), std::string::npos) << found[0];
    EXPECT_NE(found[0].find("'ours' has static storage; lambda in main writes it with ++ ("), std::string::npos)
        << found[0];
    EXPECT_NE(found[0].find("src/server.cpp:11)\n"), std::string::npos) << found[0];
}

TEST_F(Tidy, FindsInHeadersAndNeverInSystemHeaders) {
    const std::string state = "#pragma once\ninline int visits = 0;\ninline void visit() { ++visits; }\n";
    project.write("src/state.h", state);
    project.write("system/state.h", state);
    const std::string text = std::regex_replace(std::string(server), std::regex("bump\\(\\);\n    "), "visit();\n    ");
    project.write("src/server.cpp", "#include \"state.h\"\n" + text);
    EXPECT_EQ(findings({"src/server.cpp"}).front(), "src/server.cpp:6: mutable-global");
    EXPECT_EQ(findings({"src/server.cpp"}).back(), "src/state.h:2: mutable-global");
    project.write("src/server.cpp", "#include <state.h>\n" + text);
    EXPECT_EQ(findings({"--extra-arg=-isystem../system", "--system-headers", "src/server.cpp"}),
              (Words{"src/server.cpp:6: mutable-global", "src/server.cpp:8: direct-db-port"}));
}

TEST_F(Tidy, ChangesNoFile) {
    const Outcome outcome = project.tidy({"--fix", "src/server.cpp"});
    EXPECT_EQ(places(outcome).size(), 2u);
    EXPECT_EQ(lint::testing::read_file(project.path() / "src/server.cpp"), server);
}

TEST_F(Tidy, FollowsTheProjectsConfiguration) {
    project.write(".stateless.json", R"({"rules": {"direct-db-port": {"options": {"allowed-hosts": ["db.*"]}}}})");
    EXPECT_EQ(findings({"src/server.cpp"}), Words{"src/server.cpp:5: mutable-global"});
    EXPECT_EQ(findings({check_options("stateless-direct-db-port.allowed-hosts: other"), "src/server.cpp"}).size(), 2u);
    project.write(".stateless.json", R"({"exclude": ["src/server.cpp"]})");
    EXPECT_EQ(findings({"src/server.cpp"}), Words{});
    project.write(".stateless.json", "{\n\"rulez\": 1}");
    refuses({"src/server.cpp"}, ".stateless.json:2: unknown key 'rulez'");
}

TEST_F(Tidy, KnowsTheProgramOfItsProgramFile) {
    dump_facts("facts");
    EXPECT_EQ(findings({"src/counter.cpp"}), Words{});
    for (const std::string& name :
         {std::string("facts"), std::string("facts/program.json"), (project.path() / "facts").string()}) {
        const Outcome outcome = project.tidy({check_options("stateless-ProgramFile: " + name), "src/counter.cpp"});
        EXPECT_EQ(places(outcome), Words{"src/counter.cpp:2: mutable-global"});
    }
    project.checks = "-*,stateless-*";
    const Outcome both =
        project.tidy({check_options("stateless-ProgramFile: facts"), "src/counter.cpp", "src/server.cpp"});
    EXPECT_EQ(project.diagnostics(both), lint::testing::diagnostics_in(project.lint().out, project.path()));
}

TEST_F(Tidy, KnowsTheUnitAtHandBetterThanItsProgramFile) {
    dump_facts("facts");
    project.write("src/counter.cpp", "void bump() {}\n");
    EXPECT_EQ(findings({check_options("stateless-ProgramFile: facts"), "src/counter.cpp"}), Words{});
    project.write("src/counter.cpp", std::string("\n\n") + counter);
    EXPECT_EQ(findings({check_options("stateless-ProgramFile: facts"), "src/counter.cpp"}),
              Words{"src/counter.cpp:4: mutable-global"});
}

TEST_F(Tidy, RefusesAProgramFileOncePerUnit) {
    const std::string option = check_options("stateless-ProgramFile: facts");
    refuses({option, "src/counter.cpp"}, "facts: stateless-ProgramFile is neither below ");
    project.write("facts", "no folder");
    refuses({option, "src/counter.cpp"}, "facts: stateless-ProgramFile wants the folder");
    std::filesystem::remove(project.path() / "facts");

    dump_facts("facts");
    const std::filesystem::path index = project.path() / "facts/program.json";
    const std::string good = lint::testing::read_file(index);
    const auto with = [&](const char* pattern, const char* replacement) {
        project.write("facts/program.json", std::regex_replace(good, std::regex(pattern), replacement));
    };
    with("\"tool_build\": \"", "\"tool_build\": \"older-");
    refuses({option, "src/counter.cpp"}, "program.json:3: the facts are of another build of the tool");
    with("\"models_digest\": \"", "\"models_digest\": \"0");
    refuses({option, "src/counter.cpp"}, "program.json:4: the facts are of other models");
    project.write("facts/program.json", good.substr(0, good.size() / 2));
    refuses({option, "src/counter.cpp"}, "no valid JSON");
    with("0000[0-9]-counter", "00009-counter");
    refuses({option, "src/counter.cpp"}, "00009-counter.cpp.facts.json");
    EXPECT_NE(project.tidy({option, "src/counter.cpp"}).err.find("1 error generated."), std::string::npos);

    with("$^", "");
    EXPECT_EQ(findings({option, "src/counter.cpp"}).size(), 1u);
    const TidyProject other;
    other.write("src/counter.cpp", counter);
    other.compiles({"src/counter.cpp"});
    const Outcome outcome =
        other.tidy({check_options("stateless-ProgramFile: " + (project.path() / "facts").string()), "src/counter.cpp"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.out.find("src/counter.cpp: is no unit of the program"), std::string::npos) << outcome.out;
}

}  // namespace
}  // namespace stateless::lint
