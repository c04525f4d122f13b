// Reads comments as clang-tidy does: NOLINT silences its line, NOLINTNEXTLINE the next, BEGIN/END what is between; a
// list in parentheses names checks, anything after it is the reason.
#include "extract/suppressions.h"

#include <algorithm>

#include "extract/unit.h"

namespace stateless::lint {

namespace {

struct Comment {
    std::vector<std::string> checks;
    std::string reason;
    bool has_list = false;
};

std::string trimmed(llvm::StringRef text) { return text.trim(" \t\r:-*/").str(); }

Comment parse(llvm::StringRef rest) {
    Comment result;
    if (rest.consume_front("(")) {
        result.has_list = true;
        auto [list, after] = rest.split(')');
        llvm::SmallVector<llvm::StringRef> names;
        list.split(names, ',');
        for (auto name : names)
            if (auto one = name.trim(); !one.empty()) result.checks.push_back(one.str());
        rest = after;
    }
    if (!result.has_list) result.checks.push_back("*");
    result.reason = trimmed(rest);
    return result;
}

/// Not when it names checks of others only.
bool may_be_ours(const Comment& comment) {
    return std::any_of(comment.checks.begin(), comment.checks.end(), [](llvm::StringRef check) {
        return check.starts_with("stateless-") ||
               (check.ends_with("*") && llvm::StringRef("stateless-").starts_with(check.drop_back()));
    });
}

struct Open {
    unsigned line;
    Comment comment;
};

void scan(Unit& unit, const std::string& path, llvm::StringRef text) {
    std::vector<Open> open;
    unsigned line = 0;
    auto add = [&](const Comment& comment, unsigned first, unsigned last) {
        unit.facts.suppressions.push_back({path, first, last, comment.checks, line, comment.reason});
    };
    while (!text.empty()) {
        llvm::StringRef current;
        std::tie(current, text) = text.split('\n');
        ++line;
        size_t comment = current.find("//");
        size_t block = current.find("/*");
        size_t at = current.find("NOLINT");
        if (at == llvm::StringRef::npos || std::min(comment, block) > at) continue;
        llvm::StringRef rest = current.drop_front(at + 6);
        if (rest.consume_front("NEXTLINE")) {
            add(parse(rest), line + 1, line + 1);
        } else if (rest.consume_front("BEGIN")) {
            open.push_back({line, parse(rest)});
        } else if (rest.consume_front("END")) {
            if (open.empty()) continue;
            add(open.back().comment, open.back().line, line);
            open.pop_back();
        } else {
            add(parse(rest), line, line);
        }
    }
    for (const Open& unclosed : open) {
        if (!may_be_ours(unclosed.comment)) continue;
        Gap gap;
        gap.kind = Gap::Kind::unit_parsed_with_errors;
        gap.unit = unit.facts.main_file;
        gap.span = {path, unclosed.line, 1, unclosed.line, 1};
        gap.detail = "NOLINTBEGIN without NOLINTEND silences nothing; end it, or take it away";
        gap.breaks_clean = false;
        unit.facts.gaps.push_back(std::move(gap));
    }
}

}  // namespace

void collect_suppressions(Unit& unit) {
    auto& sources = unit.sources;
    // A precompiled header's files become known while they are asked about.
    std::vector<clang::FileEntryRef> entries;
    for (auto entry = sources.fileinfo_begin(); entry != sources.fileinfo_end(); ++entry)
        entries.push_back(entry->first);
    for (const clang::FileEntryRef entry : entries) {
        clang::FileID file = sources.translateFile(entry);
        if (file.isInvalid() || !unit.is_user(sources.getLocForStartOfFile(file))) continue;
        auto buffer = sources.getBufferDataOrNone(file);
        if (!buffer || !buffer->contains("NOLINT")) continue;
        scan(unit, unit.span(sources.getLocForStartOfFile(file)).file, *buffer);
    }
}

}  // namespace stateless::lint
