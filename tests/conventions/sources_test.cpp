// What docs/design.md and CONTRIBUTING.md promise of the sources: their layers, their openings, their size.
#include <regex>

#include <gtest/gtest.h>

#include "conventions/tree.h"

namespace stateless::lint::testing {
namespace {

constexpr std::ptrdiff_t longest_file = 500;

TEST(Sources, OnlyExtractTidyAndTheCommandLineIncludeClang) {
    const std::regex clang(R"(#include\s*[<"](clang|clang-tidy|llvm)[/-])");
    int seen = 0;
    for (const char* folder : {"checks", "driver"})
        for (const auto& file : files_below(folder, {".h", ".cpp"})) {
            const std::string name = name_of(file);
            if (!std::regex_search(text_of(file), clang)) continue;
            ++seen;
            EXPECT_TRUE(name.starts_with("checks/extract/") || name.starts_with("checks/tidy/") ||
                        name.starts_with("checks/clangd/") || name.starts_with("driver/cli/") ||
                        name.starts_with("driver/cache/"))
                << name << " includes Clang";
        }
    EXPECT_GT(seen, 5);
}

TEST(Sources, LowerLayersDoNotIncludeHigherOnes) {
    const std::vector<std::pair<std::string, std::string>> forbidden{
        {"checks/model/", "(extract|program|rules|tidy|clangd|cli|cache|output)"},
        {"checks/extract/", "(program|rules|tidy|clangd|cli|cache|output)"},
        {"checks/program/", "(extract|rules|tidy|clangd|cli|cache|output)"},
        {"checks/rules/", "(extract|tidy|clangd|cli|cache|output)"},
        {"checks/tidy/", "clangd"},
        {"driver/output/", "(extract|tidy|clangd|cli|cache)"},
    };
    for (const auto& [folder, layers] : forbidden) {
        const std::regex include("#include \"" + layers + "/");
        const auto files = files_below(folder, {".h", ".cpp"});
        EXPECT_FALSE(files.empty()) << folder;
        for (const auto& file : files) EXPECT_FALSE(std::regex_search(text_of(file), include)) << name_of(file);
    }
}

TEST(Sources, OpenWithWhatTheyDecide) {
    for (const char* folder : {"checks", "driver", "tests"})
        for (const auto& file : files_below(folder, {".h", ".cpp"}))
            EXPECT_TRUE(text_of(file).starts_with("// ") || text_of(file).starts_with("/// ")) << name_of(file);
}

TEST(Sources, CanBeReadAtOneSitting) {
    for (const char* folder : {"checks", "driver", "tests", "runtime"})
        for (const auto& file : files_below(folder, {".h", ".cpp"})) {
            const std::string text = text_of(file);
            EXPECT_LE(std::ranges::count(text, '\n'), longest_file) << name_of(file);
        }
}

TEST(Sources, DeferNothing) {
    const std::regex deferred("\\b(TO"
                              "DO|FIX"
                              "ME|XX"
                              "X)\\b");
    for (const char* folder : {"checks", "driver", "runtime", "rules", "tests"})
        for (const auto& file : files_below(folder, {".h", ".cpp", ".json", ".txt"}))
            EXPECT_FALSE(std::regex_search(text_of(file), deferred)) << name_of(file);
}

}  // namespace
}  // namespace stateless::lint::testing
