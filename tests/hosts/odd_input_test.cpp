// Sources that are odd, huge, broken or reached in two ways: no crash, no silence, no finding told twice.
#include "hosts/project.h"

namespace stateless::lint {
namespace {

using lint::testing::Outcome;
using lint::testing::run_program;
using Words = std::vector<std::string>;

class OddInput : public lint::testing::Project {
protected:
    std::string path(const std::string& name) const { return (folder.path() / name).string(); }
};

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

TEST_F(OddInput, ReportsWhatDidNotParseAsAGap) {
    const nlohmann::json clean = database;
    std::filesystem::create_directories(folder.path() / "src/folder.cpp");
    write("syntax.cpp", "void bump() {}\nint x = ;\n");
    write("missing_header.cpp", "#include \"none.h\"\nvoid bump() {}\n");
    write("utf16.cpp", std::string("\xFF\xFEi\0n\0t\0 \0x\0;\0", 14));
    write("name.cpp", "int h\xE9 = 1;\n");
    for (const char* name :
         {"syntax.cpp", "missing_header.cpp", "utf16.cpp", "name.cpp", "folder.cpp", "does_not_exist.cpp"}) {
        database = clean;
        compile(name);
        const Outcome outcome = lint();
        EXPECT_EQ(outcome.status, 3) << name << outcome.out << outcome.err;
        EXPECT_TRUE(outcome.out.starts_with("src/" + std::string(name))) << outcome.out;
        EXPECT_NE(outcome.out.find(": gap: "), std::string::npos) << outcome.out;
        const nlohmann::json sarif = nlohmann::json::parse(lint({"--format", "sarif"}).out);
        EXPECT_EQ(sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"].size(), 1u) << name;
    }
}

TEST_F(OddInput, KeepsTheFindingsBesideAGap) {
    add("counter.cpp", counter);
    add("broken.cpp", "#include \"none.h\"\nint other() { return 1; }\n");
    EXPECT_EQ(places(), Words{"counter.cpp:1:12 hits"});
    EXPECT_EQ(lint().status, 1);
}

TEST_F(OddInput, LosesOneUnitToACrash) {
    add("crash.cpp", "int before;\n#pragma clang __debug crash\n");
    const Outcome alone = lint();
    EXPECT_EQ(alone.status, 3) << alone.err;
    EXPECT_TRUE(
        alone.out.starts_with("src/crash.cpp: gap: the parser crashed (Illegal instruction) [unit-not-parsed]\n"))
        << alone.out;
    add("counter.cpp", counter);
    add("crash_too.cpp", "#pragma clang __debug parser_crash\n");
    EXPECT_EQ(places({"-j4"}), Words{"counter.cpp:1:12 hits"});
    EXPECT_EQ(lint({"-j4"}).status, 1);
}

TEST_F(OddInput, LosesOneUnitToAStackUsedUp) {
    add("deep.cpp", "int deep(int a) { return " + repeated("~", 1000000) + "a; }\n");
    add("counter.cpp", counter);
    const Outcome outcome = lint();
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_NE(outcome.out.find("src/deep.cpp: gap: the parser crashed"), std::string::npos) << outcome.out;
    EXPECT_EQ(places(), Words{"counter.cpp:1:12 hits"});
}

TEST_F(OddInput, ReadsAnyLayoutOfText) {
    add("empty.cpp", "");
    add("blank.cpp", "\n\n");
    add("comment.cpp", "// no more");
    add("bump.cpp", "void a(); void b(); void c(); void bump() { a(); b(); c(); }");
    add("unended.cpp", "static int unended;\nvoid a() { ++unended; }");
    add("crlf.cpp", "// two\r\n  static int crlf;\r\nvoid b() { ++crlf; }\r\n");
    add("mark.cpp", "\xEF\xBB\xBFstatic int mark;\nvoid c() { ++mark; }\n");
    EXPECT_EQ(places(), (Words{"crlf.cpp:2:14 crlf", "mark.cpp:1:12 mark", "unended.cpp:1:12 unended"}));
    const Outcome text = lint();
    EXPECT_NE(text.out.find("\nstatic int mark;\n           ^~~~\n"), std::string::npos) << text.out;
    EXPECT_NE(text.out.find("\n  static int crlf;\n             ^~~~\n"), std::string::npos) << text.out;
    EXPECT_EQ(text.out.find("gap:"), std::string::npos) << text.out;
}

TEST_F(OddInput, KeepsItsReportsUtf8) {
    add("latin.cpp", "// caf\xE9\nstatic int hits; /* \xE9t\xE9 */ // NOLINT(other-check): caf\xE9\n"
                     "const char* name() { return \"caf\xE9 \xFF\xFE\"; }\nvoid bump() { name(); ++hits; }\n");
    write("l\xE9/state.h", "inline int visits;\ninline void visit() { ++visits; }\n");
    add("other.cpp", "#include \"l\xE9/state.h\"\nvoid other() { visit(); }\n");
    add("latin2.cpp", "// NOLINTBEGIN(stateless-mutable-global): \xE9\nstatic int quiet; // \xE9\n// "
                      "NOLINTEND(stateless-mutable-global)\nvoid calm() { ++quiet; }\n");
    for (const char* format : {"sarif", "json", "text"}) {
        const Outcome outcome = lint({"--format", format, "--show-suppressed", "--dump-facts", "facts"});
        EXPECT_EQ(outcome.status, 1) << outcome.err;
        // The parser of JSON refuses bytes that are no UTF-8.
        EXPECT_NO_THROW(static_cast<void>(nlohmann::json(outcome.out).dump())) << format;
        if (format != std::string("text")) {
            EXPECT_TRUE(nlohmann::json::accept(outcome.out)) << format;
        }
    }
    const Outcome again = run_program({STATELESS_LINT_BINARY, "--facts", "facts"}, folder.path());
    EXPECT_EQ(again.status, 1) << again.err;
}

TEST_F(OddInput, ReadsThirtyThousandLines) {
    std::string text;
    for (int i = 0; i < 29999; ++i)
        text += "int f" + std::to_string(i) + "(int a) { return a + " + std::to_string(i) + "; }\n";
    add("long.cpp", text + "static int hits = 0;\nvoid bump() { hits = f29998(hits); }\n");
    EXPECT_EQ(places(), Words{"long.cpp:30000:12 hits"});
}

TEST_F(OddInput, FollowsAHundredInstantiations) {
    add("deep.cpp", "static int hits = 0;\n"
                    "template <int N> struct Deep { static void f() { static int here; ++here; Deep<N - 1>::f(); } };\n"
                    "template <> struct Deep<0> { static void f() { ++hits; } };\n"
                    "void bump() { Deep<100>::f(); }\n");
    EXPECT_EQ(places(), (Words{"deep.cpp:1:12 hits", "deep.cpp:2:61 Deep::f::here"}));
}

TEST_F(OddInput, SurvivesDeepNesting) {
    std::string branches;
    for (int i = 0; i < 2000; ++i) branches += "if (n == " + std::to_string(i) + ") ++branched;\nelse ";
    add("bump.cpp", "int sum(int); int text(); void branch(int); int braces(int);\n"
                    "void bump() { branch(sum(text())); braces(sum(2)); }\n");
    add("sum.cpp", "static int summed;\nint sum(int a) { return summed += a" + repeated(" + a", 5000) + "; }\n");
    add("text.cpp", "#include <string>\nstatic std::string joined;\nint text() { joined = joined" +
                        repeated(" + \"abc\"", 1500) + "; return 1; }\n");
    add("branch.cpp", "static int branched;\nvoid branch(int n) {\n" + branches + "--branched;\n}\n");
    add("braces.cpp", "static int braced;\nint braces(int a) { return braced += " + repeated("(", 1000) + "a" +
                          repeated(")", 1000) + "; }\n");
    EXPECT_EQ(places(), (Words{"braces.cpp:1:12 braced", "branch.cpp:1:12 branched", "sum.cpp:1:12 summed",
                               "text.cpp:2:20 joined"}));
    EXPECT_EQ(lint().out.find("gap:"), std::string::npos);
}

TEST_F(OddInput, SurvivesHugeInitialisers) {
    std::string numbers, texts;
    for (int i = 0; i < 100000; ++i) numbers += std::to_string(i * 7) + ",\n";
    for (int i = 0; i < 5000; ++i) texts += "\"text " + std::to_string(i) + "\",\n";
    add("huge.cpp", "static int table[] = {\n" + numbers + "};\nstatic const char* names[] = {\n" + texts +
                        "};\nvoid bump() { ++table[3]; names[2] = names[1]; }\n");
    EXPECT_EQ(places(), (Words{"huge.cpp:1:12 table", "huge.cpp:100003:20 names"}));
}

TEST_F(OddInput, PlacesStateWhereItsMacroIsUsed) {
    write("macros.h", "#define NAMED(name) static int name = 0\n#define PASTED(name) static int name##_count = 0\n"
                      "#define COUNT() static int local; ++local\n");
    add("counter.cpp", "#include \"macros.h\"\nNAMED(plain);\n  PASTED(pasted);\n"
                       "void bump() { ++plain; ++pasted_count; COUNT(); }\n");
    EXPECT_EQ(places(),
              (Words{"counter.cpp:2:7 plain", "counter.cpp:3:3 pasted_count", "counter.cpp:4:40 bump::local"}));
}

TEST_F(OddInput, TellsStateInHeadersOnce) {
    write("state.h", "#pragma once\n"
                     "inline int total = 0;\n"
                     "template <class T> struct Holder { static int held; };\n"
                     "template <class T> int Holder<T>::held = 0;\n"
                     "inline int& counter() { static int counted; return counted; }\n"
                     "template <class T> void touch() {\n"
                     "    static int touched;\n"
                     "    ++touched, ++Holder<T>::held;\n"
                     "    { static int block; ++block; }\n"
                     "    { static int block; ++block; }\n"
                     "}\n"
                     "static int of_each_unit = 0;\n"
                     "inline void all() { ++total; ++counter(); touch<int>(); touch<long>(); ++of_each_unit; }\n");
    add("bump.cpp", "#include \"state.h\"\nvoid more();\nvoid bump() { all(); more(); }\n");
    add("more.cpp", "#include \"state.h\"\nvoid more() { all(); touch<char>(); }\n");
    EXPECT_EQ(places(), (Words{"state.h:2:12 total", "state.h:4:35 Holder::held", "state.h:5:36 counter::counted",
                               "state.h:7:16 touch::touched", "state.h:9:18 touch::block", "state.h:10:18 touch::block",
                               "state.h:12:12 of_each_unit"}));
}

TEST_F(OddInput, TellsStateOfAUnityBuildOnce) {
    write("counter.cpp",
          "static int hits = 0;\nnamespace { int inner = 0; }\n"
          "void bump() { static int local; ++local; ++hits; ++inner; [] { static int deep; ++deep; }(); }\n");
    add("unity.cpp", "#include \"counter.cpp\"\n");
    const Words expected = places();
    EXPECT_EQ(expected.size(), 4u);
    compile("counter.cpp");
    EXPECT_EQ(places(), expected);
    add("unity2.cpp", "#include \"unity.cpp\"\n");
    EXPECT_EQ(places(), expected);
}

TEST_F(OddInput, TellsStateOfAUnitCompiledTwiceOnce) {
    write("counter.cpp", "#ifdef MORE\nstatic int more;\nvoid also() { ++more; }\n#else\nvoid also() {}\n#endif\n"
                         "static int hits = 0;\nvoid bump() { ++hits; also(); }\n");
    compile("counter.cpp", {"-DMORE"});
    compile("counter.cpp", {"-O2"});
    compile("counter.cpp", {"-O3"});
    EXPECT_EQ(places(), (Words{"counter.cpp:2:12 more", "counter.cpp:7:12 hits"}));
}

TEST_F(OddInput, TellsAFileReachedThroughLinksOnce) {
    write("state.h", "inline int visits = 0;\ninline void visit() { ++visits; }\nstatic int own = 0;\n");
    add("counter.cpp", "#include \"state.h\"\nstatic int hits = 0;\nvoid bump() { ++hits; ++own; visit(); }\n");
    const Words expected{"counter.cpp:2:12 hits", "state.h:1:12 visits", "state.h:3:12 own"};
    EXPECT_EQ(places(), expected);
    const auto& root = folder.path();
    std::filesystem::create_symlink("counter.cpp", root / "src/zlinked.cpp");
    std::filesystem::create_symlink("counter.cpp", root / "src/alinked.cpp");
    compile("zlinked.cpp");
    compile("alinked.cpp");
    EXPECT_EQ(places(), expected);
    std::filesystem::create_directory_symlink("../src", root / "src/again");
    compile("again/counter.cpp");
    add("third.cpp", "#include \"again/state.h\"\nvoid third() { visit(); ++own; }\n");
    EXPECT_EQ(places(), expected);
    std::filesystem::create_directory_symlink(root, root / "link");
    EXPECT_EQ(places({"--source-root", "link/src"}), expected);
    EXPECT_EQ(places({"-j1", "link/src/counter.cpp"}), Words{"counter.cpp:2:12 hits"});
    EXPECT_EQ(places({"--exclude", "again/state.h"}),
              (Words{"counter.cpp:2:12 hits", "state.h:1:12 visits", "state.h:3:12 own"}));
    EXPECT_EQ(places({"--exclude", "state.h"}), Words{"counter.cpp:2:12 hits"});
}

TEST_F(OddInput, FindsTheDatabaseThroughALink) {
    add("counter.cpp", counter);
    lint();
    std::filesystem::create_symlink("../build/compile_commands.json", folder.path() / "src/compile_commands.json");
    const Outcome outcome = run_program({STATELESS_LINT_BINARY}, folder.path() / "src");
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with("counter.cpp:1:12: warning: ")) << outcome.out;
}

}  // namespace
}  // namespace stateless::lint
