// Which SQL statements a pooler in transaction mode cannot keep to one client, judged by their words. It reads words,
// not grammar: what a function or a trigger does inside the server it does not know.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stateless::pg {

enum class Where { alone, in_transaction };

/// Why the statement is refused; nothing if it is not.
std::optional<std::string> why_refused(std::string_view sql, Where where);

}  // namespace stateless::pg
