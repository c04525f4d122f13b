// NOLINT, NOLINTNEXTLINE and NOLINTBEGIN/END comments of the user's files, as line ranges.
#pragma once

namespace stateless::lint {

class Unit;

/// Adds Unit::facts.suppressions, and a gap for each NOLINTBEGIN without end (which silences nothing).
void collect_suppressions(Unit& unit);

}  // namespace stateless::lint
