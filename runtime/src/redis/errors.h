// What a caller may do after Redis or the way there failed: sorts failures into the library's codes.
#pragma once

#include <string>
#include <string_view>

#include <stateless/redis_reply.h>
#include <stateless/result.h>

namespace stateless::redis {

/// From an error reply. `script`: it answers EVAL, which may have written before it failed.
[[nodiscard]] Error error_of(std::string_view text, bool script);

/// Says that another server, or another connection, is to be asked from now on: the server is no master (any more).
[[nodiscard]] bool tells_of_another_master(std::string_view text);

[[nodiscard]] Error no_answer(const std::string& why);
[[nodiscard]] Error unavailable(const std::string& why);
[[nodiscard]] Error misuse(const std::string& why);

}  // namespace stateless::redis
