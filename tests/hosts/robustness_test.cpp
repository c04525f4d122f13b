// A unit that crashes the front end, never ends or takes all memory costs itself and nothing else.
#include "hosts/project.h"

namespace stateless::lint {
namespace {

using lint::testing::Outcome;
using Words = std::vector<std::string>;

class Robustness : public lint::testing::Project {
protected:
    /// Instantiates 2^900 classes.
    static constexpr const char* endless = "template <int Depth, int Path> struct Tree {\n"
                                           "    Tree<Depth - 1, 2 * Path> left;\n"
                                           "    Tree<Depth - 1, 2 * Path + 1> right;\n"
                                           "};\n"
                                           "template <int Path> struct Tree<0, Path> {};\n"
                                           "template <int Path> struct Tree<870, Path> { Tree<869, 0> a; };\n"
                                           "Tree<24, 1> tree;\n";

    void SetUp() override {
        Project::SetUp();
        add("counter.cpp", counter);
    }

    std::string gap_of(const std::string& name, const Words& arguments) {
        const Outcome outcome = lint(arguments);
        EXPECT_EQ(outcome.status, 1) << outcome.err;
        EXPECT_NE(outcome.out.find("\n1 finding in 3 units"), std::string::npos) << outcome.out;
        const std::string start = "src/" + name + ": gap: ";
        const std::size_t begin = outcome.out.find(start);
        if (begin == std::string::npos) return outcome.out;
        return outcome.out.substr(begin + start.size(), outcome.out.find('\n', begin) - begin - start.size());
    }
};

TEST_F(Robustness, SurvivesEveryWayToDie) {
    for (const char* how : {"crash", "llvm_fatal_error", "parser_crash"}) {
        if (database.size() == 3) database.erase(2);
        add("dies.cpp", std::string("#pragma clang __debug ") + how + "\n");
        EXPECT_TRUE(gap_of("dies.cpp", {"--no-cache", "-j2"}).starts_with("the parser crashed (")) << how;
    }
}

TEST_F(Robustness, GivesUpOnAUnitThatNeverEnds) {
    add("endless.cpp", endless);
    const Words limits{"--no-cache", "-j2", "--unit-timeout", "2", "--unit-memory", "0"};
    EXPECT_EQ(gap_of("endless.cpp", limits),
              "the parser took more than 2 s; --unit-timeout allows more [unit-not-parsed]");
}

TEST_F(Robustness, GivesUpOnAUnitThatTakesAllMemory) {
    add("endless.cpp", endless);
    EXPECT_EQ(gap_of("endless.cpp", {"--no-cache", "-j1", "--unit-memory", "100"}),
              "the parser crashed (Aborted) [unit-not-parsed]");
}

TEST_F(Robustness, ReplacesAProcessThatHasGrown) {
    // Each of these leaves more behind than half of the limit allows.
    for (int i = 0; i < 4; ++i) {
        const std::string name = "grown" + std::to_string(i) + ".cpp";
        add(name, "#include <regex>\n#include <functional>\nstatic int n" + std::to_string(i) + ";\n");
    }
    const Outcome one = lint({"--no-cache", "-j1", "--unit-memory", "100", "--format", "json"});
    EXPECT_EQ(one.out, lint({"--no-cache", "-j2", "--format", "json"}).out);
    EXPECT_EQ(one.out.find("crashed"), std::string::npos);
}

}  // namespace
}  // namespace stateless::lint
