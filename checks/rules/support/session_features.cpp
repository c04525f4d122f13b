// Cuts SQL into statements and words; then each feature is a pattern of words.
#include "rules/support/session_features.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "rules/support/text.h"

namespace stateless::lint {
namespace {

struct Word {
    std::string text;  // lower case; punctuation is a word of its own
    std::size_t offset = 0;
};

using Statement = std::vector<Word>;

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '\x01'; }

/// Past what begins at `at` and is closed by `close`.
std::size_t after(const std::string& sql, std::size_t at, const std::string& close) {
    const std::size_t end = sql.find(close, at);
    return end == std::string::npos ? sql.size() : end + close.size();
}

std::vector<Statement> statements_of(const std::string& sql) {
    std::vector<Statement> result(1);
    for (std::size_t at = 0; at < sql.size();) {
        if (sql[at] == '\'' || sql[at] == '"') {
            result.back().push_back({"''", at});
            at = after(sql, at + 1, std::string(1, sql[at]));
        } else if (sql.compare(at, 2, "--") == 0) {
            at = after(sql, at, "\n");
        } else if (sql.compare(at, 2, "/*") == 0) {
            at = after(sql, at, "*/");
        } else if (sql.compare(at, 2, "$$") == 0) {
            at = after(sql, at + 2, "$$");
        } else if (sql[at] == ';') {
            result.emplace_back();
            ++at;
        } else if (is_letter(sql[at])) {
            const std::size_t begin = at;
            while (at < sql.size() && is_letter(sql[at])) ++at;
            result.back().push_back({lower(sql.substr(begin, at - begin)), begin});
        } else {
            if (!std::isspace(static_cast<unsigned char>(sql[at])))
                result.back().push_back({std::string(1, sql[at]), at});
            ++at;
        }
    }
    return result;
}

class Reader {
public:
    explicit Reader(const Statement& words) : words_(words) {}

    std::optional<std::string> feature() const {
        const std::string first = word(0);
        if (first == "set") return set();
        if (first == "listen" && words_.size() == 2) return "LISTEN";
        if (first == "create" && is_temporary(word(1) == "local" || word(1) == "global" ? 2 : 1))
            return "a temporary table";
        if (first == "prepare" && word(1) != "transaction" && find("as") != none) return "a named prepared statement";
        if (first == "declare" && follows("with", "hold")) return "a cursor WITH HOLD";
        if (first == "select" || first == "do" || first == "with" || first == "perform") return of_query();
        return {};
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    const Statement& words_;

    std::string word(std::size_t index) const { return index < words_.size() ? words_[index].text : std::string(); }

    std::size_t find(const std::string& text) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (words_[i].text == text) return i;
        return none;
    }

    bool follows(const std::string& text, const std::string& next) const {
        for (std::size_t i = 0; i + 1 < words_.size(); ++i)
            if (words_[i].text == text && words_[i + 1].text == next) return true;
        return false;
    }

    std::optional<std::string> set() const {
        static const std::string_view of_transaction[] = {"local", "transaction", "constraints"};
        const std::string name = word(1);
        if (name.empty() ||
            std::find(std::begin(of_transaction), std::end(of_transaction), name) != std::end(of_transaction))
            return {};
        if (name == "session" || name == "role" || name == "time" || name == "names") return "SET " + name;
        const std::string assigns = word(2);
        if (assigns != "=" && assigns != "to") return {};
        return "SET " + (name.find('\x01') == std::string::npos ? name : std::string("of a setting"));
    }

    bool is_temporary(std::size_t index) const {
        if (word(index) != "temp" && word(index) != "temporary") return false;
        return !(follows("on", "commit") && follows("commit", "drop"));
    }

    std::optional<std::string> of_query() const {
        for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
            const std::string& name = words_[i].text;
            if (name == "into" && (word(i + 1) == "temp" || word(i + 1) == "temporary")) return "a temporary table";
            if (word(i + 1) != "(") continue;
            if (name == "pg_advisory_lock" || name == "pg_advisory_lock_shared" || name == "pg_try_advisory_lock" ||
                name == "pg_try_advisory_lock_shared")
                return "a session's advisory lock";
            if (name == "set_config" && sets_for_the_session(i + 1)) return "a session's set_config";
        }
        return {};
    }

    /// set_config(name, value, is_local): the last argument before the bracket that closes.
    bool sets_for_the_session(std::size_t open) const {
        int depth = 0;
        for (std::size_t i = open; i < words_.size(); ++i) {
            if (words_[i].text == "(") ++depth;
            if (words_[i].text == ")" && --depth == 0) return i > 0 && words_[i - 1].text == "false";
        }
        return false;
    }
};

}  // namespace

std::vector<SessionFeature> session_features(const std::string& sql) {
    std::vector<SessionFeature> result;
    for (const Statement& statement : statements_of(sql)) {
        if (statement.empty()) continue;
        if (const auto words = Reader(statement).feature()) result.push_back({*words, statement.front().offset});
    }
    return result;
}

bool has_session_options(const std::string& dsn) {
    const std::string text = lower(dsn);
    for (std::size_t at = text.find("options"); at != std::string::npos; at = text.find("options", at + 1)) {
        const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '?' || text[at - 1] == '&';
        const std::size_t equals = text.find_first_not_of(' ', at + 7);
        if (begins && equals != std::string::npos && text[equals] == '=' && equals + 1 < text.size() &&
            text.compare(equals + 1, 2, "''") != 0)
            return true;
    }
    return false;
}

}  // namespace stateless::lint
