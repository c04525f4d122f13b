// The comments by which users silence findings (those of clang-tidy, and no others), as line ranges.
#pragma once

namespace stateless::lint {

class Unit;

/// Adds Unit::facts.suppressions, and a gap for each begin without its end (which silences nothing).
void collect_suppressions(Unit& unit);

}  // namespace stateless::lint
