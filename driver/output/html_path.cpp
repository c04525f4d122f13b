// Names are cut by characters, not bytes, and every name is there in full as its box's title.
#include "output/html_path.h"

#include <algorithm>
#include <map>

#include "output/markup.h"
#include "output/unicode.h"

namespace stateless::lint {
namespace {

constexpr unsigned context = 2;                                       // lines around a place
constexpr std::size_t longest_line = 400;                             // bytes
constexpr std::size_t longest_name = 44;                              // characters
constexpr std::size_t most_nodes = 40;                                // on each side of the map
constexpr unsigned row = 34, box = 26, width = 980, box_width = 380;  // of the map, in its own units

std::string code(std::string_view text) {
    std::string opened;
    for (const char character : text) {
        if (character == '\t') opened += "    ";
        else opened += character;
    }
    return markup_escaped(opened);
}

std::string line_with_mark(std::string_view line, const Span& span) {
    const auto clip = [&](unsigned column) { return std::min<std::size_t>(column == 0 ? 0 : column - 1, line.size()); };
    std::size_t first = clip(span.column);
    std::size_t last = span.end_line == span.line ? clip(std::max(span.end_column, span.column)) : line.size();
    std::string_view before = line.substr(0, first);
    std::string_view after = line.substr(last);
    std::string_view marked = line.substr(first, last - first);
    std::string lead;
    if (before.size() > longest_line / 2) {
        before.remove_prefix(before.size() - longest_line / 2);
        lead = "…";
    }
    const bool cut = after.size() > longest_line / 2;
    return lead + code(before) + "<mark>" + code(marked.substr(0, longest_line)) + "</mark>" +
           code(after.substr(0, longest_line / 2)) + (cut ? "…" : "");
}

std::string excerpt(const Span& span, SourceLines& lines) {
    if (!span.valid() || !lines.line(span.file, span.line)) return "";
    const unsigned first = span.line > context ? span.line - context : 1;
    const std::size_t digits = std::to_string(span.line + context).size();
    std::string result = "<pre>";
    for (unsigned number = first; number <= span.line + context; ++number) {
        const auto line = lines.line(span.file, number);
        if (!line) break;
        std::string label = std::to_string(number);
        label.insert(0, digits - std::min(digits, label.size()), ' ');
        result += "<span class=\"number\">" + label + "  </span>";
        if (number == span.line) result += line_with_mark(*line, span);
        else result += code(line->substr(0, longest_line)) + (line->size() > longest_line ? "…" : "");
        result += "\n";
    }
    return result + "</pre>";
}

std::string node(const char* style, const char* kind, const std::string& label, const Span& span, const Report& report,
                 SourceLines& lines) {
    std::string result = std::string("<li class=\"") + style + "\"><span class=\"kind\">" + kind +
                         "</span> <span class=\"what\">" + markup_escaped(label) + "</span>";
    if (span.valid()) result += " <span class=\"place\">" + markup_escaped(shown_place(report, span)) + "</span>";
    return result + excerpt(span, lines) + "</li>\n";
}

/// "a.cpp:12": the folders are in the list of findings.
std::string place_in_folder(const Report& report, const Span& span) {
    const std::string place = shown_place(report, span);
    const std::size_t end = place.rfind('/');
    return end == std::string::npos ? place : place.substr(end + 1);
}

std::string short_name(const std::string& name) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < name.size(); at += decode(name, at).length) {
        if (++characters > longest_name) return name.substr(0, at) + "…";
    }
    return name;
}

/// Names in the order of first use, with their rows.
class Column {
public:
    /// The row; most_nodes if there is no room.
    std::size_t row_of(const std::string& name) {
        const auto [entry, fresh] = rows_.try_emplace(name, names_.size());
        if (fresh && names_.size() == most_nodes) {
            rows_.erase(entry);
            return most_nodes;
        }
        if (fresh) names_.push_back(name);
        return entry->second;
    }
    const std::vector<std::string>& names() const { return names_; }

private:
    std::map<std::string, std::size_t> rows_;
    std::vector<std::string> names_;
};

std::string boxes(const Column& column, const char* style, char prefix, unsigned x) {
    std::string result;
    for (std::size_t index = 0; index < column.names().size(); ++index) {
        const std::string& name = column.names()[index];
        const std::size_t y = 4 + index * row;
        result += std::string("<g class=\"") + style + "\" data-node=\"" + prefix + std::to_string(index) +
                  "\"><title>" + markup_escaped(name) + "</title><rect x=\"" + std::to_string(x) + "\" y=\"" +
                  std::to_string(y) + "\" width=\"" + std::to_string(box_width) + "\" height=\"" + std::to_string(box) +
                  "\" rx=\"5\"/><text x=\"" + std::to_string(x + 8) + "\" y=\"" + std::to_string(y + 18) + "\">" +
                  markup_escaped(short_name(name)) + "</text></g>\n";
    }
    return result;
}

}  // namespace

std::string path_graph(const Finding& finding, const Report& report, SourceLines& lines) {
    std::string result = "<ol class=\"path\" aria-label=\"from the request to the state\">\n";
    const std::size_t count = finding.path.size();
    for (std::size_t index = 0; index < count; ++index) {
        const PathStep& step = finding.path[index];
        const bool is_route = index == 0 && count > 1;
        const bool is_access = index + 1 == count;
        result += node(is_route ? "route" : "call",
                       is_route    ? "request"
                       : is_access ? "access"
                                   : "call",
                       step.label, step.span, report, lines);
    }
    return result + node("state", "found", finding.entity, finding.span, report, lines) + "</ol>\n";
}

std::string route_map(const std::vector<const Finding*>& findings, const Report& report) {
    Column from;
    Column to;
    std::map<std::pair<std::size_t, std::size_t>, std::string> edges;
    std::size_t left_out = 0;
    for (const Finding* finding : findings) {
        if (finding->path.size() < 2) continue;
        const std::size_t start = from.row_of(finding->path.front().label);
        const std::size_t end = to.row_of(finding->entity + " (" + place_in_folder(report, finding->span) + ")");
        if (start == most_nodes || end == most_nodes) ++left_out;
        else edges.try_emplace({start, end}, finding->rule);
    }
    if (edges.empty()) return "";
    const std::size_t height = 8 + row * std::max(from.names().size(), to.names().size());
    std::string result = "<svg class=\"map\" viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(height) +
                         "\" role=\"img\" aria-label=\"" + counted(from.names().size(), "route") + " and " +
                         counted(to.names().size(), "place") +
                         " that they reach; the findings below list each way\">\n";
    for (const auto& [ends, rule] : edges) {
        const auto y = [](std::size_t index) { return std::to_string(4 + index * row + box / 2); };
        const std::string middle = std::to_string(width / 2);
        result += "<path data-from=\"a" + std::to_string(ends.first) + "\" data-to=\"b" + std::to_string(ends.second) +
                  "\" d=\"M" + std::to_string(box_width + 4) + " " + y(ends.first) + " C" + middle + " " +
                  y(ends.first) + " " + middle + " " + y(ends.second) + " " + std::to_string(width - box_width - 4) +
                  " " + y(ends.second) + "\"><title>" + markup_escaped(rule) + "</title></path>\n";
    }
    result += boxes(from, "from", 'a', 4) + boxes(to, "to", 'b', width - box_width - 4) + "</svg>\n";
    if (left_out != 0)
        result += "<p class=\"hint\">" + counted(left_out, "way") + " more than the drawing holds.</p>\n";
    return result;
}

}  // namespace stateless::lint
