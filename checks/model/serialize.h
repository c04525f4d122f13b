// Facts to bytes and back: one versioned JSON file per unit.
#pragma once

#include <string>

#include "model/facts.h"

namespace stateless::lint {

/// What made a facts file. Facts of another maker are refused: they may mean something else.
struct FactsOrigin {
    std::string tool_build;     // build id of the analyser
    std::string models_digest;  // Models::digest()
};

std::string to_json(const UnitFacts& facts, const FactsOrigin& origin);

/// Throws Misuse, naming `file`, on malformed text or a different version, tool build or models.
UnitFacts from_json(const std::string& text, const FactsOrigin& expected, const std::string& file);

}  // namespace stateless::lint
