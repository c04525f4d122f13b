// A configuration may come with a stranger's code: it can read model files of its own folder and nothing else.
#include "cli/config.h"

#include "model/json_document.h"
#include "model/misuse.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using Pointer = nlohmann::json::json_pointer;

std::string plain_id(const std::string& id) { return id.starts_with("stateless-") ? id.substr(10) : id; }

void read_rules(const JsonDocument& document, const Catalog& catalog, Config& config) {
    if (!document.value().contains("rules")) return;
    for (const auto& [key, settings] : document.value().at("rules").items()) {
        const Pointer pointer = Pointer("/rules") / key;
        const RuleText* rule = catalog.find(plain_id(key));
        if (!rule) document.refuse(pointer, "there is no rule '" + key + "'; --list-rules shows them");
        if (!settings.value("enabled", true)) config.disabled_rules.push_back(rule->id);
        if (!settings.contains("options")) continue;
        for (const auto& [name, value] : settings.at("options").items()) {
            try {
                check_option(*rule, name, value.dump());
            } catch (const Misuse& misuse) {
                document.refuse(pointer / "options" / name, misuse.what());
            }
            config.options[rule->id][name] = value.dump();
        }
    }
}

void read_models(const JsonDocument& document, Config& config) {
    if (!document.value().contains("models")) return;
    const nlohmann::json& models = document.value().at("models");
    std::error_code ignored;
    const fs::path folder = fs::weakly_canonical(config.folder, ignored);
    for (std::size_t index = 0; index < models.size(); ++index) {
        const Pointer pointer = Pointer("/models") / index;
        if (models[index].is_object()) {
            config.models.push_back(document.part(pointer));
            continue;
        }
        const std::string name = models[index].get<std::string>();
        const fs::path file = fs::weakly_canonical(folder / name, ignored);
        const fs::path relative = file.lexically_relative(folder);
        if (relative.empty() || *relative.begin() == "..")
            document.refuse(pointer, "the model '" + name + "' lies outside this folder");
        if (!fs::is_regular_file(file, ignored)) document.refuse(pointer, "there is no file '" + name + "'");
        config.models.push_back(JsonDocument::read_settings(file));
    }
}

/// What a stranger's code puts there must not have another file read: a symbolic link stays in the work tree, or, where
/// there is none, in its folder.
void refuse_if_it_leads_away(const fs::path& file) {
    std::error_code ignored;
    const fs::path real = fs::weakly_canonical(file, ignored);
    fs::path top = fs::weakly_canonical(file.parent_path(), ignored);
    for (fs::path folder = top; folder != folder.root_path(); folder = folder.parent_path()) {
        if (!fs::exists(folder / ".git", ignored)) continue;
        top = folder;
        break;
    }
    const fs::path relative = real.lexically_relative(top);
    if (relative.empty() || *relative.begin() == "..")
        throw Misuse(file.string() + ": leads out of the source tree; --config names it if that is meant");
}

}  // namespace

Config read_config(const fs::path& file, const Catalog& catalog, const fs::path& schema) {
    const JsonDocument document = JsonDocument::read_settings(file);
    document.check(JsonDocument::read(schema));
    Config config;
    std::error_code ignored;
    config.folder = fs::weakly_canonical(fs::absolute(file).parent_path(), ignored).string();
    read_rules(document, catalog, config);
    if (document.value().contains("exclude"))
        config.exclusions = document.value().at("exclude").get<std::vector<std::string>>();
    read_models(document, config);
    return config;
}

std::optional<fs::path> find_config(const fs::path& start) {
    std::error_code ignored;
    fs::path folder = fs::absolute(start).lexically_normal();
    if (!fs::is_directory(folder, ignored)) folder = folder.parent_path();
    for (;; folder = folder.parent_path()) {
        if (const fs::path file = folder / ".stateless.json"; fs::exists(file, ignored)) {
            refuse_if_it_leads_away(file);
            return file;
        }
        if (fs::exists(folder / ".git", ignored) || folder == folder.root_path()) return std::nullopt;
    }
}

}  // namespace stateless::lint
