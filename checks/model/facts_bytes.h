// Facts to bytes and back for the tool's own use, between its processes and in its cache: a tenth of the size of the
// JSON form and of the time to read it. Not for keeping: the form belongs to one build of the tool.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/facts.h"

namespace stateless::lint {

/// The same facts that to_json() writes: what nests deeper than anything can use is cut off.
std::string to_bytes(const UnitFacts& facts);

/// nullopt for anything but what to_bytes() of the same build wrote. Takes nothing on trust: reads no byte outside of
/// `bytes`, and allocates no more than in proportion to their number.
std::optional<UnitFacts> from_bytes(std::string_view bytes);

}  // namespace stateless::lint
