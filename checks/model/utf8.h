// Whether bytes are text.
#pragma once

#include <string_view>

namespace stateless::lint {

/// Well-formed UTF-8 as the standard has it: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes);

}  // namespace stateless::lint
