// Clang counts columns in bytes and SARIF in UTF-16 code units, so every region needs its source lines.
#include "output/sarif_places.h"

#include <algorithm>

#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {

SarifJson SarifPlaces::artifact(const std::string& file) const {
    if (const auto relative = relative_to(file, root_)) {
        return {{"uri", percent_encoded(*relative)}, {"uriBaseId", sarif_root_name}};
    }
    if (file.starts_with('/')) return {{"uri", file_uri(file)}};
    return {{"uri", percent_encoded(file)}};
}

SarifJson SarifPlaces::physical(const Span& span) {
    SarifJson result{{"artifactLocation", artifact(span.file)}};
    if (!span.valid()) return result;
    SarifJson& region = result["region"];
    region["startLine"] = span.line;
    if (span.column == 0) return result;
    const unsigned start = column(span.file, span.line, span.column);
    const unsigned end_line = std::max(span.line, span.end_line);
    unsigned end = span.end_column == 0 ? start : column(span.file, end_line, span.end_column);
    if (end_line == span.line) end = std::max(end, start);
    region["startColumn"] = start;
    region["endLine"] = end_line;
    region["endColumn"] = end;
    return result;
}

unsigned SarifPlaces::column(const std::string& file, unsigned line, unsigned byte_column) {
    return utf16_column(lines_.line(file, line).value_or(""), byte_column);
}

}  // namespace stateless::lint
