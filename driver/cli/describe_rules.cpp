// Prose is wrapped to a terminal's width; code is left as it is.
#include "cli/describe_rules.h"

#include <algorithm>
#include <sstream>

namespace stateless::lint {
namespace {

constexpr std::size_t width = 100;

std::string wrapped(const std::string& text, const std::string& indent) {
    std::string result;
    std::istringstream paragraphs(text);
    for (std::string paragraph; std::getline(paragraphs, paragraph);) {
        std::istringstream words(paragraph);
        std::string line = indent;
        for (std::string word; words >> word;) {
            if (line.size() > indent.size() && line.size() + 1 + word.size() > width) {
                result += line + "\n";
                line = indent;
            }
            if (line.size() > indent.size()) line += ' ';
            line += word;
        }
        result += (line == indent ? "" : line) + "\n";
    }
    return result;
}

std::string code(const std::string& text) {
    std::string result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) result += (line.empty() ? "" : "    " + line) + "\n";
    return result;
}

}  // namespace

std::string list_rules(const Catalog& catalog) {
    std::size_t longest = 0;
    for (const RuleText& rule : catalog.rules()) longest = std::max(longest, rule.id.size());
    std::string result;
    for (const RuleText& rule : catalog.rules()) {
        result += rule.id + std::string(longest + 2 - rule.id.size(), ' ');
        result +=
            rule.severity + std::string(9 - std::min<std::size_t>(rule.severity.size(), 8), ' ') + rule.summary + "\n";
    }
    return result;
}

std::string explain_rule(const RuleText& rule) {
    std::string result = rule.id + ": " + rule.summary + "\n";
    result += rule.severity + ", " + rule.precision + " precision, silenced by // NOLINT(stateless-" + rule.id +
              "): reason\n\n";
    result += wrapped(rule.description, "") + "\nWhy it breaks\n" + wrapped(rule.why, "  ") + "\nFound\n" +
              code(rule.bad_example);
    result += "\nHow to fix it\n" + wrapped(rule.fix, "  ") + "\n" + code(rule.fix_code) + "\nNot found\n" +
              code(rule.good_example);
    if (rule.options.empty()) return result;
    result += "\nOptions, in .stateless.json under rules." + rule.id + ".options\n";
    for (const RuleOption& option : rule.options) {
        result += "  " + option.name + " = " + option.default_json + "\n" + wrapped(option.description, "      ");
    }
    return result;
}

}  // namespace stateless::lint
