// What is promised of every rule: one spelling everywhere, enough cases on both sides, messages in the house's form.
#include <cctype>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "conventions/tree.h"

namespace stateless::lint::testing {
namespace {

using namespace nlohmann::literals;

constexpr int fewest_cases = 12;

std::map<std::string, nlohmann::json> catalogue() {
    std::map<std::string, nlohmann::json> rules;
    for (const auto& file : files_below("rules/catalog", {".json"}))
        rules[file.stem().string()] = nlohmann::json::parse(text_of(file));
    return rules;
}

int count(const std::string& text, const std::regex& pattern) {
    return static_cast<int>(
        std::distance(std::sregex_iterator(text.begin(), text.end(), pattern), std::sregex_iterator()));
}

TEST(Rules, HaveOneSpelling) {
    ASSERT_FALSE(catalogue().empty());
    const std::string readme = text_of(source_root() / "README.md");
    for (const auto& [id, rule] : catalogue()) {
        EXPECT_EQ(rule.at("id"), id);
        for (const char* file : {"bad.cpp", "good.cpp"})
            EXPECT_TRUE(std::filesystem::exists(source_root() / "test-fixtures" / id / file)) << id << "/" << file;
        EXPECT_NE(readme.find("`" + id + "`"), std::string::npos) << "README.md does not list " << id;
    }
}

TEST(Rules, AreShownOnTwelveBadCasesAndTemptedByTwelveGoodOnes) {
    for (const auto& [id, rule] : catalogue()) {
        int wanted = 0;
        int tempting = 0;
        const std::regex want("want(@-\\d+)? " + id + "\\b");
        const std::regex function(R"(^[\w:<>&*, \[\]]+\([^;]*\)[^;]*\{|\]\(.*\) ?\{)", std::regex::multiline);
        for (const auto& file : files_below("test-fixtures/" + id, {".cpp"})) {
            const std::string text = text_of(file);
            wanted += count(text, want);
            if (file.filename().string().starts_with("good")) tempting += count(text, function);
        }
        EXPECT_GE(wanted, fewest_cases) << id;
        EXPECT_GE(tempting, fewest_cases) << id;
    }
}

TEST(Rules, SpeakInTheHouseForm) {
    for (const auto& [id, rule] : catalogue()) {
        const std::string message = rule.at("message");
        EXPECT_TRUE(message.starts_with("'{entity}'")) << id << ": the entity comes first, in quotes";
        EXPECT_FALSE(message.ends_with(".")) << id << ": no full stop";
        EXPECT_NE(message.find("; "), std::string::npos) << id << ": the cure comes last";
        const std::string cure = message.substr(std::min(message.find("; "), message.size()));
        EXPECT_TRUE(cure.find("stateless::") != std::string::npos || cure.find("{cure}") != std::string::npos)
            << id << ": names its cure";
        EXPECT_FALSE(std::isupper(static_cast<unsigned char>(message[message.find(' ') + 1]))) << id;
        EXPECT_FALSE(rule.at("bad_example").empty());
        EXPECT_FALSE(rule.at("good_example").empty());
    }
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        const std::size_t want = line.find("// want");
        if (want != std::string::npos) line.resize(want);
        line.erase(0, line.find_first_not_of(' '));
        line.erase(line.find_last_not_of(' ') + 1);
        lines.push_back(line);
    }
    return lines;
}

/// The lines stand together in one of the rule's fixtures of that kind, whatever their indentation.
bool is_cut_from_fixtures(const std::string& id, const std::string& kind, const nlohmann::json& example) {
    std::string text;
    for (const std::string line : example) text += line + "\n";
    const std::vector<std::string> wanted = lines_of(text);
    for (const auto& file : files_below("test-fixtures/" + id, {".cpp"})) {
        if (!file.filename().string().starts_with(kind)) continue;
        const std::vector<std::string> lines = lines_of(text_of(file));
        if (!std::ranges::search(lines, wanted).empty()) return true;
    }
    return false;
}

TEST(Rules, ShowExamplesThatAreCutFromTheirFixtures) {
    for (const auto& [id, rule] : catalogue()) {
        EXPECT_TRUE(is_cut_from_fixtures(id, "bad", rule.at("bad_example"))) << id;
        EXPECT_TRUE(is_cut_from_fixtures(id, "good", rule.at("good_example"))) << id;
    }
}

TEST(Models, AreListedByNameOnce) {
    std::set<std::string> names;
    for (const auto& file : files_below("rules/models", {".json"})) {
        const auto model = nlohmann::json::parse(text_of(file));
        const std::string name = model.at("name");
        EXPECT_TRUE(names.insert(name).second) << name_of(file);
        EXPECT_TRUE(std::regex_match(name, std::regex("[a-z][a-z0-9-]*"))) << name << " names a page";
    }
    EXPECT_GT(names.size(), 20u);
}

/// A project's own model may be one line, so that the schema does not ask for it.
TEST(Models, SayInASentenceWhatTheyAreAbout) {
    for (const auto& file : files_below("rules/models", {".json"})) {
        const std::string description = nlohmann::json::parse(text_of(file)).value("description", "");
        EXPECT_GE(description.size(), 20u) << name_of(file);
        EXPECT_TRUE(description.ends_with(".")) << name_of(file) << ": " << description;
    }
}

/// A purpose that nobody asks about would be listed for nothing.
TEST(Models, KnowWordsForThePurposesThatTheCodeAsksAbout) {
    std::string code;
    for (const char* folder : {"checks/program", "checks/rules"})
        for (const auto& file : files_below(folder, {".h", ".cpp"})) code += text_of(file);
    const auto schema = nlohmann::json::parse(text_of(source_root() / "rules/schema/model.schema.json"));
    std::set<std::string> known;
    for (const auto& [purpose, words] : schema.at("/properties/lexicon/properties"_json_pointer).items()) {
        EXPECT_NE(code.find('"' + purpose + '"'), std::string::npos) << purpose;
        known.insert(purpose);
    }
    std::set<std::string> told;
    for (const auto& file : files_below("rules/models", {".json"})) {
        const auto model = nlohmann::json::parse(text_of(file));
        if (!model.contains("lexicon")) continue;
        for (const auto& [purpose, words] : model.at("lexicon").items()) told.insert(purpose);
    }
    EXPECT_EQ(told, known);
}

std::vector<std::string> entries_of(const nlohmann::json& model) {
    std::vector<std::string> entries;
    for (const auto& [key, value] : model.items()) {
        if (value.is_array())
            for (const auto& entry : value) entries.push_back(key + " " + entry.dump());
        if (key == "types")
            for (const auto& [kind, names] : value.items())
                for (const auto& name : names) entries.push_back("types." + kind + " " + name.dump());
    }
    return entries;
}

TEST(Models, KnowNothingTwice) {
    std::map<std::string, std::string> known;
    for (const auto& file : files_below("rules/models", {".json"}))
        for (const std::string& entry : entries_of(nlohmann::json::parse(text_of(file)))) {
            const auto [at, fresh] = known.try_emplace(entry, name_of(file));
            EXPECT_TRUE(fresh) << name_of(file) << " and " << at->second << ": " << entry;
        }
}

TEST(Models, HoldTheNamesThatTheCodeDoesNot) {
    const std::regex library(
        R"("[^"\n]*\b(httplib|crow|drogon|oatpp|Pistache|uWS|websocketpp|brpc|muduo|grpc|redisCommand|PQconnectdb)\b[^"\n]*")");
    for (const char* folder : {"checks/extract", "checks/program", "checks/rules", "driver"})
        for (const auto& file : files_below(folder, {".h", ".cpp"})) {
            std::smatch found;
            const std::string text = text_of(file);
            EXPECT_FALSE(std::regex_search(text, found, library)) << name_of(file) << " names " << found.str();
        }
}

}  // namespace
}  // namespace stateless::lint::testing
