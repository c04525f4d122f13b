// Pages that make promises name what exists: tests that measure them, and every rule there is.
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

namespace stateless {
namespace {

const std::filesystem::path root = STATELESS_ROOT;

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::set<std::string> tests_there_are() {
    const std::regex test(R"(TEST(?:_F)?\((\w+), (\w+)\))");
    std::set<std::string> tests;
    for (const char* folder : {"servers", "shop"})
        for (const auto& file : std::filesystem::directory_iterator(root / "runtime/tests" / folder)) {
            const std::string text = text_of(file.path());
            for (std::sregex_iterator found(text.begin(), text.end(), test), last; found != last; ++found)
                tests.insert((*found)[1].str() + "." + (*found)[2].str());
        }
    return tests;
}

TEST(Docs, EveryPromiseOfReliabilityIsMeasuredByATestThatExists) {
    const std::string page = text_of(root / "docs/reliability.md");
    const auto tests = tests_there_are();
    const std::regex row(R"(\n\| ([^|]+) \| ([^|]+) \| ([^|]+) \|)");
    const std::regex name(R"(`(\w+\.\w+)`)");
    int rows = 0;
    for (std::sregex_iterator found(page.begin(), page.end(), row), last; found != last; ++found) {
        const std::string measured = (*found)[3];
        if (measured == "measured by") continue;
        ++rows;
        int named = 0;
        for (std::sregex_iterator test(measured.begin(), measured.end(), name); test != last; ++test, ++named)
            EXPECT_EQ(tests.count((*test)[1]), 1U) << (*test)[1];
        EXPECT_GT(named, 0) << (*found)[1];
    }
    EXPECT_GT(rows, 50);
}

TEST(Docs, EveryRuleHasACure) {
    const std::string page = text_of(root / "docs/runtime/cures.md");
    int rules = 0;
    for (const auto& file : std::filesystem::directory_iterator(root / "rules/catalog")) {
        const std::string rule = file.path().stem().string();
        EXPECT_NE(page.find("\n| `" + rule + "` | "), std::string::npos) << rule;
        ++rules;
    }
    EXPECT_GE(rules, 23);
    const std::regex link(R"(\]\(([^)#]+)\))");
    for (std::sregex_iterator found(page.begin(), page.end(), link), last; found != last; ++found)
        EXPECT_TRUE(std::filesystem::exists(root / "docs/runtime" / (*found)[1].str())) << (*found)[1];
}

}  // namespace
}  // namespace stateless
