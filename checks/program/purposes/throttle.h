// Rate limiters that are known by what they do alone.
#pragma once

#include <string>

#include "program/purposes/subject.h"

namespace stateless::lint {

/// What shows that the entity throttles whoever its keys stand for; empty if nothing does.
std::string throttling_evidence(const Subject& subject);

}  // namespace stateless::lint
