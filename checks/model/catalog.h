// The rule catalogue: everything a reader can learn about a rule without C++, one JSON file per rule.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace stateless::lint {

struct RuleOption {
    std::string name;          // "allowed-ports"
    std::string type;          // integer, boolean, strings, integers
    std::string default_json;  // "[6432, 6543]"
    std::string description;
};

/// One rule's text. `message` and `note_*` are templates: "{entity}", "{root}", "{function}" and what the rule adds.
struct RuleText {
    std::string id;
    std::string group;        // state, connections, caching, edge
    std::string severity;     // error, warning, note
    std::string precision;    // very-high, high, medium, low
    std::string summary;      // one line
    std::string description;  // what is found, and what is not
    std::string message;
    std::string why;
    std::string fix;       // prose
    std::string fix_code;  // with libstateless
    std::string bad_example;
    std::string good_example;
    std::vector<std::string> tags;
    std::vector<RuleOption> options;
};

/// The values of one rule's options, as JSON text by option name. Whoever takes one from outside calls check_option().
using RuleOptions = std::map<std::string, std::string>;

/// Every option of the rule at its default.
RuleOptions default_options(const RuleText& rule);

/// Throws Misuse if the rule has no such option or the JSON text is not of its type. The reason has no file:line: who
/// read the text knows where it stands.
void check_option(const RuleText& rule, const std::string& name, const std::string& json_text);

class Catalog {
public:
    /// Reads every <id>.json in `folder`, checked against ../schema/rule.schema.json. Throws Misuse with file:line.
    static Catalog load(const std::filesystem::path& folder);
    const std::vector<RuleText>& rules() const { return rules_; }  // sorted by id
    const RuleText* find(const std::string& id) const;

private:
    std::vector<RuleText> rules_;
};

}  // namespace stateless::lint
