// An error reply begins with a word in capitals that says its kind (redis.io, "Redis serialization protocol"). Before
// Redis 7 the message of a failed command inside a script carried it further behind.
#include "redis/errors.h"

#include <algorithm>
#include <array>

namespace stateless::redis {
namespace {

// Now, or on this server, it cannot be done; nothing was.
constexpr std::array<std::string_view, 12> passing{"LOADING",  "READONLY",   "OOM",     "CLUSTERDOWN",
                                                   "TRYAGAIN", "MASTERDOWN", "MISCONF", "NOREPLICAS",
                                                   "BUSY",     "MOVED",      "ASK",     "NOTMASTER"};
constexpr std::array<std::string_view, 4> of_the_data{"BUSYGROUP", "BUSYKEY", "NOGROUP", "UNBLOCKED"};

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool starts_with(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

}  // namespace

Error error_of(std::string_view text, bool script) {
    const std::string_view kind = text.substr(0, text.find(' '));
    std::string detail(text.substr(0, 400));
    if (is_one_of(kind, passing) || starts_with(text, "ERR max number of clients reached"))
        return Error{ErrorCode::unavailable, true, false, std::move(detail)};
    if (is_one_of(kind, of_the_data)) return Error{ErrorCode::conflict, false, false, std::move(detail)};
    const bool ran = script && kind != "NOPERM" && kind != "NOAUTH" && kind != "CROSSSLOT" && kind != "NOSCRIPT" &&
                     !starts_with(text, "ERR Error compiling script") && !starts_with(text, "ERR wrong number");
    return Error{ErrorCode::misuse, false, ran, std::move(detail)};
}

bool tells_of_another_master(std::string_view text) {
    return starts_with(text, "READONLY ") || starts_with(text, "MASTERDOWN ");
}

Error no_answer(const std::string& why) { return Error{ErrorCode::outcome_unknown, false, true, why}; }

Error unavailable(const std::string& why) { return Error{ErrorCode::unavailable, true, false, why}; }

Error misuse(const std::string& why) { return Error{ErrorCode::misuse, false, false, why}; }

}  // namespace stateless::redis
