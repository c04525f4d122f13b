// Which of our checks run in an editor: all, unless the project's settings for clang-tidy say otherwise.
#pragma once

#include <string>

namespace stateless::lint {

/// The text of clang-tidy's `Checks` with ours on. `-*` speaks of clang-tidy's own checks, so ours come after the last
/// one of them; what names ours after it counts ("-stateless-zero-ttl", "-stateless-*").
std::string checks_with_ours(const std::string& checks);

}  // namespace stateless::lint
