// A line ends with LF, CR LF or a lone CR, as Clang counts them.
#include "output/source_lines.h"

namespace stateless::lint {

const SourceLines::File& SourceLines::file(const std::string& name) {
    auto [entry, fresh] = files_.try_emplace(name);
    File& result = entry->second;
    if (!fresh) return result;
    result.text = reader_->read(name);
    if (!result.text) return result;
    const std::string_view text = *result.text;
    // A byte order mark is no part of the first line.
    std::size_t start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (std::size_t at = start; at <= text.size(); ++at) {
        if (at < text.size() && text[at] != '\n' && text[at] != '\r') continue;
        result.lines.push_back(text.substr(start, at - start));
        if (at + 1 < text.size() && text[at] == '\r' && text[at + 1] == '\n') ++at;
        start = at + 1;
    }
    return result;
}

std::optional<std::string_view> SourceLines::line(const std::string& name, unsigned number) {
    const File& found = file(name);
    if (number == 0 || number > found.lines.size()) return std::nullopt;
    return found.lines[number - 1];
}

const std::string* SourceLines::text(const std::string& name) {
    const File& found = file(name);
    return found.text ? &*found.text : nullptr;
}

}  // namespace stateless::lint
