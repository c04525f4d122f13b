// stateless-lint end to end, on small projects in temporary folders.
#include <algorithm>
#include <regex>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "hosts/program.h"
#include "model/json_document.h"

namespace stateless::lint {
namespace {

using lint::testing::Outcome;
using lint::testing::read_file;
using lint::testing::run_program;
using lint::testing::TemporaryFolder;
using Words = std::vector<std::string>;

constexpr const char* counter = R"(
static int hits = 0;
void bump() { ++hits; }
)";

constexpr const char* server = R"(
#include <httplib.h>
void bump();
int main() {
    httplib::Server server;
    server.Get("/hit", [](const httplib::Request&, httplib::Response& response) {
        bump();
        response.set_content("ok", "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
)";

class Cli : public ::testing::Test {
protected:
    TemporaryFolder folder;

    /// Writes src/<name>.cpp for each, and a database in build/ that compiles them in this order.
    void project(const std::vector<std::pair<std::string, std::string>>& sources) {
        nlohmann::json database = nlohmann::json::array();
        for (const auto& [name, text] : sources) {
            folder.write("src/" + name, text);
            database.push_back({{"directory", (folder.path() / "build").string()},
                                {"file", "../src/" + name},
                                {"command", "ccache g++ -std=gnu++20 -I" STATELESS_SOURCE_DIR
                                            "/test-fixtures/include -fno-tree-pre -Werror -o x.o -c ../src/" +
                                                name}});
        }
        folder.write("build/compile_commands.json", database.dump(1));
    }
    void bad_project() { project({{"counter.cpp", counter}, {"server.cpp", server}}); }

    Outcome lint(Words arguments) const {
        arguments.insert(arguments.begin(), STATELESS_LINT_BINARY);
        return run_program(arguments, folder.path());
    }
    nlohmann::json sarif(Words arguments) const {
        arguments.insert(arguments.end(), {"--format", "sarif"});
        return nlohmann::json::parse(lint(arguments).out);
    }
};

std::string without_time(const std::string& text) {
    return std::regex_replace(text, std::regex(R"(\(\d+\.\d s\))"), "(time)");
}

TEST_F(Cli, FindsAcrossUnitsAndExitsWithOne) {
    bad_project();
    const Outcome outcome = lint({"-p", "build"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with("src/counter.cpp:2:12: warning: 'hits' ")) << outcome.out;
    EXPECT_NE(outcome.out.find("[stateless-mutable-global]\nstatic int hits = 0;\n           ^~~~\n"),
              std::string::npos);
    EXPECT_NE(outcome.out.find("src/server.cpp:6:12: note: GET /hit\n"), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find("\n1 finding in 2 units ("), std::string::npos);
    EXPECT_EQ(outcome.err, "");
}

TEST_F(Cli, ExitsWithZeroWhenClean) {
    project({{"server.cpp", server}, {"bump.cpp", "void bump() {}\n"}});
    const Outcome outcome = lint({"-p", "build/compile_commands.json"});
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_TRUE(outcome.out.starts_with("no findings in 2 units ("));
}

TEST_F(Cli, ExitsWithThreeWhenCleanWouldBeUntrue) {
    project({{"server.cpp", server}, {"broken.cpp", "#include <no/such/header.h>\nint x = ;\n"}});
    const Outcome outcome = lint({"-p", "build"});
    EXPECT_EQ(outcome.status, 3) << outcome.out;
    EXPECT_TRUE(outcome.out.starts_with("src/broken.cpp:1:10: gap: 'no/such/header.h' file not found")) << outcome.out;
    EXPECT_NE(outcome.out.find("so this is no clean result"), std::string::npos);
    const nlohmann::json run = sarif({"-p", "build"})["runs"][0];
    EXPECT_EQ(run["invocations"][0]["executionSuccessful"], false);
    EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"].size(), 1u);
}

TEST_F(Cli, ExitsWithOneForFindingsDespiteGaps) {
    project({{"counter.cpp", counter}, {"server.cpp", server}, {"broken.cpp", "int x = ;\n"}});
    const Outcome outcome = lint({"-p", "build"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.out.find("so there may be more findings"), std::string::npos);
}

TEST_F(Cli, RefusesMisuseWithTwoAndThePlace) {
    const auto refused = [&](const Words& arguments, const std::string& reason) {
        const Outcome outcome = lint(arguments);
        EXPECT_EQ(outcome.status, 2) << reason;
        EXPECT_EQ(outcome.out, "") << reason;
        EXPECT_NE(outcome.err.find(reason), std::string::npos) << outcome.err;
    };
    refused({"-p", "build"}, "CMAKE_EXPORT_COMPILE_COMMANDS");
    refused({}, "-p names it");
    folder.write("build/compile_commands.json", "[\n{\"file\": }]");
    refused({"-p", "build"}, "compile_commands.json:2: no valid JSON");
    bad_project();
    refused({"-p", "build", "--no-such-flag"}, "--no-such-flag");
    refused({"-p", "build", "--format", "xml"}, "text|sarif|json");
    refused({"-p", "build", "-j", "0"}, "0");
    refused({"-p", "build", "no/such/folder"}, "no/such/folder: there is no such file or folder");
    refused({"-p", "build", "--rules", "no-such-rule"}, "there is no rule 'no-such-rule'");
    refused({"-p", "build", "--exclude", "*.cpp"}, "all are left out");
    refused({"--explain", "no-such-rule"}, "there is no rule 'no-such-rule'");
    refused({"-p", "build", "--shard", "1/2"}, "--shard: goes with extract");
    refused({"extract", "-p", "build"}, "-o: names the folder for the facts");
    refused({"extract", "-p", "build", "-o", "facts", "--shard", "3/2"}, "--shard: '3/2' is no part of a program");
    refused({"link"}, "takes the folders that extract wrote");
    folder.write("bad.json", "{\n\"rulez\": 1}");
    refused({"-p", "build", "--config", "bad.json"}, "bad.json:2: unknown key 'rulez'");
    refused({"-p", "build", "--models", "bad.json"}, "bad.json:2: ");
    folder.write(".stateless.json", "{\n\n\"exclude\": [7]}");
    refused({"-p", "build"}, ".stateless.json:3: ");
}

TEST_F(Cli, PrintsTheSameForAnyNumberOfJobsAndAnyOrder) {
    bad_project();
    const Outcome one = lint({"-p", "build", "-j", "1"});
    const Outcome two = lint({"-p", "build", "-j2"});
    project({{"server.cpp", server}, {"counter.cpp", counter}, {"server.cpp", server}});
    const Outcome permuted = lint({"-p", "build", "-j", "2"});
    EXPECT_EQ(without_time(one.out), without_time(two.out));
    EXPECT_EQ(without_time(one.out), without_time(permuted.out));
    for (const char* format : {"sarif", "json"}) {
        const std::string permuted_text = lint({"-p", "build", "--format", format}).out;
        bad_project();
        EXPECT_EQ(lint({"-p", "build", "--format", format, "-j1"}).out, permuted_text);
    }
}

TEST_F(Cli, WritesTheReportToAFile) {
    bad_project();
    folder.write("report.sarif", "old");
    const Outcome outcome = lint({"-p", "build", "--format", "sarif", "-o", "report.sarif"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, "stateless-lint: 1 finding in 2 units\n");
    const nlohmann::json report = nlohmann::json::parse(read_file(folder.path() / "report.sarif"));
    EXPECT_EQ(report["runs"][0]["results"].size(), 1u);
    EXPECT_EQ(lint({"-p", "build", "-o", "none/report.txt"}).status, 2);
}

TEST_F(Cli, NeverMixesTextIntoSarif) {
    bad_project();
    const Outcome outcome = lint({"-p", "build", "--format", "sarif"});
    EXPECT_TRUE(nlohmann::json::accept(outcome.out));
    const nlohmann::json result = nlohmann::json::parse(outcome.out)["runs"][0]["results"][0];
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "src/counter.cpp");
    EXPECT_TRUE(result["partialFingerprints"].contains("primaryLocationLineHash"));
}

TEST_F(Cli, KeepsItsFingerprintWhenLinesMove) {
    bad_project();
    const nlohmann::json before = sarif({"-p", "build"})["runs"][0]["results"][0];
    project({{"counter.cpp", std::string("// more\n// lines\n") + counter}, {"server.cpp", server}});
    const nlohmann::json after = sarif({"-p", "build"})["runs"][0]["results"][0];
    EXPECT_NE(before["locations"], after["locations"]);
    EXPECT_EQ(before["partialFingerprints"], after["partialFingerprints"]);
}

TEST_F(Cli, ReportsBelowThePathsWithTheWholeProgramInMind) {
    bad_project();
    EXPECT_EQ(lint({"-p", "build", "src/counter.cpp"}).status, 1);
    EXPECT_EQ(lint({"-p", "build", "src"}).status, 1);
    EXPECT_EQ(lint({"-p", "build", "src/server.cpp"}).status, 0);
    EXPECT_EQ(lint({"src/counter.cpp"}).status, 1);  // the database is found from the path
    folder.write("src/new.cpp", "int x;\n");
    const Outcome unknown = lint({"-p", "build", "src/new.cpp"});
    EXPECT_EQ(unknown.status, 3);
    EXPECT_NE(unknown.out.find("the file is not in the compile database"), std::string::npos);
}

TEST_F(Cli, HonoursTheConfiguration) {
    bad_project();
    folder.write(".stateless.json", R"({"rules": {"mutable-global": {"enabled": false}}})");
    EXPECT_EQ(lint({"-p", "build"}).status, 0);
    EXPECT_EQ(lint({"-p", "build", "--rules", "mutable-global"}).status, 1);
    folder.write("other.json", "{}");
    EXPECT_EQ(lint({"-p", "build", "--config", "other.json"}).status, 1);
    folder.write(".stateless.json", R"({"exclude": ["src/counter.cpp"]})");
    EXPECT_EQ(lint({"-p", "build"}).status, 0);
    EXPECT_EQ(lint({"-p", "build", "--exclude", "!src/counter.cpp", "--source-root", "."}).status, 1);
    EXPECT_EQ(lint({"-p", "build", "--rules", "stateless-zero-ttl,static-cache", "--config", "other.json"}).status, 0);
}

/// A team that wraps Redis in its own class, and one that has a queue of its own, need a line each.
TEST_F(Cli, KnowsWrappersFromOneLineEach) {
    project({{"server.cpp", R"(
#include <functional>
#include <string>
#include <httplib.h>
namespace acme {
struct Cache { void put(const std::string& key, const std::string& value, int seconds); };
struct Jobs { void on(const std::string& queue, std::function<void()> work); };
}
static acme::Cache cache;
static int done = 0;
int main() {
    acme::Jobs().on("mail", [] { ++done; });
    httplib::Server server;
    server.Get("/page", [](const httplib::Request&, httplib::Response&) { cache.put("page", "text", 0); });
    server.listen("0.0.0.0", 8080);
}
)"}});
    EXPECT_EQ(lint({"-p", "build"}).status, 0);
    folder.write(".stateless.json", R"({"models": [
        {"name": "cache", "sinks": [{"call": "acme::Cache::put", "kind": "cache-write", "system": "redis", "ttl_argument": 2}]},
        {"name": "jobs", "roots": [{"call": "acme::Jobs::on", "kind": "message"}]}]})");
    const Outcome outcome = lint({"-p", "build"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.out.find("'acme::Cache::put' is given a time to live of 0"), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find("'done' is changed by 'lambda in main' while serving message handler"),
              std::string::npos)
        << outcome.out;
}

TEST_F(Cli, TakesWhatATeamCallsPlumbingForItWithAllItsFields) {
    project({{"server.cpp", R"(
#include <map>
#include <string>
#include <sys/socket.h>
namespace acme {
class Tracer {
public:
    void note(const std::string& name) { ++seen_[name]; }
    int seen(const std::string& name) { return seen_[name]; }
private:
    std::map<std::string, int> seen_;
};
}
static acme::Tracer tracer;
int main() {
    while (accept(3, nullptr, nullptr) >= 0)
        if (tracer.seen("client") < 1000) tracer.note("client");
}
)"}});
    const Outcome before = lint({"-p", "build"});
    EXPECT_EQ(before.status, 1);
    EXPECT_NE(before.out.find("'seen_' is changed"), std::string::npos) << before.out;
    folder.write(".stateless.json", R"({"models": [{"name": "fine", "types": {"exempt": ["acme::Tracer"]}}]})");
    const Outcome after = lint({"-p", "build"});
    EXPECT_EQ(after.status, 0) << after.out;
    EXPECT_NE(lint({"-p", "build", "--why", "seen_"}).out.find("objects of its class are plumbing: acme::Tracer"),
              std::string::npos);
}

TEST_F(Cli, SilencesAndShowsWhatIsSilenced) {
    project(
        {{"counter.cpp",
          "static int hits = 0;  // NOLINT(stateless-mutable-global): per replica is meant\nvoid bump() { ++hits; }\n"},
         {"server.cpp", server}});
    const Outcome quiet = lint({"-p", "build"});
    EXPECT_EQ(quiet.status, 0) << quiet.out;
    EXPECT_NE(quiet.out.find("1 suppressed finding, shown by --show-suppressed"), std::string::npos);
    const Outcome shown = lint({"-p", "build", "--show-suppressed"});
    EXPECT_EQ(shown.status, 0);
    EXPECT_NE(shown.out.find("note: suppressed by NOLINT: per replica is meant"), std::string::npos) << shown.out;
    const nlohmann::json result = sarif({"-p", "build"})["runs"][0]["results"][0];
    EXPECT_EQ(result["suppressions"][0]["justification"], "NOLINT: per replica is meant");
}

TEST_F(Cli, LeavesTestsAndVendoredCodeOut) {
    bad_project();
    project({{"tests/counter.cpp", counter}, {"server.cpp", server}, {"third_party/broken.cpp", "int x = ;\n"}});
    const Outcome outcome = lint({"-p", "build"});
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_TRUE(outcome.out.starts_with("no findings in 1 unit ("));
}

TEST_F(Cli, DumpsFactsAndReadsThemBack) {
    bad_project();
    const Outcome direct = lint({"-p", "build", "--dump-facts", "facts"});
    const Outcome through_facts = lint({"--facts", "facts"});
    EXPECT_EQ(through_facts.status, 1) << through_facts.err;
    EXPECT_EQ(without_time(direct.out), without_time(through_facts.out));
    EXPECT_EQ(lint({"-p", "build", "--dump-facts", "facts"}).status, 1);  // replaces its own
    EXPECT_EQ(lint({"-p", "build", "--dump-facts", "src"}).status, 2);
    folder.write("model.json", R"({"name": "mine", "serving_calls": ["mine::serve"]})");
    const Outcome other_models = lint({"--facts", "facts", "--models", "model.json"});
    EXPECT_EQ(other_models.status, 2);
    EXPECT_NE(other_models.err.find("program.json:4: the facts are of other models"), std::string::npos)
        << other_models.err;
}

TEST_F(Cli, DumpsTheGapsToo) {
    project({{"server.cpp", server}, {"broken.cpp", "int x = ;\n"}});
    EXPECT_EQ(lint({"-p", "build", "--dump-facts", "facts"}).status, 3);
    EXPECT_EQ(lint({"--facts", "facts"}).status, 3);
}

TEST_F(Cli, ListsAndExplainsRules) {
    const Outcome list = lint({"--list-rules"});
    EXPECT_EQ(list.status, 0);
    const auto lines = static_cast<std::size_t>(std::count(list.out.begin(), list.out.end(), '\n'));
    const std::filesystem::directory_iterator catalog(STATELESS_SOURCE_DIR "/rules/catalog");
    EXPECT_EQ(lines, static_cast<std::size_t>(std::distance(begin(catalog), end(catalog))));
    EXPECT_TRUE(list.out.starts_with("direct-db-port "));
    const Outcome explained = lint({"--explain", "stateless-mutable-global"});
    EXPECT_EQ(explained.status, 0);
    for (const char* part : {"mutable-global: ", "Why it breaks", "How to fix it", "NOLINT(stateless-mutable-global)",
                             "#include <stateless/"}) {
        EXPECT_NE(explained.out.find(part), std::string::npos) << part;
    }
}

TEST_F(Cli, FitsItsHelpOnAScreen) {
    const Outcome help = lint({"--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_LE(std::count(help.out.begin(), help.out.end(), '\n'), 50);
    std::istringstream lines(help.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
    EXPECT_TRUE(std::regex_match(lint({"--version"}).out, std::regex("stateless-lint \\d+\\.\\d+\\.\\d+\n")));
}

TEST_F(Cli, ColoursOnRequest) {
    bad_project();
    EXPECT_EQ(lint({"-p", "build"}).out.find('\033'), std::string::npos);
    EXPECT_NE(lint({"-p", "build", "--color", "always"}).out.find('\033'), std::string::npos);
}

TEST_F(Cli, CountsColumnsOfWideCharacters) {
    project({{"counter.cpp", "/* \xC3\xA9\xF0\x9F\x98\x80 \xE9 */ static int hits = 0;\nvoid bump() { ++hits; }\n"},
             {"server.cpp", server}});
    const nlohmann::json region =
        sarif({"-p", "build"})["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    EXPECT_EQ(region["startColumn"], 24);
    EXPECT_EQ(region["endColumn"], 28);
}

TEST_F(Cli, LintsCAsC) {
    project({{"server.c", R"(
#include <sys/socket.h>
#include <unistd.h>
static int class = 0;
int main(void) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        int client = accept(listener, 0, 0);
        char buffer[64];
        recv(client, buffer, sizeof buffer, 0);
        class++;
        close(client);
    }
}
)"}});
    nlohmann::json database = nlohmann::json::parse(read_file(folder.path() / "build/compile_commands.json"));
    database[0]["command"] = "gcc -std=gnu11 -c ../src/server.c";
    folder.write("build/compile_commands.json", database.dump());
    const Outcome outcome = lint({"-p", "build"});
    EXPECT_EQ(outcome.out.find("gap:"), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find(" in 1 unit ("), std::string::npos);
}

TEST_F(Cli, SurvivesOddInput) {
    std::string huge;
    for (int i = 0; i < 30000; ++i) huge += "int f" + std::to_string(i) + "();\n";
    project({{"empty.cpp", ""},
             {"latin.cpp", "// caf\xE9\nconst char* name = \"\xFF\xFE\";\n"},
             {"huge.cpp", huge},
             {"deep.cpp",
              "template <int N> struct D { static int f() { return D<N - 1>::f(); } };\n"
              "template <> struct D<0> { static int f() { return 0; } };\nint deep() { return D<100>::f(); }\n"}});
    const Outcome outcome = lint({"-p", "build", "--format", "sarif"});
    EXPECT_EQ(outcome.status, 0) << outcome.err << outcome.out;
    EXPECT_TRUE(nlohmann::json::accept(outcome.out));
}

TEST_F(Cli, FindsTheSameThroughASymbolicLink) {
    bad_project();
    std::filesystem::create_directory_symlink(folder.path() / "src", folder.path() / "linked");
    nlohmann::json database = nlohmann::json::parse(read_file(folder.path() / "build/compile_commands.json"));
    nlohmann::json again = database[0];
    again["file"] = "../linked/counter.cpp";
    again["command"] = "g++ -c ../linked/counter.cpp";
    database.push_back(again);
    folder.write("src/state/state.h", "inline int visits = 0;\ninline void visit() { ++visits; }\n");
    for (const char* way : {"src", "linked"}) {
        const std::string name = std::string(way) + ".cpp";
        folder.write("src/" + name, "#include <httplib.h>\n#include <state.h>\nvoid add_" + std::string(way) +
                                        "(httplib::Server& s) { s.Get(\"/v\", [](const httplib::Request&, "
                                        "httplib::Response&) { visit(); }); }\n");
        again["file"] = "../src/" + name;
        again["command"] = "g++ -I../" + std::string(way) +
                           "/state -I" STATELESS_SOURCE_DIR "/test-fixtures/include -c ../src/" + name;
        database.push_back(again);
    }
    folder.write("build/compile_commands.json", database.dump());
    const Outcome outcome = lint({"-p", "build"});
    EXPECT_NE(outcome.out.find("\n2 findings in "), std::string::npos) << outcome.out;
}

}  // namespace
}  // namespace stateless::lint
