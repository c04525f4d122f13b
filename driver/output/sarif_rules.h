// The catalogue as SARIF's tool.driver.rules.
#pragma once

#include <string>
#include <vector>

#include "output/sarif_places.h"

namespace stateless::lint {

/// One reporting descriptor for each rule that was run (`ids`, or all if empty), in the catalogue's order.
SarifJson sarif_rules(const Catalog& catalog, const std::vector<std::string>& ids);

}  // namespace stateless::lint
