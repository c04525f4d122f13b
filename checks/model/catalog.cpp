// Reads the rules' texts and decides whether a value fits an option. Knows no rule by name.
#include "model/catalog.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "model/json_document.h"
#include "model/misuse.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Pointer = json::json_pointer;

bool is_integer(const json& value) {
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= largest);
}

bool is_list(const json& value, bool (*fits)(const json&)) {
    return value.is_array() && std::all_of(value.begin(), value.end(), fits);
}

bool has_type(const json& value, const std::string& type) {
    if (type == "integer") return is_integer(value);
    if (type == "boolean") return value.is_boolean();
    if (type == "integers") return is_list(value, is_integer);
    return is_list(value, [](const json& element) { return element.is_string(); });
}

std::string wanted(const std::string& type) {
    if (type == "integer") return "an integer";
    if (type == "boolean") return "true or false";
    if (type == "integers") return "a list of integers";
    return "a list of strings";
}

/// A text is written as one string or as its lines.
std::string text_from(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    std::string text;
    for (const json& line : value) text += (&line == &value.front() ? "" : "\n") + line.get<std::string>();
    return text;
}

std::vector<RuleOption> options_from(const JsonDocument& document) {
    std::vector<RuleOption> options;
    for (const json& value : document.value().value("options", json::array())) {
        const Pointer where = Pointer("/options") / options.size();
        RuleOption option{value.at("name"), value.at("type"), value.at("default").dump(), value.at("description")};
        if (!has_type(value.at("default"), option.type)) {
            document.refuse(where / "default", "the default of '" + option.name + "' must be " + wanted(option.type));
        }
        for (const RuleOption& other : options) {
            if (other.name == option.name) document.refuse(where, "a second option '" + option.name + "'");
        }
        options.push_back(std::move(option));
    }
    return options;
}

RuleText rule_from(const JsonDocument& document) {
    const json& value = document.value();
    RuleText rule;
    rule.id = value.at("id");
    rule.group = value.at("group");
    rule.severity = value.at("severity");
    rule.precision = value.at("precision");
    rule.summary = value.at("summary");
    rule.description = text_from(value.at("description"));
    rule.message = value.at("message");
    rule.why = text_from(value.at("why"));
    rule.fix = text_from(value.at("fix"));
    rule.fix_code = text_from(value.at("fix_code"));
    rule.bad_example = text_from(value.at("bad_example"));
    rule.good_example = text_from(value.at("good_example"));
    rule.tags = value.at("tags").get<std::vector<std::string>>();
    rule.options = options_from(document);
    return rule;
}

}  // namespace

Catalog Catalog::load(const fs::path& folder) {
    const fs::path root = folder.has_filename() ? folder : folder.parent_path();
    const JsonDocument schema = JsonDocument::read((root / ".." / "schema" / "rule.schema.json").lexically_normal());
    std::error_code error;
    Catalog catalog;
    for (fs::directory_iterator at(root, error), end; !error && at != end; at.increment(error)) {
        if (at->path().extension() != ".json") continue;
        const JsonDocument document = JsonDocument::read(at->path());
        document.check(schema);
        RuleText rule = rule_from(document);
        if (rule.id != at->path().stem().string()) {
            document.refuse(Pointer("/id"), "the rule '" + rule.id + "' must be in " + rule.id + ".json");
        }
        catalog.rules_.push_back(std::move(rule));
    }
    if (error) throw Misuse(root.string() + ": the catalogue cannot be read: " + error.message());
    if (catalog.rules_.empty()) throw Misuse(root.string() + ": holds no rules (*.json)");
    std::sort(catalog.rules_.begin(), catalog.rules_.end(),
              [](const RuleText& a, const RuleText& b) { return a.id < b.id; });
    return catalog;
}

const RuleText* Catalog::find(const std::string& id) const {
    const auto at =
        std::lower_bound(rules_.begin(), rules_.end(), id,
                         [](const RuleText& rule, const std::string& wanted_id) { return rule.id < wanted_id; });
    return at != rules_.end() && at->id == id ? &*at : nullptr;
}

RuleOptions default_options(const RuleText& rule) {
    RuleOptions options;
    for (const RuleOption& option : rule.options) options[option.name] = option.default_json;
    return options;
}

void check_option(const RuleText& rule, const std::string& name, const std::string& json_text) {
    std::string known;
    for (const RuleOption& option : rule.options) {
        known += (known.empty() ? "" : ", ") + option.name;
        if (option.name != name) continue;
        const json value = json::parse(json_text, nullptr, false);
        if (value.is_discarded() || !has_type(value, option.type)) {
            throw Misuse("the option '" + name + "' of " + rule.id + " must be " + wanted(option.type) + ", not " +
                         json_text);
        }
        return;
    }
    throw Misuse(rule.id + " has no option '" + name + "'; it has " + (known.empty() ? "none" : known));
}

}  // namespace stateless::lint
