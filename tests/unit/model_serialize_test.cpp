// Facts to text and back: nothing is lost, and nothing that was tampered with is taken.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "model/facts_bytes.h"
#include "model/serialize.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using testing::refusal;

const FactsOrigin origin{"build-1", "0123456789abcdef"};

Span span(unsigned line) { return {"/src/\"a\" b.cpp", line, 2, line + 1, 4294967295U}; }
Type type() {
    return {Type::Kind::record, "std::vector", "c:@S@V", true, {{Type::Kind::builtin, "int", "", false, {}}}};
}
Value value() {
    Value text{Value::Kind::text, 0, "caf\xC3\xA9 \\ \"q\" \n\t\x01\x7f", "", 0, {}, span(3)};
    Value bytes{Value::Kind::text, 0, std::string("\xFF\x00z\xC3", 4), "", 0, {}, {}};
    Value number{Value::Kind::integer, INT64_MIN, "", "", 0, {}, span(4)};
    Value big{Value::Kind::integer, INT64_MAX, "", "", 0, {}, {}};
    return {Value::Kind::call, -1, "join", "c:@F@join", 7, {text, bytes, number, big, Value{}}, span(5)};
}
Place place() {
    return {Place::Root::call,
            "c:@F@get",
            "get",
            3,
            {{Place::Step::Kind::field, "c:@FI@x"}, {Place::Step::Kind::deref, ""}, {Place::Step::Kind::address, ""}}};
}

/// Every field of every fact differs from its default.
UnitFacts full_facts() {
    UnitFacts facts;
    facts.main_file = "/src/main.cpp";
    facts.functions = {{"c:@F@f",
                        "chat::f",
                        span(1),
                        Function::Kind::lambda,
                        "c:@S@R",
                        "c:@F@p",
                        true,
                        true,
                        true,
                        true,
                        true,
                        true,
                        type(),
                        {type(), Type{}},
                        {"a", ""},
                        "void (int)",
                        {"c:@F@o", "c:@F@o2"},
                        {"A::f"},
                        {0, 0, 4294967295U}},
                       {}};
    facts.records = {{"c:@S@R", "chat::Room", span(2), {type()}, {"c:@FI@x", ""}, true}, {}};
    facts.variables = {{"c:@v", "v", "chat::v", span(3), Variable::Storage::static_local, true, true, type(), false,
                        "c:@F@f", "one per replica", 7},
                       {}};
    facts.accesses = {
        {"c:@F@f", place(), Access::Kind::escape, "operator[]", span(4), value(), true, 5, 6, {"c:@v", "c:@FI@x"}}, {}};
    facts.calls = {{"c:@F@f",
                    "c:@F@g",
                    "g",
                    Call::Kind::virtual_,
                    true,
                    "int ()",
                    span(5),
                    true,
                    place(),
                    value(),
                    {{value(), place(), type(), {"c:@F@h"}}, {}},
                    {type()},
                    true,
                    8,
                    9,
                    {"c:@v"}},
                   {}};
    facts.addresses_taken = {{"c:@F@f", "c:@F@h", "void ()", span(6)}, {}};
    facts.definitions = {{Definition::Kind::returned, "c:@v", 2, "c:@F@f", value(), span(7), {"c:@F@h"}}, {}};
    facts.returned_places = {{"c:@F@f", place()}, {}};
    facts.captures = {{"c:@F@l", "c:@v", true, true}, {}};
    facts.creations = {{"c:@F@f", "c:@S@R", Creation::How::temporary, span(8), 3}, {}};
    facts.literals = {{"c:@F@f", value(), Literal::Role::operand, "printf", 4}, {}};
    facts.suppressions = {{"/src/a.cpp", 1, 2, {"stateless-*", "*"}, 3, "why"}, {}};
    facts.gaps = {{Gap::Kind::command_not_usable, "/src/b.cpp", span(9), "no compiler", false}, {}};
    return facts;
}

TEST(Serialize, GivesBackExactlyWhatWasWritten) {
    const UnitFacts facts = full_facts();
    const std::string text = to_json(facts, origin);
    EXPECT_EQ(from_json(text, origin, "f.json"), facts);
    EXPECT_EQ(to_json(from_json(text, origin, "f.json"), origin), text);
    const UnitFacts empty;
    EXPECT_EQ(from_json(to_json(empty, origin), origin, "f.json"), empty);
    EXPECT_EQ(from_bytes(to_bytes(facts)), facts);
    EXPECT_EQ(from_bytes(to_bytes(empty)), empty);
}

TEST(Serialize, RefusesDamagedBytes) {
    const std::string bytes = to_bytes(full_facts());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_EQ(from_bytes(bytes.substr(0, size)), std::nullopt) << size;
    EXPECT_EQ(from_bytes(bytes + '\0'), std::nullopt);
    std::size_t refused = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const char put : {'\xff', '\x80', '\x7f', '\x01', '\0'}) {
            std::string damaged = bytes;
            damaged[at] = put;
            refused += !from_bytes(damaged);  // some are other facts; none may be read out of bounds
        }
    }
    EXPECT_GT(refused, bytes.size());
}

