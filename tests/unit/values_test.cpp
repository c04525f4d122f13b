// Value flow on hand-built programs: each way a literal can take, and the ends of ways.
#include "program/values.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "program/format_text.h"
#include "unit/program_builder.h"

namespace stateless::lint {
namespace {

class Values : public testing::Test {
protected:
    ProgramBuilder build;

    Values() {
        build.model.environment_calls = {"getenv"};
        build.model.forwarding_calls = {"std::move", "std::to_string", "std::*::str", "std::*::c_str", "atoi"};
        build.model.formatting_calls = {"snprintf", "std::format"};
    }

    std::vector<std::string> texts(const Value& value, const EntityId& function = "main") {
        const Models models = build.models();
        const Program program = build.link(models);
        std::vector<std::string> result;
        for (const auto& text : ValueFlow(program).texts(value, function)) result.push_back(text.text("?"));
        std::sort(result.begin(), result.end());
        return result;
    }
    std::vector<Origin> origins(const Value& value, const EntityId& function = "main") {
        const Models models = build.models();
        const Program program = build.link(models);
        return ValueFlow(program).origins(value, function);
    }
    using Texts = std::vector<std::string>;
};

TEST_F(Values, ALiteralIsItsOwnOrigin) {
    const Value port = build.integer(5432);
    const auto found = origins(port);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].literal, port);
    EXPECT_TRUE(found[0].via.empty());
    EXPECT_FALSE(found[0].is_default);
}

TEST_F(Values, AVariableHasWhatItIsGiven) {
    build.variable("port", Variable::Storage::global);
    const Definition& given = build.define("port", build.integer(3306));
    const Span span = given.span;
    const auto found = origins(build.entity("port"));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].literal.integer, 3306);
    EXPECT_EQ(found[0].via, std::vector<Span>{span});
    EXPECT_FALSE(found[0].is_conditional);
}

TEST_F(Values, SeveralAssignmentsAreConditional) {
    build.define("ttl", build.integer(0), "main");
    build.define("ttl", build.integer(60), "main");
    const auto found = origins(build.entity("ttl"));
    ASSERT_EQ(found.size(), 2u);
    EXPECT_TRUE(found[0].is_conditional);
    EXPECT_TRUE(found[1].is_conditional);
}

TEST_F(Values, AParameterHasTheArgumentsOfAllCallsAndTheDefaultWhereOneLeavesItOut) {
    build.function("open", {"host", "port"});
    build.function("main");
    build.define("open", build.integer(5432), "open", Definition::Kind::parameter_default, 1);
    build.calls("main", "open", {build.text("a"), build.integer(6432)}, "open");
    EXPECT_EQ(texts(build.parameter(1), "open"), Texts{"6432"});
    build.calls("main", "open", {build.text("b")}, "open");
    EXPECT_EQ(texts(build.parameter(1), "open"), (Texts{"5432", "6432"}));
}

TEST_F(Values, ACallerOfTheOverriddenMethodFillsTheOverridersParameter) {
    build.function("Store::connect", {"port"});
    build.function("PgStore::connect", {"port"}).overrides = {"Store::connect"};
    build.calls("main", "Store::connect", {build.integer(5432)}, "Store::connect");
    EXPECT_EQ(texts(build.parameter(0), "PgStore::connect"), Texts{"5432"});
}

TEST_F(Values, AHelpersDefaultArrivesOnlyWhereItWasGiven) {
    // const char* env(const char* name, const char* fallback) { const char* v = getenv(name); return v ? v : fallback;
    // }
    build.function("env", {"name", "fallback"});
    build.variable("v", Variable::Storage::local, "env");
    build.define("v", build.call("getenv", {build.parameter(0)}), "env");
    build.define("env", build.choice({build.entity("v"), build.parameter(1)}), "env", Definition::Kind::returned);
    build.calls("main", "env", {build.text("HTTP_PORT"), build.text("8080")}, "env");
    const auto found = origins(build.call("env", {build.text("DB_PORT"), build.text("5432")}, "env"));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].literal.text, "5432");
    EXPECT_TRUE(found[0].is_default);
}

TEST_F(Values, TwoReturnsOfWhichOneIsTheEnvironmentMakeTheOtherADefault) {
    build.function("port");
    build.define("port", build.call("getenv", {build.text("PGPORT")}), "port", Definition::Kind::returned);
    build.define("port", build.text("5432"), "port", Definition::Kind::returned);
    const auto found = origins(build.call("atoi", {build.call("port", {}, "port")}));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(found[0].is_default);
}

TEST_F(Values, AMethodsArgumentsFollowItsReceiver) {
    build.function("Config::get", {"fallback"}).kind = Function::Kind::method;
    build.define("Config::get", build.parameter(0), "Config::get", Definition::Kind::returned);
    EXPECT_EQ(texts(build.call("Config::get", {build.entity("config"), build.integer(1433)}, "Config::get")),
              Texts{"1433"});
}

TEST_F(Values, TheLastLiteralOfAnUnseenLookUpIsADefault) {
    const auto found =
        origins(build.call("ini::Reader::GetInteger", {build.unknown(), build.text("port"), build.integer(5432)}));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].literal.integer, 5432);
    EXPECT_TRUE(found[0].is_default);
}

TEST_F(Values, ConcatenationKeepsHolesAndSpans) {
    const Value head = build.text("host=");
    const Value tail = build.text(" port=5432");
    const Value whole = build.concat({head, build.unknown(), tail});
    const Models models = build.models();
    const Program program = build.link(models);
    const auto found = ValueFlow(program).texts(whole, "main");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_FALSE(found[0].complete());
    EXPECT_EQ(found[0].text("?"), "host=? port=5432");
    EXPECT_EQ(found[0].span_at(0), head.span);
    EXPECT_EQ(found[0].span_at(5), whole.parts[1].span);
    EXPECT_EQ(found[0].span_at(12), tail.span);
}

