// Commands made for other compilers, as Clang is given them.
#include <algorithm>

#include <gtest/gtest.h>

#include "cli/clean_command.h"
#include "cli/compiler_name.h"
#include "cli/query_driver.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using lint::testing::TemporaryFolder;
using Words = std::vector<std::string>;

CompileEntry entry_of(Words arguments, const std::string& file = "/src/x.cpp") {
    return {"/build", file, std::move(arguments)};
}

CleanedCommand cleaned(Words arguments, const std::string& file = "/src/x.cpp") {
    CleaningOptions options;
    options.resource_dir = "/res";
    options.database_folder = "/build";
    return clean_command(entry_of(std::move(arguments), file), options);
}

/// What is left of the flags, without the program and what every command gets.
Words kept(Words flags, const std::string& program = "g++", const std::string& file = "/src/x.cpp") {
    flags.insert(flags.begin(), program);
    flags.push_back(file);
    const CleanedCommand result = cleaned(flags, file);
    if (!result.command) return {"no command"};
    const Words& all = result.command->arguments;
    const Words tail{"-fsyntax-only", "-w", "-ferror-limit=0", "-fbracket-depth=2048", "-resource-dir=/res", file};
    EXPECT_GE(all.size(), tail.size() + 1);
    EXPECT_TRUE(std::equal(tail.rbegin(), tail.rend(), all.rbegin()));
    return {all.begin() + 1, all.end() - static_cast<std::ptrdiff_t>(tail.size())};
}

TEST(CleanCommand, KeepsWhatChangesTheMeaning) {
    const Words flags{"-DA=1",
                      "-UB",
                      "-I",
                      "inc",
                      "-isystem",
                      "sys",
                      "-iquote",
                      "q",
                      "-idirafter",
                      "late",
                      "-include",
                      "pre.h",
                      "-std=c++20",
                      "-stdlib=libc++",
                      "-fno-exceptions",
                      "-fshort-enums",
                      "-pthread",
                      "-nostdinc++",
                      "--sysroot=/cross",
                      "-mavx2"};
    EXPECT_EQ(kept(flags), (Words{"-D",
                                  "A=1",
                                  "-U",
                                  "B",
                                  "-I",
                                  "inc",
                                  "-isystem",
                                  "sys",
                                  "-iquote",
                                  "q",
                                  "-idirafter",
                                  "late",
                                  "-include",
                                  "pre.h",
                                  "-std=c++20",
                                  "-stdlib=libc++",
                                  "-fno-exceptions",
                                  "-fshort-enums",
                                  "-pthread",
                                  "-nostdinc++",
                                  "--sysroot=/cross",
                                  "-mavx2"}));
}

TEST(CleanCommand, DropsOutputWarningsAndOptimisation) {
    EXPECT_EQ(kept({"-o",
                    "x.o",
                    "-c",
                    "-MD",
                    "-MT",
                    "x.o",
                    "-MF",
                    "x.d",
                    "-MMD",
                    "-MP",
                    "-Wall",
                    "-Werror",
                    "-Wno-error=unknown-thing",
                    "-Winvalid-pch",
                    "-pedantic-errors",
                    "-O3",
                    "-g3",
                    "-ggdb",
                    "-pipe",
                    "-save-temps",
                    "-L/lib",
                    "-lm",
                    "-Wl,-z,now",
                    "-Wa,--noexecstack",
                    "-Wp,-MD,x.d",
                    "-fPIC",
                    "-fvisibility=hidden",
                    "-fsanitize=address",
                    "-flto",
                    "-fopenmp"}),
              Words{});
}

TEST(CleanCommand, DropsWhatOnlyGccKnows) {
    EXPECT_EQ(kept({"-fno-tree-loop-im", "-fconcepts", "-fconcepts-diagnostics-depth=3", "-fdump-tree-all", "--param",
                    "ggc-min-expand=5", "--param=max-inline-insns=5", "-specs=/usr/lib/rdimon.specs", "-fanalyzer",
                    "-mno-such-thing", "-march=znver9", "-mtune=generic", "-fipa-pta", "-fno-ipa-ra"}),
              Words{});
    EXPECT_EQ(kept({"-march=x86-64-v3"}), Words{"-march=x86-64-v3"});
}

TEST(CleanCommand, NeverLoadsAStrangersPlugin) {
    EXPECT_EQ(kept({"-fplugin=./evil.so",
                    "-fplugin-arg-evil-x=1",
                    "-Xclang",
                    "-load",
                    "-Xclang",
                    "./evil.so",
                    "-Xclang",
                    "-add-plugin",
                    "-Xclang",
                    "evil",
                    "-fpass-plugin=./evil.so",
                    "-load",
                    "./evil.so",
                    "-mllvm",
                    "-x",
                    "-B",
                    "./evil",
                    "-Xpreprocessor",
                    "-load",
                    "-Xpreprocessor",
                    "./evil.so",
                    "-Wp,-load,./evil.so",
                    "-Xclang=-load"}),
              Words{});
}

