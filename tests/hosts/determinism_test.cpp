// The same bytes for any order of the database and any number of jobs, whatever form the database takes.
#include <algorithm>
#include <random>

#include "hosts/project.h"

namespace stateless::lint {
namespace {

using Words = std::vector<std::string>;

class Determinism : public lint::testing::Project {
protected:
    void SetUp() override {
        Project::SetUp();
        std::string calls;
        write("shared.h", "inline int shared = 0;\ntemplate <class T> void twice() { static int once; ++once; }\n");
        for (int i = 0; i < 12; ++i) {
            const std::string n = std::to_string(i);
            add("part" + n + ".cpp", "#include \"shared.h\"\nstatic int hits = 0;\nstruct P" + n + " {};\nvoid part" +
                                         n + "() { ++hits; ++shared; twice<P" + n + ">(); }\n");
            calls += "void part" + n + "();\n";
        }
        calls += "void bump() {\n";
        for (int i = 11; i >= 0; --i) calls += "    part" + std::to_string(i) + "();\n";
        add("bump.cpp", calls + "}\n");
        add("broken.cpp", "int x = ;\n");
        add("crash.cpp", "#pragma clang __debug crash\n");
    }
};

TEST_F(Determinism, AnyOrderAndAnyNumberOfJobs) {
    std::mt19937 random(2);
    for (const char* format : {"sarif", "json"}) {
        const std::string expected = lint({"--format", format, "-j1"}).out;
        EXPECT_NE(expected.find("part11"), std::string::npos);
        for (const char* jobs : {"-j4", "-j2", "-j16"}) {
            std::vector<nlohmann::json> entries(database.begin(), database.end());
            std::shuffle(entries.begin(), entries.end(), random);
            database = entries;
            EXPECT_EQ(lint({"--format", format, jobs}).out, expected) << jobs;
        }
    }
}

TEST_F(Determinism, AnyFormOfTheDatabase) {
    const Words expected = places();
    EXPECT_EQ(expected.size(), 14u);
    const std::string build = (folder.path() / "build").string();
    for (std::size_t index = 0; index < database.size(); ++index) {
        nlohmann::json& entry = database[index];
        const std::string file = entry["file"];
        switch (index % 5) {
        case 0: entry["directory"] = "."; break;  // beside the database
        case 1: entry["file"] = (folder.path() / "src" / file.substr(7)).string(); break;
        case 2:
            entry.erase("arguments");
            entry["command"] = "ccache \"g++\" '-std=c++20' -DTEXT=\\\"a\\ b\\\" -c " + file;
            break;
        case 3:
            folder.write("build/one.rsp", "-std=c++20 @two.rsp");
            folder.write("build/two.rsp", "-DA='b c' -fno-such-thing\n-Wno-such-warning");
            entry["arguments"] = {"/opt/cross/bin/x86_64-linux-gnu-g++-13", "@one.rsp", "-c", file};
            break;
        default: entry["output"] = "x.o"; break;
        }
    }
    EXPECT_EQ(places(), expected);
    EXPECT_EQ(lint().out.find("response file"), std::string::npos);
    folder.write("build/two.rsp", "@one.rsp");
    EXPECT_NE(lint().out.find("the response file 'one.rsp' cannot be read inside the build"), std::string::npos);
}

}  // namespace
}  // namespace stateless::lint
