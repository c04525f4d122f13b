// Extraction of all units at once. What the cache has is taken from it; the rest is parsed in processes of their own,
// the longest first. A result is put at its unit's index, so neither the processes' number nor their speed shows in the
// output.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "extract/extract.h"

namespace stateless::lint {

class FactCache;

struct ExtractionPlan {
    unsigned jobs = 1;
    /// Limits of one unit; what is beyond becomes its gap. 0: none.
    double unit_seconds = 0;
    std::size_t unit_mib = 0;
    FactCache* cache = nullptr;
    /// Told after each unit how many are done, one call at a time.
    std::function<void(std::size_t done, const UnitCommand& command)> progress;
};

struct Extraction {
    std::vector<UnitFacts> units;
    std::vector<std::string> kept_as;  // each unit's name in the cache; "": it is not kept
    std::size_t from_cache = 0;
    std::size_t from_shared_cache = 0;  // of these, those that the folder did not have
    /// CPU seconds, all threads and processes together.
    ExtractTimes times;
    double cache_seconds = 0;
    std::size_t peak_mib = 0;  // of the largest process that parsed
};

Extraction extract_units(const std::vector<UnitCommand>& commands, const ExtractOptions& options,
                         const ExtractionPlan& plan);

}  // namespace stateless::lint
