// SQLSTATE's first two characters are its class (PostgreSQL manual, appendix A). An ERROR undoes the statement; after a
// FATAL, which also a pooler sends when its server vanishes, nobody knows.
#include "postgres/errors.h"

#include <string_view>

#include <libpq-fe.h>

namespace stateless::pg {
namespace {

std::string_view field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string_view() : std::string_view(text);
}

struct Kind {
    ErrorCode code;
    bool retryable;
};

Kind kind_of(std::string_view state) {
    const std::string_view its_class = state.substr(0, 2);
    if (state == "40001" || state == "40P01" || state == "55P03") return {ErrorCode::conflict, true};
    if (its_class == "23") return {ErrorCode::conflict, false};
    // 25006: a write met a server that is a standby now.
    if (state == "57014" || state == "25006" || its_class == "53" || its_class == "57" || its_class == "58" ||
        its_class == "08")
        return {ErrorCode::unavailable, true};
    return {ErrorCode::misuse, false};
}

}  // namespace

Error error_of(const pg_result* result) {
    const std::string_view state = field(result, PG_DIAG_SQLSTATE);
    std::string detail;
    if (!state.empty()) detail.append("[").append(state).append("] ");
    const std::string_view primary = field(result, PG_DIAG_MESSAGE_PRIMARY);
    detail += primary.empty() ? std::string_view(PQresultErrorMessage(result)) : primary;
    const std::string_view constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    if (!constraint.empty()) detail.append(" (").append(constraint).append(")");
    while (!detail.empty() && detail.back() == '\n') detail.pop_back();

    if (field(result, PG_DIAG_SEVERITY_NONLOCALIZED) != "ERROR") return no_answer(detail);
    const Kind kind = kind_of(state);
    return Error{kind.code, kind.retryable, false, detail};
}

Error no_answer(const std::string& why) { return Error{ErrorCode::outcome_unknown, false, true, why}; }

Error unavailable(const std::string& why) { return Error{ErrorCode::unavailable, true, false, why}; }

Error misuse(const std::string& why) { return Error{ErrorCode::misuse, false, false, why}; }

}  // namespace stateless::pg
