// The project's configuration, .stateless.json: which rules with which options, what is left out, further models.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/json_document.h"

namespace stateless::lint {

struct Config {
    std::string folder;  // absolute; exclusions are relative to it; empty: no file
    std::vector<std::string> disabled_rules;
    std::map<std::string, RuleOptions> options;  // by rule
    std::vector<std::string> exclusions;
    std::vector<JsonDocument> models;
};

/// Comments are allowed. Throws Misuse (file:line: reason) for what the schema, the catalogue or a rule's option types
/// refuse, and for a model outside the configuration's folder.
Config read_config(const std::filesystem::path& file, const Catalog& catalog, const std::filesystem::path& schema);

/// .stateless.json in `start` or above, up to the folder that holds .git. Throws Misuse for a link out of the source
/// tree.
std::optional<std::filesystem::path> find_config(const std::filesystem::path& start);

}  // namespace stateless::lint