TEST(CleanCommand, NeverWritesWhereADatabaseSays) {
    EXPECT_EQ(kept({"-fmodules-cache-path=/m", "-fmodules-user-build-path", "/m", "-fcrash-diagnostics-dir=/c",
                    "-ftime-trace=/t", "-fproc-stat-report=/p", "-foptimization-record-file=/o", "-H",
                    "--serialize-diagnostics", "/d", "-dependency-file", "/x.d", "-MJ", "/j.json", "-gsplit-dwarf",
                    "-fsave-optimization-record", "-fcs-profile-generate=/p", "-fdump-record-layouts"}),
              Words{});
}

TEST(CleanCommand, TakesTheSourceOfAPrecompiledHeader) {
    EXPECT_EQ(kept({"-include", "all.h.gch"}), (Words{"-include", "all.h"}));
    EXPECT_EQ(kept({"-include-pch", "all.pch"}), Words{});
    EXPECT_EQ(kept({"-Xclang", "-include-pch", "-Xclang", "/b/cmake_pch.hxx.pch", "-Xclang", "-include", "-Xclang",
                    "/b/cmake_pch.hxx"},
                   "clang++"),
              (Words{"-include", "/b/cmake_pch.hxx"}));
}

TEST(CleanCommand, KeepsAStandardThatFits) {
    EXPECT_EQ(kept({"-std=c11"}), Words{});
    EXPECT_EQ(kept({"-std=gnu++17"}, "gcc", "/src/x.c"), Words{});
    EXPECT_EQ(kept({"-std=gnu99"}, "gcc", "/src/x.c"), Words{"-std=gnu99"});
    EXPECT_EQ(kept({"-std=c++38"}), Words{"-std=gnu++2c"});
}

TEST(CleanCommand, KnowsTheLanguage) {
    EXPECT_EQ(cleaned({"gcc", "x.c"}, "/src/x.c").command->arguments.front(), "clang");
    EXPECT_EQ(cleaned({"gcc", "x.cc"}, "/src/x.cc").command->arguments.front(), "clang++");
    EXPECT_EQ(kept({}, "g++", "/src/x.c"), Words{"-xc++"});
    EXPECT_EQ(kept({"-x", "c++"}, "gcc", "/src/x.inc"), Words{"-xc++"});
    for (const char* file : {"/src/x.S", "/src/x.s", "/src/x.asm", "/src/x.rc", "/src/x.m"}) {
        const CleanedCommand result = cleaned({"gcc", "-c", file}, file);
        EXPECT_FALSE(result.command || result.gap) << file;
    }
    EXPECT_FALSE(cleaned({"gcc", "-x", "assembler-with-cpp", "x.c"}, "/src/x.c").command);
}

TEST(CleanCommand, SaysWhatItCannotUse) {
    for (const char* compiler : {"cl.exe", "C:\\VC\\bin\\CL.EXE", "clang-cl", "/usr/local/cuda/bin/nvcc"}) {
        const CleanedCommand result = cleaned({compiler, "/c", "x.cpp"});
        ASSERT_TRUE(result.gap) << compiler;
        EXPECT_EQ(result.gap->kind, Gap::Kind::command_not_usable);
        EXPECT_EQ(result.gap->unit, "/src/x.cpp");
        EXPECT_TRUE(result.gap->breaks_clean);
    }
    EXPECT_TRUE(cleaned({"nvcc", "x.cu"}, "/src/x.cu").gap);
}

TEST(CleanCommand, FindsTheCompilerBehindLaunchers) {
    const auto position = [](const Words& words) { return words[compiler_position(words)]; };
    EXPECT_EQ(position({"ccache", "/usr/bin/c++", "-c"}), "/usr/bin/c++");
    EXPECT_EQ(position({"/usr/bin/distcc", "sccache", "arm-linux-gnueabihf-g++-12", "-c"}),
              "arm-linux-gnueabihf-g++-12");
    EXPECT_EQ(position({"env", "-u", "X", "CCACHE_DIR=/c", "CC=/bin/cc", "g++"}), "g++");
    EXPECT_EQ(position({"CCACHE_DIR=/c", "ccache", "clang++-19", "x"}), "clang++-19");
    EXPECT_EQ(position({"cmake", "-E", "env", "A=b", "my-compiler", "-c"}), "my-compiler");
    EXPECT_EQ(position({"/opt/wrapper.sh", "-o", "cc"}), "/opt/wrapper.sh");
    EXPECT_EQ(position({"/opt/wrapper.sh", "g++", "-c"}), "g++");
}

TEST(CleanCommand, TakesTheTargetFromTheCompilersName) {
    EXPECT_EQ(kept({}, "arm-linux-gnueabihf-g++"), Words{"--target=arm-linux-gnueabihf"});
    EXPECT_EQ(kept({"-mfpu=neon", "-mcpu=cortex-a53", "-mtune=x"}, "/opt/aarch64-none-linux-gnu-g++-12.2"),
              (Words{"--target=aarch64-none-linux-gnu", "-mfpu=neon", "-mcpu=cortex-a53"}));
    EXPECT_EQ(kept({"--target=riscv64-linux-gnu"}, "arm-linux-gnueabihf-g++"), Words{"--target=riscv64-linux-gnu"});
    EXPECT_EQ(kept({"-mfpu=neon", "-mthumb"}), Words{});
    EXPECT_EQ(kept({}, "my-own-g++"), Words{});
    EXPECT_EQ(kept({}, "x86_64-w64-mingw32-g++.exe"), Words{"--target=x86_64-w64-mingw32"});
}