TEST(Serialize, CutsOffTheSameDepthInBothForms) {
    UnitFacts facts;
    Value deep;
    for (unsigned depth = 0; depth < 500; ++depth) {
        Value outer{Value::Kind::concat, depth, "", "", 0, {}, {}};
        outer.parts.push_back(std::move(deep));
        deep = std::move(outer);
    }
    facts.literals = {{"", std::move(deep), Literal::Role::other, "", 0}};
    const auto cut = from_bytes(to_bytes(facts));
    ASSERT_TRUE(cut);
    EXPECT_EQ(*cut, from_json(to_json(facts, origin), origin, "f.json"));
    EXPECT_NE(*cut, facts);
}

/// Adds a fact for each of the first `count` values of the enumeration that `pick` finds in it.
template <typename Fact, typename Pick>
void add_each(std::vector<Fact>& facts, int count, Pick pick) {
    for (int i = 0; i < count; ++i) {
        Fact fact;
        auto& enumerator = pick(fact);
        enumerator = static_cast<std::remove_reference_t<decltype(enumerator)>>(i);
        facts.push_back(std::move(fact));
    }
}

TEST(Serialize, KnowsEveryEnumerator) {
    UnitFacts facts;
    add_each(facts.literals, 8, [](Literal& fact) -> auto& { return fact.value.kind; });
    add_each(facts.literals, 5, [](Literal& fact) -> auto& { return fact.role; });
    add_each(facts.variables, 8, [](Variable& fact) -> auto& { return fact.type.kind; });
    add_each(facts.variables, 6, [](Variable& fact) -> auto& { return fact.storage; });
    add_each(facts.returned_places, 6, [](ReturnedPlace& fact) -> auto& { return fact.place.root; });
    add_each(facts.returned_places, 4,
             [](ReturnedPlace& fact) -> auto& { return fact.place.steps.emplace_back().kind; });
    add_each(facts.definitions, 4, [](Definition& fact) -> auto& { return fact.kind; });
    add_each(facts.creations, 4, [](Creation& fact) -> auto& { return fact.how; });
    add_each(facts.gaps, 4, [](Gap& fact) -> auto& { return fact.kind; });
    add_each(facts.functions, 5, [](Function& fact) -> auto& { return fact.kind; });
    add_each(facts.accesses, 3, [](Access& fact) -> auto& { return fact.kind; });
    add_each(facts.calls, 3, [](Call& fact) -> auto& { return fact.kind; });
    EXPECT_EQ(from_json(to_json(facts, origin), origin, "f.json"), facts);
    EXPECT_EQ(from_bytes(to_bytes(facts)), facts);
}

TEST(Serialize, IsValidJsonWithNamesAndIdsOnce) {
    const std::string text = to_json(full_facts(), origin);
    const auto json = nlohmann::json::parse(text);
    EXPECT_EQ(json.at("stateless_facts"), facts_version);
    EXPECT_EQ(json.at("variables")[0].at("storage"), "static_local");
    EXPECT_EQ(json.at("functions")[1], nlohmann::json::object());
    const std::string name = "c:@F@f\"";
    EXPECT_EQ(text.find(name), text.rfind(name));
    EXPECT_NE(text.find(name), std::string::npos);
}

TEST(Serialize, CutsOffNestingThatNothingCanUse) {
    Value deep;
    for (int i = 0; i < 1000; ++i) {
        Value outer;
        outer.kind = Value::Kind::concat;
        outer.parts.push_back(std::move(deep));
        deep = std::move(outer);
    }
    UnitFacts facts;
    facts.literals.push_back({"", deep, {}, "", 0});
    const UnitFacts back = from_json(to_json(facts, origin), origin, "f.json");
    unsigned depth = 0;
    for (const Value* at = &back.literals.at(0).value; !at->parts.empty(); at = &at->parts[0]) ++depth;
    EXPECT_GT(depth, 100U);
    EXPECT_LT(depth, 300U);
}

TEST(Serialize, RefusesFactsOfAnotherMaker) {
    const std::string text = to_json(full_facts(), origin);
    EXPECT_EQ(refusal([&] { from_json(text, {"build-2", origin.models_digest}, "f.json"); }),
              "f.json: the facts were written by another build of stateless-lint; write them again with this one");
    EXPECT_EQ(refusal([&] { from_json(text, {origin.tool_build, "x"}, "f.json"); }),
              "f.json: the facts were written with other models; write them again with these");
    std::string other = text;
    const std::string wanted = std::to_string(facts_version);
    other.replace(other.find(":" + wanted + ","), wanted.size() + 2, ":999,");
    EXPECT_EQ(refusal([&] { from_json(other, origin, "f.json"); }), "f.json: facts of version 999, wanted is version " +
                                                                        wanted +
                                                                        "; write them again with this stateless-lint");
    EXPECT_EQ(refusal([&] { from_json("{}", origin, "f.json"); }), "f.json: this is no file of facts");
    EXPECT_EQ(refusal([&] { from_json("[]", origin, "f.json"); }), "f.json: this is no file of facts");
}

