// ./dev corpus: what it says of findings that came, went or changed their rule.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "hosts/program.h"

namespace stateless::lint::testing {
namespace {

class Corpus : public ::testing::Test {
protected:
    TemporaryFolder folder;

    void SetUp() override {
        std::filesystem::create_directories(folder.path() / "expected");
        const nlohmann::json database = {{{"directory", (folder.path() / "servers/shop/build").string()},
                                          {"file", "../server.cpp"},
                                          {"arguments", {"g++", "-c", "../server.cpp"}}}};
        folder.write("servers/shop/build/compile_commands.json", database.dump());
        folder.write("servers/notes/readme.txt", "no server");
        folder.write("servers/shop/server.cpp", "#include <sys/socket.h>\n"
                                                "#include <unistd.h>\n"
                                                "static int hits = 0;\n"
                                                "int main() {\n"
                                                "    char buffer[64];\n"
                                                "    for (;;) {\n"
                                                "        int client = accept(3, nullptr, nullptr);\n"
                                                "        read(client, buffer, sizeof buffer);\n"
                                                "        ++hits;\n"
                                                "    }\n"
                                                "}\n");
    }

    Outcome corpus(const std::string& more = "") const {
        std::vector<std::string> words{"/usr/bin/env", "python3", STATELESS_SOURCE_DIR "/bench/corpus.py",
                                       "servers",      "--lint",  STATELESS_LINT_BINARY,
                                       "--expected",   "expected"};
        if (!more.empty()) words.push_back(more);
        return run_program(words, folder.path());
    }
};

TEST_F(Corpus, ShowsWhatIsNew) {
    const Outcome outcome = corpus();
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_EQ(outcome.out, "shop: 1 finding, 1 added\n  + mutable-global server.cpp hits\n");
}

TEST_F(Corpus, KeepsWhatIsFoundAndThenExpectsIt) {
    EXPECT_EQ(corpus("--update").status, 0);
    EXPECT_EQ(read_file(folder.path() / "expected/shop.txt"), "mutable-global\tserver.cpp\thits\n");
    const Outcome outcome = corpus();
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "shop: 1 finding, as expected\n");
}

TEST_F(Corpus, ShowsWhatIsGoneAndWhatChangedItsRule) {
    folder.write("expected/shop.txt", "static-cache\tserver.cpp\thits\nzero-ttl\tserver.cpp\tSET\n");
    const Outcome outcome = corpus();
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_EQ(outcome.out, "shop: 1 finding, 1 removed, 1 changed\n"
                           "  - zero-ttl server.cpp SET\n"
                           "  ~ server.cpp hits: static-cache -> mutable-global\n");
}

TEST_F(Corpus, RefusesAFolderWithoutServers) {
    std::filesystem::remove_all(folder.path() / "servers/shop");
    const Outcome outcome = corpus();
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.err, "corpus: servers: no subfolder has a compile_commands.json, or one in its build/\n");
}

TEST_F(Corpus, DoesNotTakeABrokenDatabaseForNoFindings) {
    folder.write("servers/shop/build/compile_commands.json", "[{]");
    const Outcome outcome = corpus();
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("corpus: shop: stateless-lint: "), std::string::npos) << outcome.err;
}

TEST_F(Corpus, RefusesABrokenExpectation) {
    folder.write("expected/shop.txt", "mutable-global\tserver.cpp\thits\nmutable-global server.cpp\n");
    const Outcome outcome = corpus();
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.err, "corpus: expected/shop.txt:2: wanted are rule, file and entity, separated by tabs\n");
}

}  // namespace
}  // namespace stateless::lint::testing
