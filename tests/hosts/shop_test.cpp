// The shop as `./dev lint` lints it: what README.md shows is what is printed, and what the shop's own page says is what
// is found.
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "hosts/program.h"

namespace stateless::lint {
namespace {

using testing::read_file;
using testing::run_program;

const std::filesystem::path root = STATELESS_SOURCE_DIR;

class Shop : public ::testing::Test {
protected:
    /// One run for all the tests.
    static const std::string& printed() {
        static const std::string out = run_program({STATELESS_LINT_BINARY, "-p", STATELESS_BUILD_DIR, "--exclude", "*",
                                                    "--exclude", "!examples/shop"},
                                                   root)
                                           .out;
        return out;
    }

    static std::vector<std::string> lines_of(const std::string& text) {
        std::vector<std::string> lines;
        std::istringstream stream(text);
        for (std::string line; std::getline(stream, line);) lines.push_back(line);
        return lines;
    }
};

TEST_F(Shop, IsShownInTheReadmeAsItIsPrinted) {
    const std::string readme = read_file(root / "README.md");
    const std::size_t begin = readme.find("<!-- lint-output -->");
    const std::size_t end = readme.find("<!-- /lint-output -->");
    ASSERT_NE(end, std::string::npos);
    int shown = 0;
    for (std::string line : lines_of(readme.substr(begin, end - begin))) {
        if (line.starts_with("<!--") || line.starts_with("```") || line.empty()) continue;
        // The time differs from run to run.
        line = std::regex_replace(line, std::regex(R"( \([0-9.]+ s\)$)"), "");
        EXPECT_NE(printed().find(line), std::string::npos) << line;
        ++shown;
    }
    EXPECT_GT(shown, 8);
}

TEST_F(Shop, HasWhatItsPageSays) {
    const std::string page = read_file(root / "examples/shop/README.md");
    // | `name`, `name` (file) | rule | what happens |
    const std::regex row(R"(\n\| ([^|]*) \| ([a-z-]+) \|)");
    const std::regex quoted("`\"?([^`\"]+)\"?`");
    int rows = 0;
    for (std::sregex_iterator found(page.begin(), page.end(), row), last; found != last; ++found) {
        const std::string place = (*found)[1];
        const std::string rule = (*found)[2];
        if (rule == "rule") continue;
        ++rows;
        EXPECT_NE(printed().find("[stateless-" + rule + "]"), std::string::npos) << rule;
        if (rule == "zero-ttl" || rule == "direct-db-port" || rule == "hardcoded-endpoint") continue;
        for (std::sregex_iterator name(place.begin(), place.end(), quoted); name != last; ++name) {
            std::string entity = (*name)[1];
            if (place.find("` in `" + entity + "`") != std::string::npos) continue;
            if (const auto colons = entity.rfind("::"); colons != std::string::npos) entity = entity.substr(colons + 2);
            EXPECT_TRUE(std::regex_search(
                printed(), std::regex("(warning|error): '" + entity + "' .*\\[stateless-" + rule + "\\]")))
                << entity << " " << rule;
        }
    }
    EXPECT_GE(rows, 10);
}

TEST_F(Shop, IsQuietAboutWhatItsPageClears) {
    const std::string page = read_file(root / "examples/shop/README.md");
    const std::string cleared = page.substr(page.find("## What the linter does not say"));
    const std::regex quoted("`([A-Za-z_:]+)`");
    int names = 0;
    for (std::sregex_iterator found(cleared.begin(), cleared.end(), quoted), last; found != last; ++found) {
        std::string entity = (*found)[1];
        if (const auto colons = entity.rfind("::"); colons != std::string::npos) entity = entity.substr(colons + 2);
        EXPECT_EQ(printed().find(": '" + entity + "'"), std::string::npos) << entity;
        ++names;
    }
    EXPECT_GE(names, 12);
}

}  // namespace
}  // namespace stateless::lint
