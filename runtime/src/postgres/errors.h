// What a caller may do after PostgreSQL, the pooler or the way there failed: sorts failures into the library's codes.
#pragma once

#include <string>

#include <stateless/result.h>

struct pg_result;

namespace stateless::pg {

/// From a result that reports an error.
Error error_of(const pg_result* result);

/// A statement was sent and nobody said what became of it.
Error no_answer(const std::string& why);

/// Nothing was sent, or what was sent is undone for certain.
Error unavailable(const std::string& why);

Error misuse(const std::string& why);

}  // namespace stateless::pg
