// What is the user's own, by path.
#include <gtest/gtest.h>

#include "cli/scope.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using lint::testing::TemporaryFolder;

TEST(Exclusion, MatchesPartsOrLeadingPathsAndTheLastPatternDecides) {
    const Exclusion exclusion("/p", {"gen", "src/old", "*.pb.cc", "**/mocks/x", "!src/old/keep.cpp"});
    EXPECT_EQ(exclusion.leaves_out("/p/gen/a.cpp"), true);
    EXPECT_EQ(exclusion.leaves_out("/p/src/gen/a.cpp"), true);
    EXPECT_EQ(exclusion.leaves_out("/p/src/generic/a.cpp"), std::nullopt);
    EXPECT_EQ(exclusion.leaves_out("/p/src/old/a.cpp"), true);
    EXPECT_EQ(exclusion.leaves_out("/p/x/src/old/a.cpp"), std::nullopt);
    EXPECT_EQ(exclusion.leaves_out("/p/src/older/a.cpp"), std::nullopt);
    EXPECT_EQ(exclusion.leaves_out("/p/a/b.pb.cc"), true);
    EXPECT_EQ(exclusion.leaves_out("/p/a/mocks/x/y.h"), true);
    EXPECT_EQ(exclusion.leaves_out("/p/mocks/x"), true);
    EXPECT_EQ(exclusion.leaves_out("/p/src/old/keep.cpp"), false);
    EXPECT_EQ(exclusion.leaves_out("/q/gen/a.cpp"), std::nullopt);
}

TEST(Scope, LeavesOutVendoredCodeTestsAndBuildOutput) {
    const Scope scope("/p", "/p/out", {});
    for (const char* own : {"/p/main.cpp", "/p/src/a.h", "/p/examples/shop.cpp", "/p/src/latest.cpp",
                            "/p/src/builder/x.cpp", "/p/src/contest/x.cpp", "/p/src/testimony.cpp"}) {
        EXPECT_TRUE(scope.judges(own)) << own;
        EXPECT_TRUE(scope.reads(own)) << own;
    }
    for (const char* other :
         {"/p/third_party/z/a.cpp", "/p/src/vendor/a.cpp", "/p/external/a.h", "/p/test/a.cpp", "/p/src/tests/a.cpp",
          "/p/src/a_test.cpp", "/p/src/test_a.cc", "/p/src/a_unittest.cpp", "/p/src/a.test.cpp", "/p/benchmark/a.cpp",
          "/p/build/x.cpp", "/p/bazel-out/k8/bin/x.cpp", "/p/cmake-build-debug/x.cpp", "/p/out/gen/x.pb.cc",
          "/usr/include/stdio.h", "/p2/a.cpp"}) {
        EXPECT_FALSE(scope.judges(other)) << other;
        EXPECT_FALSE(scope.reads(other)) << other;
    }
}

TEST(Scope, OwnsATreeWhoseOwnPathHasSuchNames) {
    EXPECT_TRUE(Scope("/home/test/vendor/p", "/b", {}).judges("/home/test/vendor/p/main.cpp"));
    EXPECT_TRUE(Scope("/p", "/p", {}).judges("/p/main.cpp"));  // built in the source tree
}

TEST(Scope, LetsTheProjectDecide) {
    const Scope scope("/p", "/b",
                      {Exclusion("/p", {"!external/mine", "src/legacy"}), Exclusion("/p", {"!src/legacy/new"})});
    EXPECT_TRUE(scope.judges("/p/external/mine/a.cpp"));
    EXPECT_FALSE(scope.judges("/p/external/other/a.cpp"));
    EXPECT_FALSE(scope.judges("/p/src/legacy/a.cpp"));
    EXPECT_TRUE(scope.judges("/p/src/legacy/new/a.cpp"));
}

TEST(Scope, ReadsTheUnitsOfAUnityBuild) {
    const TemporaryFolder folder;
    const std::string root = folder.path() / "p";
    const std::string unity =
        folder.write("p/build/CMakeFiles/x.dir/Unity/unity_0_cxx.cxx", "#include \"/p/src/a.cpp\"\n").string();
    const std::string outside = folder.write("b/Unity/unity_0_cxx.cxx", "#include \"/p/src/a.cpp\"\n").string();
    const std::string generated = folder.write("p/build/x.pb.cc", "#include \"x.pb.h\"\n").string();
    EXPECT_TRUE(Scope(root, root + "/build", {}).reads(unity));
    EXPECT_FALSE(Scope(root, root + "/build", {}).reads(generated));
    EXPECT_TRUE(Scope(root, (folder.path() / "b").string(), {}).reads(outside));
    EXPECT_FALSE(Scope(root, root + "/build", {}).judges(unity));
}

