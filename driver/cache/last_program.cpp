// Small JSON files in programs/ of the cache, each replaced at once.
#include "cache/last_program.h"

#include <nlohmann/json.hpp>

#include "cache/digest.h"
#include "cli/files.h"
#include "model/json_document.h"
#include "model/misuse.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int version = 1;
constexpr std::size_t name_length = 2 * Digest().size();

bool is_text(const json& value, const char* key) { return value.contains(key) && value.at(key).is_string(); }

bool is_name(const std::string& text) {
    return text.size() == name_length && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

void remember_program(const fs::path& cache_folder, const std::string& database_folder, const LastProgram& program) {
    Hasher hasher;
    hasher.add(program.source_root);
    hasher.add(database_folder);
    const fs::path file = cache_folder / "programs" / (to_hex(hasher.finish()) + ".program");
    if (read_remembered(file) == program) return;
    json units = json::array();
    for (const LastProgram::Unit& unit : program.units)
        units.push_back({{"main_file", unit.main_file}, {"facts", unit.facts}});
    const json value{{"stateless_last_program", version},
                     {"source_root", program.source_root},
                     {"tool_build", program.tool_build},
                     {"models_digest", program.models_digest},
                     {"units", std::move(units)}};
    std::error_code ignored;
    fs::create_directory(file.parent_path(), ignored);
    try {
        write_atomically(file, value.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
    } catch (const Misuse&) {
        return;
    }
}

std::vector<fs::path> remembered_programs(const fs::path& cache_folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at(cache_folder / "programs", error), end; at != end && !error; at.increment(error))
        if (at->path().extension() == ".program") files.push_back(at->path());
    return files;
}

std::optional<LastProgram> read_remembered(const fs::path& file) {
    std::string text;
    try {
        text = read_text_file(file);
    } catch (const Misuse&) {
        return std::nullopt;
    }
    const json value = json::parse(text, nullptr, false);
    if (!value.is_object() || value.value("stateless_last_program", json()) != version) return std::nullopt;
    for (const char* key : {"source_root", "tool_build", "models_digest"})
        if (!is_text(value, key)) return std::nullopt;
    LastProgram program{value.at("source_root"), value.at("tool_build"), value.at("models_digest"), {}};
    if (!value.contains("units") || !value.at("units").is_array()) return std::nullopt;
    for (const json& unit : value.at("units")) {
        if (!unit.is_object() || !is_text(unit, "main_file") || !is_text(unit, "facts")) return std::nullopt;
        program.units.push_back({unit.at("main_file"), unit.at("facts")});
        if (!is_name(program.units.back().facts)) return std::nullopt;
    }
    return program;
}

}  // namespace stateless::lint
