// Written for what consumers do with a rule: GitHub needs help.text and shows help.markdown, cuts fullDescription at
// 1024 characters and tags at 20, and takes `security-severity` as a reason to file the alert under security, which it
// is not.
#include "output/sarif_rules.h"

#include <algorithm>

#include "output/unicode.h"

namespace stateless::lint {
namespace {

constexpr std::size_t longest_description = 1024;
constexpr std::size_t most_tags = 20;

/// "mutable-global" -> "MutableGlobal", the form SARIF asks of a rule's name.
std::string pascal_case(const std::string& id) {
    std::string result;
    bool up = true;
    for (const char character : id) {
        if (character != '-')
            result += up && character >= 'a' && character <= 'z' ? static_cast<char>(character - 32) : character;
        up = character == '-';
    }
    return result;
}

std::string sentence(std::string text) {
    if (!text.empty() && text.back() != '.') text += '.';
    return text;
}

std::string shortened(const std::string& text) {
    if (utf16(text).size() <= longest_description) return text;
    std::string result;
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        units += point.value >= 0x10000 ? 2 : 1;
        if (units > longest_description - 3) break;
        result += text.substr(at, point.length);
        at += point.length;
    }
    return result + "...";
}

std::string fenced(const std::string& code) { return "```cpp\n" + code + (code.ends_with('\n') ? "" : "\n") + "```\n"; }

std::string help_text(const RuleText& rule) {
    return rule.description + "\n\nWhy: " + rule.why + "\n\nFix: " + rule.fix + "\n\n" + rule.fix_code;
}

std::string help_markdown(const RuleText& rule) {
    return rule.description + "\n\n## Why it breaks\n\n" + rule.why + "\n\n" + fenced(rule.bad_example) +
           "\n## How to fix it\n\n" + rule.fix + "\n\n" + fenced(rule.fix_code) + "\n## No finding\n\n" +
           fenced(rule.good_example) + "\nSilence one place with `// NOLINT(stateless-" + rule.id + "): reason`.\n";
}

SarifJson descriptor(const RuleText& rule) {
    SarifJson tags = SarifJson::array();
    for (std::size_t index = 0; index < std::min(most_tags, rule.tags.size()); ++index)
        tags.push_back(rule.tags[index]);
    const bool known_level = rule.severity == "error" || rule.severity == "note";
    const std::string level = known_level ? rule.severity : "warning";
    return {{"id", rule.id},
            {"name", pascal_case(rule.id)},
            {"shortDescription", {{"text", sentence(rule.summary)}}},
            {"fullDescription", {{"text", shortened(sentence(rule.description))}}},
            {"help", {{"text", help_text(rule)}, {"markdown", help_markdown(rule)}}},
            {"defaultConfiguration", {{"level", level}}},
            {"properties",
             {{"precision", rule.precision},
              {"problem.severity", level == "note" ? "recommendation" : level},
              {"tags", std::move(tags)}}}};
}

}  // namespace

SarifJson sarif_rules(const Catalog& catalog, const std::vector<std::string>& ids) {
    SarifJson result = SarifJson::array();
    for (const RuleText& rule : catalog.rules()) {
        if (ids.empty() || std::find(ids.begin(), ids.end(), rule.id) != ids.end()) result.push_back(descriptor(rule));
    }
    return result;
}

}  // namespace stateless::lint
