// Lists are written with ';' as everywhere in clang-tidy, since '[' begins a list in YAML and would need quotes.
#include "tidy/check_options.h"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

namespace stateless::lint {
namespace {

using nlohmann::json;

std::string trimmed(const std::string& text) {
    constexpr const char* blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(';', start), text.size());
        if (std::string part = trimmed(text.substr(start, end - start)); !part.empty())
            parts.push_back(std::move(part));
        start = end + 1;
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts, char between) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : std::string(1, between)) + part;
    return text;
}

bool is_list(const RuleOption& option) { return option.type == "strings" || option.type == "integers"; }

}  // namespace

std::string json_of_option(const RuleOption& option, const std::string& text) {
    const std::string value = trimmed(text);
    if (!is_list(option) || value.starts_with('[')) return value;
    const std::vector<std::string> parts = split(value);
    if (option.type == "integers") return "[" + joined(parts, ',') + "]";
    return json(parts).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string text_of_option(const RuleOption& option, const std::string& json_text) {
    const json value = json::parse(json_text, nullptr, false);
    if (!is_list(option) || !value.is_array()) return json_text;
    std::vector<std::string> parts;
    for (const json& element : value)
        parts.push_back(element.is_string() ? element.get<std::string>() : element.dump());
    const std::string text = joined(parts, ';');
    return !text.starts_with('[') && split(text) == parts ? text : json_text;
}

}  // namespace stateless::lint
