// Extraction of all units at once. Workers take the next unit that nobody has; a result is put at its unit's index, so
// neither their number nor their speed shows in the output.
#pragma once

#include <functional>
#include <vector>

#include "extract/extract.h"

namespace stateless::lint {

/// Told after each unit how many are done, one call at a time.
using Progress = std::function<void(std::size_t done, const UnitCommand& command)>;

std::vector<UnitFacts> extract_units(const std::vector<UnitCommand>& commands, const ExtractOptions& options,
                                     unsigned jobs, const Progress& progress);

}  // namespace stateless::lint
