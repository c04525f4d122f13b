// Finds the line of a part of a JSON text by walking the text again, which is cheap for files written by people and
// keeps the parser out of it. Walks only text that the parser has accepted.
#include "model/json_document.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <set>

#include "model/misuse.h"

namespace stateless::lint {
namespace {

using Pointer = nlohmann::json::json_pointer;

constexpr unsigned deepest_nesting = 100;
constexpr std::uintmax_t largest_settings = 4u << 20;

unsigned line_at(std::string_view text, std::size_t offset) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return 1 + static_cast<unsigned>(std::count(text.begin(), end, '\n'));
}

std::string at(const std::string& file, unsigned line, const std::string& reason) {
    return file + ":" + std::to_string(line) + ": " + reason;
}

/// Walks valid JSON text, telling `visit(path, offset)` of every key and array element in the order of the text.
/// `visit` gets the parts of the path from the root.
template <typename Visit>
class Walk {
public:
    Walk(std::string_view text, Visit& visit) : text_(text), visit_(visit) {
        if (text_.starts_with("\xEF\xBB\xBF")) position_ = 3;
    }

    void value() {
        skip_space();
        switch (text_[position_]) {
        case '{': members('}'); break;
        case '[': members(']'); break;
        case '"': string(); break;
        default: position_ = std::min(text_.find_first_of(",]} \t\r\n", position_), text_.size());
        }
    }

private:
    void skip_space() { position_ = std::min(text_.find_first_not_of(" \t\r\n", position_), text_.size() - 1); }

    std::string string() {
        const std::size_t start = position_;
        for (++position_; text_[position_] != '"'; ++position_) {
            if (text_[position_] == '\\') ++position_;
        }
        ++position_;
        return nlohmann::json::parse(text_.substr(start, position_ - start)).template get<std::string>();
    }

    void members(char close) {
        ++position_;
        for (std::size_t index = 0;; ++index) {
            skip_space();
            if (text_[position_] == ',') {
                ++position_;
                skip_space();
            }
            if (text_[position_] == close) break;
            const std::size_t start = position_;
            path_.push_back(close == '}' ? string() : std::to_string(index));
            if (close == '}') {
                skip_space();
                ++position_;  // the colon
            }
            visit_(path_, start);
            value();
            path_.pop_back();
        }
        ++position_;
    }

    std::string_view text_;
    Visit& visit_;
    std::size_t position_ = 0;
    std::vector<std::string> path_;
};

template <typename Visit>
void walk(std::string_view text, Visit visit) {
    Walk<Visit>(text, visit).value();
}

std::vector<std::string> parts_of(Pointer pointer) {
    std::vector<std::string> parts;
    for (; !pointer.empty(); pointer = pointer.parent_pointer()) parts.push_back(pointer.back());
    std::reverse(parts.begin(), parts.end());
    return parts;
}

/// A key given twice, of which the parser keeps one, and a depth at which recursion over the value would be unsafe.
void refuse_what_nobody_means(const std::string& text, const std::string& file) {
    std::vector<std::set<std::string>> seen;  // by depth: the keys of the object being walked
    walk(text, [&](const std::vector<std::string>& path, std::size_t offset) {
        if (path.size() > deepest_nesting) throw Misuse(at(file, line_at(text, offset), "nested too deeply"));
        seen.resize(path.size());
        seen.emplace_back();
        if (!seen[path.size() - 1].insert(path.back()).second) {
            throw Misuse(at(file, line_at(text, offset), "the key '" + path.back() + "' stands here a second time"));
        }
    });
}

}  // namespace

std::string without_comments(std::string text) {
    const auto blank = [&](std::size_t from, std::size_t to) {
        for (std::size_t at = from; at < to; ++at) {
            if (text[at] != '\n') text[at] = ' ';
        }
    };
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (in_string) {
            if (text[at] == '\\') ++at;
            else if (text[at] == '"' || text[at] == '\n') in_string = false;
        } else if (text[at] == '"') {
            in_string = true;
        } else if (text.compare(at, 2, "//") == 0) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            blank(at, end);
        } else if (text.compare(at, 2, "/*") == 0) {
            const std::size_t end = text.find("*/", at + 2);
            if (end == std::string::npos) return text;  // the parser complains about it where it stands
            blank(at, end + 2);
        }
    }
    return text;
}

std::string read_text_file(const std::filesystem::path& file) {
    std::error_code ignored;
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file, ignored)) throw Misuse(file.string() + ": cannot be read");
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

nlohmann::json parse_json(const std::string& text, const std::string& file) {
    try {
        return nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error ...": the reason alone.
        std::string reason = error.what();
        const std::size_t place = reason.find(": ");
        if (place != std::string::npos) reason.erase(0, place + 2);
        throw Misuse(at(file, line_at(text, error.byte == 0 ? 0 : error.byte - 1), "no valid JSON: " + reason));
    }
}

JsonDocument JsonDocument::read(const std::filesystem::path& file) {
    return parse(read_text_file(file), file.string());
}

JsonDocument JsonDocument::read_settings(const std::filesystem::path& file) {
    std::error_code ignored;
    const auto size = std::filesystem::file_size(file, ignored);
    if (!ignored && size > largest_settings) throw Misuse(at(file.string(), 1, "larger than 4 MB"));
    return parse(without_comments(read_text_file(file)), file.string());
}

JsonDocument JsonDocument::parse(std::string text, std::string file) {
    JsonDocument document;
    document.value_ = parse_json(text, file);
    refuse_what_nobody_means(text, file);
    document.text_ = std::move(text);
    document.file_ = std::move(file);
    return document;
}

JsonDocument JsonDocument::part(const Pointer& pointer) const {
    JsonDocument document = *this;
    document.whole_ = whole_ / pointer;
    document.value_ = value_.at(pointer);
    return document;
}

unsigned JsonDocument::line_of(const Pointer& pointer) const {
    const std::vector<std::string> wanted = parts_of(whole_ / pointer);
    std::size_t best_length = 0;
    std::size_t best_offset = std::min(text_.find_first_not_of(" \t\r\n"), text_.size());
    walk(text_, [&](const std::vector<std::string>& path, std::size_t offset) {
        if (path.size() <= best_length || path.size() > wanted.size()) return;
        if (!std::equal(path.begin(), path.end(), wanted.begin())) return;
        best_length = path.size();
        best_offset = offset;
    });
    return line_at(text_, best_offset);
}

void JsonDocument::refuse(const Pointer& pointer, const std::string& reason) const {
    throw Misuse(at(file_, line_of(pointer), reason));
}

}  // namespace stateless::lint
