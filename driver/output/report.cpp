// What the formats share in speaking of a report.
#include "output/report.h"

#include <algorithm>

namespace stateless::lint {

std::string gap_name(Gap::Kind kind) {
    switch (kind) {
    case Gap::Kind::unit_not_parsed: return "unit-not-parsed";
    case Gap::Kind::unit_parsed_with_errors: return "unit-parsed-with-errors";
    case Gap::Kind::call_not_resolved: return "call-not-resolved";
    case Gap::Kind::command_not_usable: return "command-not-usable";
    }
    return "gap";
}

bool breaks_clean(const Report& report) {
    return std::any_of(report.gaps.begin(), report.gaps.end(), [](const Gap& gap) { return gap.breaks_clean; });
}

}  // namespace stateless::lint
