// Reads the database ourselves rather than through Clang, which forgets lines and drops what it does not like in
// silence.
#include "cli/compile_commands.h"

#include "cli/shell_words.h"
#include "model/json_document.h"
#include "model/misuse.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using Pointer = nlohmann::json::json_pointer;

constexpr const char* database_name = "compile_commands.json";

constexpr const char* how_to_get_one = "A compile database says how each file is compiled. To get one:\n"
                                       "  CMake   cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON\n"
                                       "  Make    bear -- make\n"
                                       "  Meson   meson setup build                 (writes it by itself)\n"
                                       "  Bazel   bazel run @hedron_compile_commands//:refresh_all\n"
                                       "then: stateless-lint -p build";

std::string text_member(const JsonDocument& document, const Pointer& entry, const char* key) {
    const nlohmann::json& value = document.value().at(entry);
    if (!value.contains(key)) document.refuse(entry, std::string("the entry has no \"") + key + "\"");
    if (!value.at(key).is_string()) document.refuse(entry / key, std::string("\"") + key + "\" is no string");
    return value.at(key).get<std::string>();
}

std::vector<std::string> arguments_of(const JsonDocument& document, const Pointer& entry) {
    const nlohmann::json& value = document.value().at(entry);
    std::vector<std::string> result;
    if (value.contains("arguments")) {
        const nlohmann::json& list = value.at("arguments");
        if (!list.is_array()) document.refuse(entry / "arguments", "\"arguments\" is no list");
        for (std::size_t index = 0; index < list.size(); ++index) {
            if (!list[index].is_string()) document.refuse(entry / "arguments" / index, "an argument is no string");
            result.push_back(list[index].get<std::string>());
        }
    } else if (value.contains("command")) {
        auto words = shell_words(text_member(document, entry, "command"));
        if (!words) document.refuse(entry / "command", "a quote in \"command\" is not closed");
        result = std::move(*words);
    } else {
        document.refuse(entry, "the entry has neither \"command\" nor \"arguments\"");
    }
    if (result.empty()) document.refuse(entry, "the entry's command is empty");
    return result;
}

/// A folder with two names is one folder. The file's own name stays: what a linked file includes stands beside the
/// link.
std::string in_real_folder(const fs::path& file, const std::string& source_root) {
    std::error_code error;
    const fs::path folder = fs::canonical(file.parent_path(), error);
    const std::string real = error ? file.string() : (folder / file.filename()).string();
    const bool leads_out =
        !source_root.empty() && relative_to(file.string(), source_root) && !relative_to(real, source_root);
    return leads_out ? file.string() : real;
}

}  // namespace

std::string how_to_get_a_database() { return how_to_get_one; }

CompileDatabase read_compile_commands(const fs::path& build, const std::string& source_root) {
    CompileDatabase database;
    std::error_code ignored;
    database.file = fs::absolute(fs::is_directory(build, ignored) ? build / database_name : build).lexically_normal();
    if (!fs::exists(database.file, ignored))
        throw Misuse(database.file.string() + ": there is no such file\n" + how_to_get_one);
    database.folder = fs::weakly_canonical(database.file, ignored).parent_path();

    const JsonDocument document = JsonDocument::read(database.file);
    if (!document.value().is_array()) document.refuse(Pointer(), "a compile database is a list of entries");
    if (document.value().empty())
        document.refuse(Pointer(), "the compile database is empty: configure the build with at least one target");
    for (std::size_t index = 0; index < document.value().size(); ++index) {
        const Pointer pointer = Pointer() / index;
        if (!document.value()[index].is_object()) document.refuse(pointer, "an entry is no object");
        CompileEntry entry;
        const fs::path directory = text_member(document, pointer, "directory");
        entry.directory = (database.file.parent_path() / directory).lexically_normal().string();
        const std::string file = text_member(document, pointer, "file");
        if (file.empty()) document.refuse(pointer / "file", "\"file\" is empty");
        entry.file = in_real_folder((fs::path(entry.directory) / file).lexically_normal(), source_root);
        entry.arguments = arguments_of(document, pointer);
        database.entries.push_back(std::move(entry));
    }
    return database;
}

fs::path find_compile_commands(const fs::path& start) {
    std::error_code ignored;
    fs::path folder = fs::absolute(start).lexically_normal();
    if (!fs::is_directory(folder, ignored)) folder = folder.parent_path();
    for (;; folder = folder.parent_path()) {
        for (const fs::path& candidate : {folder / database_name, folder / "build" / database_name}) {
            if (fs::exists(candidate, ignored)) return candidate;
        }
        if (folder == folder.root_path()) break;
    }
    throw Misuse("no compile_commands.json in " + fs::absolute(start).lexically_normal().string() +
                 ", its build folder or above; -p names it\n" + how_to_get_one);
}

}  // namespace stateless::lint
