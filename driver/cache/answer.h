// What a unit's extraction asked the outside world, and what it was told. The same answers to the same questions give
// the same facts, so a digest of both names them. Knows no disk: answers are recorded or looked up elsewhere.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "cache/digest.h"

namespace stateless::lint {

/// What can be asked of a path; bits of Answer::asked.
enum Ask : unsigned {
    ask_kind = 1,       // what there is: a file, a folder, nothing
    ask_content = 2,    // a regular file's bytes
    ask_listing = 4,    // a folder's entries
    ask_real_path = 8,  // its name without symbolic links
    ask_own = 16,       // whether it is the user's own code, to be judged
};
inline constexpr unsigned every_ask = 31;

struct Answer {
    unsigned asked = 0;
    char kind = 0;  // 'f' file, 'd' folder, 'o' other, '-' nothing, '!' cannot be seen
    /// Of what there is: two names of one file are one file to the compiler.
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    Digest content{};       // zeros: cannot be read
    Digest listing{};       // zeros: no folder that can be read
    std::string real_path;  // empty: it has none
    bool own = false;

    bool operator==(const Answer&) const = default;
};

/// Puts questions with their answers into one digest. Names of the same file are told from those of equal files, but
/// not by inode numbers, which a copy of the tree would not keep.
class AnswerHasher {
public:
    explicit AnswerHasher(const Digest& command) { hasher_.add_digest(command); }
    /// The bits of `asked`, which `answer` must have. Paths are given in the order of QuestionSet.
    void add(std::string_view path, unsigned asked, const Answer& answer);
    Digest finish() { return hasher_.finish(); }

private:
    Hasher hasher_;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t> identities_;
};

/// Sorted by path.
using QuestionSet = std::map<std::string, unsigned>;

/// Paths share most of their beginnings with the one before: only the rest is written.
std::string encode(const QuestionSet& questions);

/// Reads what encode() wrote, one question at a time, without keeping them.
class QuestionReader {
public:
    explicit QuestionReader(std::string_view encoded) : left_(encoded) {}
    /// False at the end and at a mistake. The path is valid until the next call.
    bool next(std::string_view& path, unsigned& asked);
    /// After the last question: nothing was wrong.
    bool complete() const { return left_.empty() && !failed_; }

private:
    bool number(std::size_t& number);

    std::string_view left_;
    std::string path_;
    bool failed_ = false;
};

}  // namespace stateless::lint