TEST(CleanCommand, DefinesForCoroutinesWhatTheLibraryDoesUnderGcc) {
    CleaningOptions options;
    options.gcc_macros = {"LIBRARY_HAS_CO_AWAIT=1"};
    const auto defines = [&](const Words& words) {
        const CleanedCommand result = clean_command(entry_of(words), options);
        const Words& all = result.command->arguments;
        return std::find(all.begin(), all.end(), "-DLIBRARY_HAS_CO_AWAIT=1") != all.end();
    };
    EXPECT_TRUE(defines({"g++", "-std=c++20", "-c", "x.cpp"}));
    EXPECT_TRUE(defines({"/usr/bin/c++", "-std=gnu++23", "-c", "x.cpp"}));
    EXPECT_TRUE(defines({"g++-15", "-std=c++29", "-c", "x.cpp"}));
    EXPECT_FALSE(defines({"g++", "-std=c++17", "-c", "x.cpp"}));
    EXPECT_FALSE(defines({"g++", "-c", "x.cpp"}));
    EXPECT_FALSE(defines({"clang++-19", "-std=c++20", "-c", "x.cpp"}));
}

TEST(CleanCommand, ReadsResponseFilesInsideTheBuildOnly) {
    const TemporaryFolder folder;
    folder.write("build/x.rsp", "-DA=1 '-I/a b'");
    folder.write("secret.rsp", "-DS=1");
    CleaningOptions options;
    options.database_folder = (folder.path() / "build").string();
    CompileEntry entry{options.database_folder, "/src/x.cpp", {"g++", "@x.rsp", "-c", "x.cpp"}};
    const CleanedCommand read = clean_command(entry, options);
    ASSERT_TRUE(read.command);
    EXPECT_NE(std::find(read.command->arguments.begin(), read.command->arguments.end(), "/a b"),
              read.command->arguments.end());
    for (const std::string& refused :
         {std::string("@../secret.rsp"), "@" + (folder.path() / "secret.rsp").string(), std::string("@none.rsp")}) {
        entry.arguments[1] = refused;
        const CleanedCommand result = clean_command(entry, options);
        ASSERT_TRUE(result.gap) << refused;
        EXPECT_NE(result.gap->detail.find("response file"), std::string::npos);
    }
}

TEST(QueryDriver, ReadsTheCompilersAnswer) {
    const CompilerIncludes answer = parse_compiler_answer(
        "Using built-in specs.\nTarget: arm-linux-gnueabihf\n#include \"...\" search starts here:\n"
        "#include <...> search starts here:\n /usr/lib/gcc-cross/arm/12/../../../../arm/include/c++/12\n "
        "/usr/arm/include\n"
        "End of search list.\n /not/this\n");
    EXPECT_EQ(answer.target, "arm-linux-gnueabihf");
    EXPECT_EQ(answer.folders, (Words{"/usr/arm/include/c++/12", "/usr/arm/include"}));
}

TEST(QueryDriver, RunsOnlyWhatIsAllowed) {
    const TemporaryFolder folder;
    folder.write("inc/stdlib.h", "");
    const auto compiler = folder.write(
        "bin/my-g++", "#!/bin/sh\ntouch '" + (folder.path() / "ran").string() +
                          "'\n{ echo 'Target: arm-linux-gnu'; echo '#include <...> search starts here:'; echo ' " +
                          (folder.path() / "inc").string() + "'; echo 'End of search list.'; } >&2\n");
    std::filesystem::permissions(compiler, std::filesystem::perms::owner_all);
    EXPECT_EQ(DriverQuery({}).ask(compiler, "/", {}, true), std::nullopt);
    EXPECT_EQ(DriverQuery({"/usr/bin/*"}).ask(compiler, "/", {}, true), std::nullopt);
    const std::string disguised = "/usr/bin/../.." + compiler.string();
    EXPECT_EQ(DriverQuery({"/usr/bin/*"}).ask(disguised, "/", {}, true), std::nullopt);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "ran"));

    DriverQuery allowed({(folder.path() / "bin/*").string()});
    CleaningOptions options;
    options.query_compiler = [&](const auto& name, const auto& directory, const auto& flags, bool cplusplus) {
        return allowed.ask(name, directory, flags, cplusplus);
    };
    const CleanedCommand result = clean_command({"/", "/src/x.cpp", {compiler.string(), "-DA", "x.cpp"}}, options);
    ASSERT_TRUE(result.command);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "ran"));
    const Words& words = result.command->arguments;
    EXPECT_NE(std::find(words.begin(), words.end(), "--target=arm-linux-gnu"), words.end());
    EXPECT_NE(std::find(words.begin(), words.end(), (folder.path() / "inc").string()), words.end());
    EXPECT_NE(std::find(words.begin(), words.end(), "-nostdlibinc"), words.end());
}

}  // namespace
}  // namespace stateless::lint
