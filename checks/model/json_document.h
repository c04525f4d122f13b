// A JSON file written by a person: its value, and the line of every part of it, so that each complaint about it can say
// where. Knows nothing of what the file is about; the schema it is checked against is given.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace stateless::lint {

class JsonDocument {
public:
    /// Throws Misuse if the file cannot be read, is no JSON, or has a key twice in one object.
    static JsonDocument read(const std::filesystem::path& file);
    static JsonDocument parse(std::string text, std::string file);
    /// A file of settings: // and /* */ comments are allowed. Throws Misuse also for more than 4 MB, which nobody
    /// wrote.
    static JsonDocument read_settings(const std::filesystem::path& file);

    /// The part that `pointer` names, as a document of its own with the lines of this one. The part must exist.
    JsonDocument part(const nlohmann::json::json_pointer& pointer) const;

    const nlohmann::json& value() const { return value_; }
    /// Of the whole file, also for a part of it.
    const std::string& text() const { return text_; }
    const std::string& file() const { return file_; }

    /// The line of the key, or of the element in an array, that `pointer` names; of the nearest part that exists.
    unsigned line_of(const nlohmann::json::json_pointer& pointer) const;

    /// Throws Misuse "file:line: reason".
    [[noreturn]] void refuse(const nlohmann::json::json_pointer& pointer, const std::string& reason) const;

    /// Throws Misuse for the innermost part that violates the JSON Schema (draft 7) in `schema`.
    void check(const JsonDocument& schema) const;

private:
    std::string file_;
    std::string text_;
    nlohmann::json::json_pointer whole_;  // where value_ stands in text_
    nlohmann::json value_;
};

/// JSON with its comments (//, /* */) as blanks, so that lines and columns stay.
std::string without_comments(std::string text);

/// The whole content of a file. Throws Misuse if it cannot be read.
std::string read_text_file(const std::filesystem::path& file);

/// Parses; throws Misuse "file:line: reason".
nlohmann::json parse_json(const std::string& text, const std::string& file);

}  // namespace stateless::lint
