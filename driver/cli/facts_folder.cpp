// Names of the files come from the unit's place in the sorted list and its name, so that two dumps of one program are
// byte for byte the same.
#include "cli/facts_folder.h"

#include <algorithm>
#include <cstdio>
#include <tuple>

#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "model/json_document.h"
#include "model/misuse.h"
#include "model/relocate.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using Pointer = nlohmann::json::json_pointer;

constexpr const char* index_name = "program.json";
constexpr int index_version = 2;

std::string file_name(std::size_t index, const UnitFacts& unit) {
    char number[24];
    std::snprintf(number, sizeof number, "%05zu-", index + 1);
    return number + fs::path(unit.main_file).filename().string() + ".facts.json";
}

/// The names in an index, checked: nothing outside the folder is read or removed because an index says so.
std::vector<std::string> listed_files(const JsonDocument& index) {
    const nlohmann::json& value = index.value();
    const bool is_index = value.is_object() && value.contains("units") && value.at("units").is_array();
    if (!is_index) index.refuse(Pointer(), "no index of facts");
    std::vector<std::string> result;
    for (std::size_t at = 0; at < value.at("units").size(); ++at) {
        const nlohmann::json& unit = value.at("units")[at];
        const Pointer pointer = Pointer("/units") / at;
        if (!unit.is_object() || !unit.contains("facts") || !unit.at("facts").is_string())
            index.refuse(pointer, "the unit names no facts");
        const std::string name = unit.at("facts").get<std::string>();
        if (name.find('/') != std::string::npos || !name.ends_with(".facts.json"))
            index.refuse(pointer, "'" + name + "' is no facts file");
        result.push_back(name);
    }
    return result;
}

void make_empty(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder, error)) throw Misuse(folder.string() + ": cannot be made a folder");
    if (fs::exists(folder / index_name, error)) {
        for (const std::string& name : listed_files(JsonDocument::read(folder / index_name)))
            fs::remove(folder / name, error);
        fs::remove(folder / index_name, error);
    }
    if (!fs::is_empty(folder, error))
        throw Misuse(folder.string() + ": holds other files; facts want a folder of their own");
}

/// A unit as its file has it: the text puts units of the same name in order.
struct ReadUnit {
    UnitFacts facts;
    std::string text;
    bool operator<(const ReadUnit& other) const {
        return std::tie(facts.main_file, text) < std::tie(other.facts.main_file, other.text);
    }
    bool operator==(const ReadUnit& other) const { return text == other.text; }
};

struct ReadFolder {
    fs::path folder;
    std::string source_root;  // as the facts call it
    Shard shard;
    std::vector<ReadUnit> units;
};

ReadFolder read_folder(const fs::path& folder, const FactsOrigin& expected) {
    const fs::path file = folder / index_name;
    std::error_code ignored;
    if (!fs::exists(file, ignored)) throw Misuse(file.string() + ": there is no such file; --dump-facts writes it");
    const JsonDocument index = JsonDocument::read(file);
    const std::vector<std::string> names = listed_files(index);
    const nlohmann::json& value = index.value();
    const auto expect = [&](const char* key, const nlohmann::json& wanted, const char* what) {
        if (!value.contains(key) || value.at(key) != wanted)
            index.refuse(Pointer() / key,
                         std::string("the facts are of ") + what + "; write them anew with --dump-facts");
    };
    expect("stateless_program", index_version, "another version");
    expect("tool_build", expected.tool_build, "another build of the tool");
    expect("models_digest", expected.models_digest, "other models");
    for (const char* key : {"source_root", "shard"}) {
        if (!value.contains(key) || !value.at(key).is_string())
            index.refuse(Pointer(), '"' + std::string(key) + "\" is missing");
    }
    ReadFolder result{folder, value.at("source_root").get<std::string>(), {}, {}};
    result.shard = parse_shard(value.at("shard").get<std::string>(), file.string());
    for (const std::string& name : names) {
        std::string text = read_text_file(folder / name);
        UnitFacts facts = from_json(text, expected, (folder / name).string());
        result.units.push_back({std::move(facts), std::move(text)});
    }
    return result;
}

/// As one run would have found the units of unsharded folders.
std::vector<UnitFacts> together(std::vector<ReadFolder> folders) {
    std::vector<ReadUnit> units;
    for (ReadFolder& folder : folders) std::move(folder.units.begin(), folder.units.end(), std::back_inserter(units));
    if (folders.size() > 1) {
        std::sort(units.begin(), units.end());
        units.erase(std::unique(units.begin(), units.end()), units.end());
    }
    std::vector<UnitFacts> result;
    for (ReadUnit& unit : units) result.push_back(std::move(unit.facts));
    return result;
}

std::vector<UnitFacts> joined(std::vector<ReadFolder> folders) {
    const fs::path first = folders.front().folder;
    std::vector<std::vector<UnitFacts>> parts(folders.front().shard.count);
    std::vector<fs::path> folder_of(parts.size());
    for (ReadFolder& part : folders) {
        fs::path& known = folder_of[part.shard.number - 1];
        if (!known.empty())
            throw Misuse(part.folder.string() + ": is part " + to_string(part.shard) + ", and so is " + known.string());
        known = part.folder;
        for (ReadUnit& unit : part.units) parts[part.shard.number - 1].push_back(std::move(unit.facts));
    }
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const auto number = static_cast<unsigned>(index) + 1;
        if (folder_of[index].empty())
            throw Misuse(first.string() + ": part " + to_string({number, static_cast<unsigned>(parts.size())}) +
                         " of the program is missing; link takes the folders of all");
    }
    return join_shards(std::move(parts));
}

}  // namespace

void write_facts(const fs::path& folder, const FactsProgram& program, const FactsOrigin& origin,
                 const std::string& root_name) {
    make_empty(folder);
    nlohmann::ordered_json index{{"stateless_program", index_version},    {"tool_build", origin.tool_build},
                                 {"models_digest", origin.models_digest}, {"source_root", root_name},
                                 {"shard", to_string(program.shard)},     {"units", nlohmann::ordered_json::array()}};
    for (std::size_t at = 0; at < program.units.size(); ++at) {
        UnitFacts unit = program.units[at];
        relocate(unit, program.source_root, root_name);
        const std::string name = file_name(at, unit);
        write_atomically(folder / name, to_json(unit, origin));
        index["units"].push_back({{"main_file", unit.main_file}, {"facts", name}});
    }
    write_atomically(folder / index_name, index.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

FactsProgram read_facts(const std::vector<fs::path>& folders, const FactsOrigin& expected,
                        const std::string& source_root) {
    std::vector<ReadFolder> read;
    for (const fs::path& folder : folders) {
        read.push_back(read_folder(folder, expected));
        if (read.back().shard.count != read.front().shard.count || read.back().source_root != read.front().source_root)
            throw Misuse(folder.string() + ": is of another program than " + folders.front().string());
    }
    const std::string named = read.front().source_root;
    FactsProgram program;
    program.source_root = source_root.empty() ? absolute_path(named) : source_root;
    program.units = read.front().shard.count == 1 ? together(std::move(read)) : joined(std::move(read));
    for (UnitFacts& unit : program.units) relocate(unit, named, program.source_root);
    return program;
}

}  // namespace stateless::lint