TEST_F(Values, AppendsFollowTheirAssignmentInOrder) {
    build.define("dsn", build.text("host=a"), "main");
    build.define("dsn", build.text(" port="), "main", Definition::Kind::append);
    build.define("dsn", build.call("std::to_string", {build.integer(5432)}), "main", Definition::Kind::append);
    EXPECT_EQ(texts(build.call("std::basic_string::c_str", {build.entity("dsn")})), Texts{"host=a port=5432"});
}

TEST_F(Values, AStreamHasOnlyAppends) {
    build.define("ss", build.text("port="), "main", Definition::Kind::append);
    build.define("ss", build.integer(5432), "main", Definition::Kind::append);
    EXPECT_EQ(texts(build.call("std::basic_stringstream::str", {build.entity("ss")})), Texts{"port=5432"});
}

TEST_F(Values, ASumWithItselfIsAnAppend) {
    build.define("dsn", build.text("host=a"), "main");
    build.define("dsn", build.concat({build.entity("dsn"), build.text(" port=1")}), "main");
    EXPECT_EQ(texts(build.entity("dsn")), Texts{"host=a port=1"});
}

TEST_F(Values, AnAppendInAnotherFunctionContinuesWhatTheConstructorAssigned) {
    build.define("Db::dsn", build.text("host=a"), "Db::Db");
    build.define("Db::dsn", build.text(" port=5432"), "Db::open", Definition::Kind::append);
    EXPECT_EQ(texts(build.entity("Db::dsn")), Texts{"host=a port=5432"});
}

TEST_F(Values, FormatsAreFilledFromTheirArguments) {
    EXPECT_EQ(texts(build.call("std::format", {build.text("{}:{}"), build.text("db"), build.integer(5432)})),
              Texts{"db:5432"});
    EXPECT_EQ(texts(build.call("std::format", {build.text("{1}-{0}"), build.text("a"), build.unknown()})),
              Texts{"?-a"});
}

TEST_F(Values, ABufferIsFilledByTheCallThatNamesIt) {
    const Value printed = build.call("snprintf", {build.entity("buffer"), build.integer(64),
                                                  build.text("host=%s port=%d"), build.unknown(), build.integer(3306)});
    build.define("buffer", printed, "main");
    EXPECT_EQ(texts(build.entity("buffer")), Texts{"host=? port=3306"});
}

TEST_F(Values, NothingKnownIsAHoleAndNoOrigin) {
    EXPECT_EQ(texts(build.entity("unheard-of")), Texts{"?"});
    EXPECT_TRUE(origins(build.call("getenv", {build.text("PGPORT")})).empty());
}

TEST_F(Values, CyclesEnd) {
    build.define("a", build.entity("b"), "main");
    build.define("b", build.entity("a"), "main");
    EXPECT_EQ(texts(build.entity("a")), Texts{"?"});
    build.define("b", build.integer(5), "main");
    EXPECT_EQ(texts(build.entity("a")), Texts{"5"});
    build.function("f", {"n"});
    build.define("f", build.call("f", {build.parameter(0)}, "f"), "f", Definition::Kind::returned);
    build.define("f", build.parameter(0), "f", Definition::Kind::returned);
    EXPECT_EQ(texts(build.call("f", {build.integer(7)}, "f")), Texts{"7"});
    build.calls("f", "f", {build.parameter(0)}, "f");
    EXPECT_EQ(texts(build.parameter(0), "f"), Texts{"?"});
}

TEST_F(Values, ManyWaysStayBounded) {
    std::vector<Value> parts;
    for (int i = 0; i < 40; ++i) parts.push_back(build.choice({build.text("a"), build.text("b"), build.text("c")}));
    EXPECT_LE(texts(build.concat(parts)).size(), 64u);
    for (int i = 0; i < 2000; ++i) build.define("wide", build.integer(i), "main");
    EXPECT_LE(origins(build.entity("wide")).size(), 256u);
    for (int i = 0; i < 300; ++i)
        build.define("v" + std::to_string(i), build.entity("v" + std::to_string(i + 1)), "main");
    EXPECT_EQ(texts(build.entity("v0")), Texts{"?"});
}

TEST(FormatText, ReadsPercentNotation) {
    const auto pieces = parse_format("100%% of %-5.2f and %.*s at %d");
    ASSERT_EQ(pieces.size(), 6u);
    EXPECT_EQ(pieces[0].text, "100% of ");
    EXPECT_EQ(pieces[1].argument, 0u);
    EXPECT_EQ(pieces[3].argument, 2u);  // the star takes one
    EXPECT_EQ(pieces[5].argument, 3u);
}

TEST(FormatText, LeavesBracesOfJsonToPercentNotation) {
    const auto pieces = parse_format("{\"id\": %d}");
    ASSERT_EQ(pieces.size(), 3u);
    EXPECT_EQ(pieces[0].text, "{\"id\": ");
    EXPECT_EQ(pieces[1].argument, 0u);
}

TEST(FormatText, ReadsBraceNotation) {
    const auto pieces = parse_format("{{{:>5}}}{1}");
    ASSERT_EQ(pieces.size(), 4u);
    EXPECT_EQ(pieces[0].text, "{");
    EXPECT_EQ(pieces[1].argument, 0u);
    EXPECT_EQ(pieces[2].text, "}");
    EXPECT_EQ(pieces[3].argument, 1u);
}

}  // namespace
}  // namespace stateless::lint