TEST(Scope, FollowsSymbolicLinks) {
    const TemporaryFolder folder;
    const std::string file = folder.write("real/src/a.cpp", "").string();
    std::filesystem::create_directory_symlink(folder.path() / "real", folder.path() / "link");
    EXPECT_TRUE(Scope((folder.path() / "link").string(), "/b", {}).judges(file));
    EXPECT_TRUE(Scope((folder.path() / "real").string(), "/b", {}).judges((folder.path() / "link/src/a.cpp").string()));
    // Whatever the way to it, a file is judged alike; an exclusion may name either way.
    std::filesystem::create_directories(folder.path() / "real/build");
    std::filesystem::create_directory_symlink(folder.path() / "real/src", folder.path() / "real/build/include");
    const std::string through_build = (folder.path() / "real/build/include/a.cpp").string();
    const std::string real = (folder.path() / "real").string();
    EXPECT_TRUE(Scope(real, real + "/build", {}).judges(through_build));
    EXPECT_FALSE(Scope(real, "/b", {Exclusion(real, {"src"})}).judges(through_build));
    EXPECT_FALSE(Scope(real, "/b", {Exclusion(real, {"build/include"})}).judges(through_build));
    const std::string elsewhere = folder.write("elsewhere/b.cpp", "").string();
    std::filesystem::create_directory_symlink(folder.path() / "elsewhere", folder.path() / "real/shared");
    std::filesystem::create_directory_symlink(folder.path() / "elsewhere", folder.path() / "real/third_party");
    EXPECT_TRUE(Scope(real, "/b", {}).judges(real + "/shared/b.cpp"));
    EXPECT_FALSE(Scope(real, "/b", {}).judges(real + "/third_party/b.cpp"));
    EXPECT_FALSE(Scope(real, "/b", {}).judges(elsewhere));
    EXPECT_TRUE(lies_in(file, (folder.path() / "link/src").string()));
    EXPECT_FALSE(lies_in(file, (folder.path() / "link/other").string()));
}

CompileDatabase database_of(const std::filesystem::path& build, const std::vector<std::filesystem::path>& files) {
    CompileDatabase database;
    database.file = build / "compile_commands.json";
    database.folder = build;
    for (const auto& file : files) database.entries.push_back({build.string(), file.string(), {"g++"}});
    return database;
}

TEST(SourceRoot, IsTheGitTopOfTheUnits) {
    const TemporaryFolder folder;
    const auto& top = folder.path();
    folder.write("p/.git/HEAD", "");
    folder.write("p/sub/.git", "gitdir: ../.git/modules/sub\n");
    folder.write("b/_deps/lib/.git/HEAD", "");
    EXPECT_EQ(find_source_root(database_of(top / "b", {top / "p/src/a.cpp"})), (top / "p").string());
    EXPECT_EQ(find_source_root(database_of(top / "b", {top / "p/sub/x/a.cpp"})), (top / "p").string());
    EXPECT_EQ(find_source_root(
                  database_of(top / "b", {top / "b/_deps/lib/a.cpp", top / "b/_deps/lib/b.cpp", top / "p/src/a.cpp"})),
              (top / "p").string());
}

TEST(SourceRoot, IsTheCommonFolderWithoutGit) {
    EXPECT_EQ(find_source_root(database_of("/nowhere/b", {"/nowhere/p/src/a.cpp", "/nowhere/p/lib/b.cpp"})),
              "/nowhere/p");
    EXPECT_EQ(find_source_root(database_of("/nowhere/b", {"/nowhere/p/src/a.cpp"})), "/nowhere/p/src");
}

TEST(SourceRoot, IsTheProjectAroundTheSourcesWithoutGit) {
    const TemporaryFolder folder;
    const auto& top = folder.path();
    folder.write("all/shop/README.md", "");
    folder.write("all/shop/backend/CMakeLists.txt", "");
    folder.write("all/shop/backend/src/api/a.cpp", "");
    const auto shop = top / "all/shop";
    EXPECT_EQ(find_source_root(database_of("/nowhere/b", {shop / "backend/src/api/a.cpp"})), shop.string());
    EXPECT_EQ(find_source_root(database_of("/nowhere/b", {shop / "other/x/a.cpp"})), shop.string());
    folder.write("all/shop/backend/src/.stateless.json", "{}");
    EXPECT_EQ(find_source_root(database_of(shop / "b", {shop / "backend/src/api/a.cpp"})),
              (shop / "backend/src").string());
}

TEST(SourceRoot, HoldsTheFolderOfTheBuildWithoutGit) {
    EXPECT_EQ(find_source_root(database_of("/nowhere/p/build", {"/nowhere/p/src/a.cpp"})), "/nowhere/p");
    EXPECT_EQ(find_source_root(database_of("/nowhere/p", {"/nowhere/p/src/a.cpp"})), "/nowhere/p");
    EXPECT_EQ(find_source_root(database_of("/b", {"/nowhere/p/src/a.cpp"})), "/nowhere/p/src");
}

TEST(SourceRoot, HoldsSeveralWorkTreesSideBySide) {
    const TemporaryFolder folder;
    folder.write("all/one/.git/HEAD", "");
    folder.write("all/two/.git/HEAD", "");
    const auto all = folder.path() / "all";
    EXPECT_EQ(find_source_root(database_of(folder.path() / "b", {all / "one/a.cpp", all / "two/b.cpp"})), all.string());
}

}  // namespace
}  // namespace stateless::lint
