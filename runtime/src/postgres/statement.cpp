// Splits a statement into words, leaving out comments, literals and quoted names, and looks for session features.
#include "postgres/statement.h"

#include <algorithm>
#include <array>
#include <vector>

namespace stateless::pg {
namespace {

constexpr bool is_word_character(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '_' || character == '$' ||
           static_cast<unsigned char>(character) >= 0x80;
}

/// The statement's words in lower case; punctuation as words of one character.
class Words {
public:
    explicit Words(std::string_view sql) : rest_(sql) {
        while (!rest_.empty()) step();
    }

    [[nodiscard]] std::string_view at(std::size_t position) const {
        return position < words_.size() ? std::string_view(words_[position]) : std::string_view();
    }
    [[nodiscard]] std::size_t size() const { return words_.size(); }
    [[nodiscard]] bool has(std::string_view first, std::string_view second) const {
        for (std::size_t position = 0; position + 1 < words_.size(); ++position)
            if (words_[position] == first && words_[position + 1] == second) return true;
        return false;
    }

private:
    void step() {
        const char first = rest_.front();
        if (rest_.substr(0, 2) == "--") return drop(rest_.find('\n'));
        if (rest_.substr(0, 2) == "/*") return comment();
        if (first == '\'') return quoted('\'', escapes_before());
        if (first == '"') return quoted('"', false);
        if (first == '$' && dollar_quoted()) return;
        if (!is_word_character(first)) {
            if (static_cast<unsigned char>(first) > ' ') words_.emplace_back(1, first);
            return drop(1);
        }
        std::size_t length = 0;
        while (length < rest_.size() && is_word_character(rest_[length])) ++length;
        std::string word(rest_.substr(0, length));
        std::transform(word.begin(), word.end(), word.begin(),
                       [](char letter) { return letter >= 'A' && letter <= 'Z' ? char(letter - 'A' + 'a') : letter; });
        words_.push_back(std::move(word));
        adjoins_ = true;
        rest_.remove_prefix(length);
    }

    void drop(std::size_t length) {
        adjoins_ = false;
        rest_.remove_prefix(std::min(length, rest_.size()));
    }

    // E'...' has backslash escapes; the E was taken for a word.
    [[nodiscard]] bool escapes_before() const { return adjoins_ && !words_.empty() && words_.back() == "e"; }

    void quoted(char quote, bool escapes) {
        std::size_t at = 1;
        while (at < rest_.size() && rest_[at] != quote) at += escapes && rest_[at] == '\\' ? 2 : 1;
        words_.emplace_back(1, quote);
        drop(std::min(at, rest_.size()) + 1);
    }

    // PostgreSQL's comments nest.
    void comment() {
        std::size_t depth = 0, at = 0;
        while (at < rest_.size()) {
            const std::string_view pair = rest_.substr(at, 2);
            if (pair == "/*") ++depth;
            if (pair == "*/") --depth;
            at += pair == "/*" || pair == "*/" ? 2 : 1;
            if (depth == 0) break;
        }
        drop(at);
    }

    // $tag$ ... $tag$; but $1 is a parameter.
    bool dollar_quoted() {
        const std::size_t end = rest_.find('$', 1);
        if (end == std::string_view::npos || adjoins_) return false;
        const std::string_view tag = rest_.substr(0, end + 1);
        for (std::size_t at = 1; at < end; ++at)
            if (!is_word_character(tag[at]) || (at == 1 && tag[at] >= '0' && tag[at] <= '9')) return false;
        const std::size_t close = rest_.find(tag, end + 1);
        words_.emplace_back("'");
        drop(close == std::string_view::npos ? rest_.size() : close + tag.size());
        return true;
    }

    std::string_view rest_;
    std::vector<std::string> words_;
    bool adjoins_ = false;
};

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 7> session_statements{"listen",     "unlisten", "prepare", "execute",
                                                             "deallocate", "discard",  "load"};
constexpr std::array<std::string_view, 7> boundaries{"begin", "start", "commit", "end", "abort", "rollback", "prepare"};
constexpr std::array<std::string_view, 3> savepoints{"savepoint", "release", "rollback"};
constexpr std::array<std::string_view, 7> session_locks{
    "pg_advisory_lock",   "pg_advisory_lock_shared",   "pg_try_advisory_lock",  "pg_try_advisory_lock_shared",
    "pg_advisory_unlock", "pg_advisory_unlock_shared", "pg_advisory_unlock_all"};

bool makes_temporary_table(const Words& words) {
    const bool temporary = words.has("create", "temp") || words.has("create", "temporary") ||
                           words.has("into", "temp") || words.has("into", "temporary") || words.has("local", "temp") ||
                           words.has("local", "temporary") || words.has("global", "temp") ||
                           words.has("global", "temporary");
    return temporary && !(words.has("on", "commit") && words.has("commit", "drop"));
}

// set_config(name, value, false) is SET by another name.
bool sets_for_the_session(const Words& words) {
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (words.at(at) != "set_config" || words.at(at + 1) != "(") continue;
        int depth = 0;
        for (std::size_t inner = at + 1; inner < words.size(); ++inner) {
            if (words.at(inner) == "(") ++depth;
            if (words.at(inner) == ")" && --depth == 0) {
                if (words.at(inner - 1) == "false") return true;
                break;
            }
        }
    }
    return false;
}

std::optional<std::string> refused_boundary(const Words& words, Where where) {
    const std::string_view first = words.at(0);
    if (where == Where::alone && (is_one_of(first, boundaries) || is_one_of(first, savepoints)))
        return "statements are committed one by one here; use transaction()";
    if (where == Where::in_transaction && is_one_of(first, boundaries) &&
        !(first == "rollback" && (words.at(1) == "to" || words.at(2) == "to")))
        return "the transaction ends when its body returns";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> why_refused(std::string_view sql, Where where) {
    const Words words(sql);
    const std::string_view first = words.at(0), second = words.at(1);
    if (is_one_of(first, session_statements))
        return "a pooler in transaction mode does not keep what this leaves in the session";
    if (const auto refused = refused_boundary(words, where)) return refused;
    if (first == "reset") return "a parameter of the session belongs to whoever comes next; use set_local";
    if (first == "set") {
        if (second != "local" && second != "constraints" && second != "transaction")
            return "SET reaches whoever gets the session next; use set_local";
        if (where == Where::alone) return "SET LOCAL has no effect outside a transaction; use transaction()";
    }
    if (first == "declare" && (where == Where::alone || words.has("with", "hold")))
        return "a cursor does not outlive the transaction";
    if (first == "copy" && (words.has("from", "stdin") || words.has("to", "stdout")))
        return "COPY through the client is not supported";
    if (makes_temporary_table(words)) {
        if (where == Where::alone) return "a temporary table is lost with the session; create it inside transaction()";
        return "a temporary table needs ON COMMIT DROP, or whoever gets the session next has it";
    }
    for (std::size_t at = 0; at + 1 < words.size(); ++at)
        if (words.at(at + 1) == "(" && is_one_of(words.at(at), session_locks))
            return "a session's advisory lock is shared by all who get the session; use xact_lock";
    if (sets_for_the_session(words))
        return "set_config(..., false) reaches whoever gets the session next; use set_local";
    return std::nullopt;
}

}  // namespace stateless::pg
