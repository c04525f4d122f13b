// --why: what is printed of a variable or field, for state and for what is none.
#include <gtest/gtest.h>

#include "hosts/project.h"

namespace stateless::lint::testing {
namespace {

class Why : public Project {
protected:
    std::string why(const std::string& name) {
        const Outcome outcome = lint({"--why", name});
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        return outcome.out;
    }
    static void expect_in(const std::string& text, const Words& parts) {
        for (const std::string& part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
    }
};

TEST_F(Why, TellsWhatIsReported) {
    add("counter.cpp", "static int hits = 5;\nvoid bump() { ++hits; }\n");
    expect_in(why("hits"), {"hits  src/counter.cpp:1:12\n  a global, of type int\n",
                            "lifetime\n  outlives requests: it has static storage\n",
                            "accesses while serving\n  the loop in main > bump\n    src/counter.cpp:2:17: write (++); "
                            "counts as a change\n",
                            "purpose\n  state\n", "verdict\n", "  stateless-mutable-global: reported: 'hits' ",
                            "  stateless-handler-captured-state: left to stateless-mutable-global\n",
                            "  stateless-zero-ttl: nothing\n"});
}

TEST_F(Why, TellsWhySomethingIsNotReported) {
    add("counter.cpp", "#include <mutex>\nstatic std::mutex lock;\nvoid bump() { lock.lock(); lock.unlock(); }\n");
    expect_in(why("lock"), {"outlives requests", "no state: objects of its type are plumbing: std::mutex\n",
                            "stateless-mutable-global: nothing\n"});
}

TEST_F(Why, TellsWhoseAFieldIs) {
    add("counter.cpp", "struct Request { int steps = 0; };\n"
                       "void bump() { Request request; ++request.steps; }\n");
    expect_in(why("Request::steps"),
              {"a field, of type int\n",
               "a request's: no object of Request is known to outlive the request that makes it\n",
               "no state: its life is a request's"});
}

TEST_F(Why, TellsWhatOnlyStartUpChanges) {
    write("server.cpp", "");
    add("main.cpp",
        "#include <sys/socket.h>\n#include <unistd.h>\nstatic int limit = 0;\nint main(int count, char**) {\n"
        "  limit = count;\n  char buffer[64];\n  for (;;) {\n    int client = accept(limit, nullptr, nullptr);\n"
        "    read(client, buffer, sizeof buffer);\n  }\n}\n");
    expect_in(why("limit"), {"accesses at start-up, at the end, or in code that nothing reaches\n  "
                             "main\n    src/main.cpp:5:3: write (=)\n",
                             "no state: no serving code changes it, or each object only once\n"});
}

TEST_F(Why, TakesThePlaceOfADeclaration) {
    add("counter.cpp", counter);
    EXPECT_EQ(why("counter.cpp:1"), why("hits"));
}

TEST_F(Why, TellsOfASilencedFinding) {
    add("counter.cpp", "static int hits = 0;  // NOLINT(stateless-mutable-global): per replica on purpose\n"
                       "void bump() { ++hits; }\n");
    expect_in(why("hits"), {"stateless-mutable-global: reported, and silenced by NOLINT: "});
}

TEST_F(Why, NamesWhatIsCloseToAnUnknownName) {
    add("counter.cpp", counter);
    const Outcome outcome = lint({"--why", "Hit"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err,
              "stateless-lint: --why Hit: no variable or field of the program is called so; close to it: hits\n");
}

TEST_F(Why, WritesToTheGivenFile) {
    add("counter.cpp", counter);
    const Outcome outcome = lint({"--why", "hits", "-o", "why.txt"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(read_file(folder.path() / "why.txt").starts_with("hits  src/counter.cpp:1:12\n"));
}

}  // namespace
}  // namespace stateless::lint::testing
