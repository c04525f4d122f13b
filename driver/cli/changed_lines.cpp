// The diff is read by the counts in its hunks, not by the looks of its lines: a source line can look like anything.
#include "cli/changed_lines.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>

#include "cli/files.h"
#include "cli/git.h"
#include "model/misuse.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

/// A name as git prints it: in quotes with C's escapes if it has odd characters, with a tab behind if it has blanks.
std::string unquoted(std::string_view name) {
    if (name.ends_with('\t')) name.remove_suffix(1);
    if (name.size() < 2 || name.front() != '"' || name.back() != '"') return std::string(name);
    std::string result;
    for (std::size_t at = 1; at + 1 < name.size(); ++at) {
        if (name[at] != '\\' || at + 2 >= name.size()) {
            result += name[at];
            continue;
        }
        ++at;
        constexpr std::string_view letters = "abtnvfr";
        const std::size_t letter = letters.find(name[at]);
        if (name[at] >= '0' && name[at] <= '3' && at + 3 < name.size()) {
            result += static_cast<char>((name[at] - '0') * 64 + (name[at + 1] - '0') * 8 + (name[at + 2] - '0'));
            at += 2;
        } else {
            result += letter == std::string_view::npos ? name[at] : static_cast<char>('\a' + letter);
        }
    }
    return result;
}

struct Hunk {
    unsigned old_count = 1;
    unsigned first = 0;
    unsigned count = 1;
};

/// "@@ -12,3 +14 @@ ...": a count that is left out is 1.
bool parse(std::string_view line, Hunk& hunk) {
    const auto number = [&](unsigned& value) {
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
        line.remove_prefix(static_cast<std::size_t>(end - line.data()));
        return error == std::errc();
    };
    const auto range = [&](char mark, unsigned& first, unsigned& count) {
        if (line.empty() || line.front() != mark) return false;
        line.remove_prefix(1);
        if (!number(first)) return false;
        if (line.empty() || line.front() != ',') return true;
        line.remove_prefix(1);
        return number(count);
    };
    if (!line.starts_with("@@ ")) return false;
    line.remove_prefix(3);
    unsigned ignored = 0;
    if (!range('-', ignored, hunk.old_count) || line.empty()) return false;
    line.remove_prefix(1);
    return range('+', hunk.first, hunk.count);
}

}  // namespace

void ChangedLines::add_diff(std::string_view diff, const std::string& top) {
    std::vector<Lines>* file = nullptr;
    while (!diff.empty()) {
        const auto next_line = [&] {
            const std::size_t end = std::min(diff.find('\n'), diff.size());
            const std::string_view line = diff.substr(0, end);
            diff.remove_prefix(std::min(end + 1, diff.size()));
            return line;
        };
        const std::string_view line = next_line();
        Hunk hunk;
        if (line.starts_with("diff ")) {
            file = nullptr;
        } else if (line.starts_with("+++ ")) {
            const std::string name = unquoted(line.substr(4));
            if (name.starts_with("b/")) file = &by_file_[real_path(top + name.substr(1))];
        } else if (file && parse(line, hunk)) {
            if (hunk.count != 0) file->push_back({hunk.first, hunk.first + hunk.count - 1});
            else file->push_back({std::max(hunk.first, 1u), hunk.first + 1});
            for (std::size_t skipped = 0; skipped < std::size_t{hunk.old_count} + hunk.count && !diff.empty();) {
                if (next_line().starts_with('\\')) continue;  // "\ No newline at end of file"
                ++skipped;
            }
        }
    }
}

void ChangedLines::add_file(const std::string& file) {
    by_file_[real_path(file)].push_back({1, std::numeric_limits<unsigned>::max()});
}

bool ChangedLines::touched(const Span& span) const {
    if (!span.valid()) return false;
    const auto file = by_file_.find(real_path(span.file));
    if (file == by_file_.end()) return false;
    const unsigned last = std::max(span.line, span.end_line);
    return std::any_of(file->second.begin(), file->second.end(),
                       [&](const Lines& lines) { return span.line <= lines.last && lines.first <= last; });
}

bool ChangedLines::touched(const Finding& finding) const {
    return touched(finding.span) || std::any_of(finding.path.begin(), finding.path.end(),
                                                [&](const PathStep& step) { return touched(step.span); });
}

namespace {

std::string line_of(const Git& git, const std::vector<std::string>& words) {
    std::string text = git.run(words);
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

/// The commit where HEAD left the reference; the empty tree where the hook of a first commit asks.
std::string base_of(const Git& git, const std::string& reference) {
    if (reference == "HEAD" && git.run({"rev-list", "--all", "-n", "1"}).empty())
        return line_of(git, {"hash-object", "-t", "tree", "/dev/null"});
    std::string commit;
    try {
        commit = line_of(git, {"rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"});
    } catch (const Misuse&) {
        throw Misuse("--since: '" + reference + "' names no commit that is here; a shallow clone needs more history " +
                     "(fetch-depth: 0), a branch of a remote its fetch");
    }
    try {
        return line_of(git, {"merge-base", commit, "HEAD"});
    } catch (const Misuse&) {
        throw Misuse("--since: git knows no common ancestor of '" + reference +
                     "' and HEAD; a shallow clone needs more history (fetch-depth: 0)");
    }
}

}  // namespace

ChangedLines changed_since(const std::string& reference, const std::string& folder) {
    if (reference.empty() || reference.front() == '-') throw Misuse("--since: '" + reference + "' names no commit");
    const Git git(folder);
    const std::string top = line_of(git, {"rev-parse", "--show-toplevel"});
    const std::string base = base_of(git, reference);
    ChangedLines result;
    // --text: an attribute cannot hide a source by calling it binary.
    result.add_diff(git.run({"diff", "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--unified=0",
                             "--inter-hunk-context=0", "--no-relative", "--find-renames", "--ignore-submodules=all",
                             "--src-prefix=a/", "--dst-prefix=b/", base, "--"}),
                    top);
    const std::string fresh = git.run({"-C", top, "ls-files", "--others", "--exclude-standard", "-z"});
    for (std::size_t start = 0; start < fresh.size();) {
        const std::size_t end = std::min(fresh.find('\0', start), fresh.size());
        result.add_file(top + "/" + fresh.substr(start, end - start));
        start = end + 1;
    }
    return result;
}

}  // namespace stateless::lint