/// The facts with the part at `pointer` replaced.
std::string tampered(const std::string& pointer, const nlohmann::json& part) {
    auto json = nlohmann::json::parse(to_json(full_facts(), origin));
    json[nlohmann::json::json_pointer(pointer)] = part;
    return json.dump();
}

TEST(Serialize, RefusesWhatIsNotWhatItWrites) {
    const auto refused = [](const std::string& pointer, const nlohmann::json& part) {
        return refusal([&] { from_json(tampered(pointer, part), origin, "f.json"); });
    };
    EXPECT_EQ(refused("/calls/0/scope", "3"), "f.json: calls[0]: a number is wanted");
    EXPECT_EQ(refused("/calls/0/scope", -1), "f.json: calls[0]: a number is wanted");
    EXPECT_EQ(refused("/calls/0/scope", 4294967296), "f.json: calls[0]: a number is wanted");
    EXPECT_EQ(refused("/calls/0/scope", 1.5), "f.json: calls[0]: a number is wanted");
    EXPECT_EQ(refused("/calls/0/once", 1), "f.json: calls[0]: true or false is wanted");
    EXPECT_EQ(refused("/calls/0/name", nullptr), "f.json: calls[0]: a string is wanted");
    EXPECT_EQ(refused("/calls/0/caller", 100000), "f.json: calls[0]: there is no entry 100000 in the table");
    EXPECT_EQ(refused("/calls/0/span", {0, 1, 2, 3}), "f.json: calls[0]: a span has five numbers");
    EXPECT_EQ(refused("/calls/0/span", {99, 1, 2, 3, 4}), "f.json: calls[0]: there is no entry 99 in the table");
    EXPECT_EQ(refused("/calls/0/kind", "psychic"), "f.json: calls[0]: 'psychic' is none of the known kinds");
    EXPECT_EQ(refused("/calls/0/colour", 1), "f.json: calls[0]: unknown key 'colour'");
    EXPECT_EQ(refused("/calls/1", 1), "f.json: calls[1]: an object is wanted");
    EXPECT_EQ(refused("/calls", nlohmann::json::object()), "f.json: calls: a list is wanted");
    EXPECT_EQ(refused("/gossip", 1), "f.json: there are unknown keys at the top");
    EXPECT_EQ(refused("/files/0", 1), "f.json: files: a string is wanted");
    EXPECT_EQ(refused("/literals/0/value/integer", 18446744073709551615U),
              "f.json: literals[0]: the integer is too large");
    EXPECT_EQ(refused("/literals/0/callee", {{"hex", "0g"}}), "f.json: literals[0]: hexadecimal digits are wanted");
    EXPECT_EQ(refused("/literals/0/callee", {{"hex", "012"}}),
              "f.json: literals[0]: an even number of hexadecimal digits is wanted");
    auto without = nlohmann::json::parse(to_json(full_facts(), origin));
    without.erase("records");
    EXPECT_EQ(refusal([&] { from_json(without.dump(), origin, "f.json"); }), "f.json: records: is missing");
}

TEST(Serialize, RefusesTextThatIsCutOff) {
    const std::string text = to_json(full_facts(), origin);
    for (std::size_t length = 0; length + 2 < text.size(); length += 7) {
        EXPECT_NE(refusal([&] { from_json(text.substr(0, length), origin, "f.json"); }).find("no valid JSON"),
                  std::string::npos)
            << length;
    }
}

TEST(Serialize, RefusesNestingThatWouldExhaustTheStack) {
    const auto nested = [](const std::string& open, const std::string& close) {
        std::string text = to_json(full_facts(), origin);
        const std::string key = "\"literals\":[";
        std::string deep;
        for (int i = 0; i < 200000; ++i) deep += open;
        deep += "{}";
        for (int i = 0; i < 200000; ++i) deep += close;
        return text.insert(text.find(key) + key.size(), "{\"value\":" + deep + "},");
    };
    EXPECT_EQ(refusal([&] { from_json(nested("{\"parts\":[", "]}"), origin, "f.json"); }),
              "f.json: literals[0]: nested too deeply");
    EXPECT_EQ(refusal([&] { from_json(nested("[", "]"), origin, "f.json"); }),
              "f.json: literals[0]: an object is wanted");
    std::string version = to_json(full_facts(), origin);
    const std::string wanted = std::to_string(facts_version);
    version.replace(version.find(":" + wanted + ","), wanted.size() + 1,
                    ":" + std::string(200000, '[') + std::string(200000, ']'));
    EXPECT_EQ(refusal([&] { from_json(version, origin, "f.json"); }),
              "f.json: facts of version unknown, wanted is version " + wanted +
                  "; write them again with this stateless-lint");
}

}  // namespace
}  // namespace stateless::lint
