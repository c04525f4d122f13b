// Loading rule texts, and which values fit an option.
#include <gtest/gtest.h>

#include "model/catalog.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using testing::refusal;
using testing::TemporaryFolder;

std::string rule_json(const std::string& id, const std::string& options) {
    return "{\n\"id\": \"" + id + R"(",
"group": "state", "severity": "warning", "precision": "high",
"summary": "s", "description": "d", "message": "'{entity}' is m; use x", "why": "w", "fix": "f",
"fix_code": ["one", "", "  two"], "bad_example": "b", "good_example": ["", "g"],
"tags": ["state", "replicas"],
"options": [
)" + options +
           "]\n}";
}

constexpr const char* every_option =
    R"({"name": "max", "type": "integer", "default": 20, "description": "x"},
{"name": "strict", "type": "boolean", "default": false, "description": "x"},
{"name": "hosts", "type": "strings", "default": ["a", "b"], "description": "x"},
{"name": "ports", "type": "integers", "default": [6432], "description": "x"})";

class CatalogTest : public ::testing::Test {
protected:
    CatalogTest() { folder_.add_schemas(); }

    Catalog load() const { return Catalog::load(folder_.path() / "catalog"); }
    std::string refused(const std::string& text) const {
        const std::string file = folder_.write("catalog/bad.json", text).string();
        std::string what = refusal([&] { load(); });
        if (what.rfind(file + ":", 0) == 0) what.erase(0, file.size() + 1);
        return what;
    }

    TemporaryFolder folder_;
};

TEST_F(CatalogTest, ReadsEveryFieldSortedById) {
    folder_.write("catalog/b-rule.json", rule_json("b-rule", ""));
    folder_.write("catalog/a-rule.json", rule_json("a-rule", every_option));
    const Catalog catalog = load();
    ASSERT_EQ(catalog.rules().size(), 2U);
    EXPECT_EQ(catalog.rules()[0].id, "a-rule");
    EXPECT_EQ(catalog.rules()[1].id, "b-rule");
    EXPECT_EQ(catalog.find("c"), nullptr);
    const RuleText* rule = catalog.find("a-rule");
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(rule->group, "state");
    EXPECT_EQ(rule->severity, "warning");
    EXPECT_EQ(rule->precision, "high");
    EXPECT_EQ(rule->summary, "s");
    EXPECT_EQ(rule->description, "d");
    EXPECT_EQ(rule->message, "'{entity}' is m; use x");
    EXPECT_EQ(rule->why, "w");
    EXPECT_EQ(rule->fix, "f");
    EXPECT_EQ(rule->fix_code, "one\n\n  two");
    EXPECT_EQ(rule->bad_example, "b");
    EXPECT_EQ(rule->good_example, "\ng");
    EXPECT_EQ(rule->tags, (std::vector<std::string>{"state", "replicas"}));
    ASSERT_EQ(rule->options.size(), 4U);
    EXPECT_EQ(rule->options[2].name, "hosts");
    EXPECT_EQ(rule->options[2].type, "strings");
    EXPECT_EQ(rule->options[2].description, "x");
}

TEST_F(CatalogTest, GivesDefaultsAsJsonText) {
    folder_.write("catalog/a.json", rule_json("a", every_option));
    const Catalog catalog = load();
    const RuleOptions expected{{"max", "20"}, {"strict", "false"}, {"hosts", "[\"a\",\"b\"]"}, {"ports", "[6432]"}};
    EXPECT_EQ(default_options(*catalog.find("a")), expected);
}

TEST_F(CatalogTest, ChecksTheTypeOfAnOption) {
    folder_.write("catalog/a.json", rule_json("a", every_option));
    const Catalog catalog = load();
    const RuleText& rule = *catalog.find("a");
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"max", "-3"}, {"strict", "true"}, {"hosts", "[]"}, {"hosts", "[\"x\"]"}, {"ports", "[1, 2]"}}) {
        EXPECT_NO_THROW(check_option(rule, name, value)) << name << " " << value;
    }
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"max", "2.5"},
                                                                                      {"max", "\"3\""},
                                                                                      {"max", "18446744073709551615"},
                                                                                      {"max", ""},
                                                                                      {"strict", "1"},
                                                                                      {"hosts", "\"x\""},
                                                                                      {"hosts", "[1]"},
                                                                                      {"ports", "[\"1\"]"},
                                                                                      {"ports", "[1,]"},
                                                                                      {"ports", "6432"}}) {
        EXPECT_THROW(check_option(rule, name, value), Misuse) << name << " " << value;
    }
    EXPECT_EQ(refusal([&] { check_option(rule, "max", "true"); }),
              "the option 'max' of a must be an integer, not true");
    EXPECT_EQ(refusal([&] { check_option(rule, "min", "1"); }),
              "a has no option 'min'; it has max, strict, hosts, ports");
}

TEST_F(CatalogTest, RefusesBadRulesWithTheirLine) {
    EXPECT_EQ(refused(rule_json("other", "")), "2: the rule 'other' must be in other.json");
    EXPECT_EQ(refused(rule_json(
                  "bad", "{\"name\": \"max\", \"type\": \"integer\",\n\"default\": \"20\", \"description\": \"x\"}")),
              "9: the default of 'max' must be an integer");
    EXPECT_EQ(refused(rule_json("bad", std::string(every_option) + ",\n" + every_option)), "12: a second option 'max'");
    EXPECT_EQ(refused("{\"id\": \"bad\"}").substr(0, 2), "1:");
    std::string no_stop = rule_json("bad", "");
    EXPECT_EQ(refused(no_stop.replace(no_stop.find("use x"), 5, "use x.")).substr(0, 11), "4: /message");
    std::string severity = rule_json("bad", "");
    EXPECT_EQ(refused(severity.replace(severity.find("\"warning\""), 9, "\"fatal\"")),
              "3: /severity: \"fatal\" is none of \"error\", \"warning\", \"note\"");
}

TEST(ProjectCatalog, Loads) {
    const Catalog catalog = Catalog::load(STATELESS_SOURCE_DIR "/rules/catalog");
    EXPECT_NE(catalog.find("mutable-global"), nullptr);
    for (const RuleText& rule : catalog.rules()) {
        for (const auto& [name, value] : default_options(rule))
            EXPECT_NO_THROW(check_option(rule, name, value)) << rule.id;
    }
}

}  // namespace
}  // namespace stateless::lint
