// The manual page and the completions of shells, from the options as the parser knows them, so that none of them lags
// behind. Made when the program is built, by the program.
#pragma once

#include <string>

namespace stateless::lint {

std::string man_page();
std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

/// One of the above by its name: man, bash, zsh, fish. Throws Misuse for another.
std::string generated_text(const std::string& kind);

}  // namespace stateless::lint
