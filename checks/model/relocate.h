// Facts of a tree that lies elsewhere: on another machine, in a build system's sandbox.
#pragma once

#include <string>

#include "model/facts.h"

namespace stateless::lint {

/// Names all that lies below the folder `from` as if it lay below `to`, in the files of the facts and in the names of
/// entities. Facts of one program stay of one program if all of them are renamed in the same way.
void relocate(UnitFacts& facts, const std::string& from, const std::string& to);

}  // namespace stateless::lint
