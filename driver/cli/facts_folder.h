// Facts of a whole program in a folder: a file per unit and program.json, which lists them and says what they were made
// with.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/shard.h"
#include "model/facts.h"
#include "model/serialize.h"

namespace stateless::lint {

struct FactsProgram {
    std::string source_root;  // absolute
    Shard shard;
    std::vector<UnitFacts> units;
};

/// Replaces what an earlier dump left in the folder; throws Misuse for a folder that holds other things. The facts call
/// the top of the source tree `root_name`; where that is relative, they are the same wherever the tree lies.
void write_facts(const std::filesystem::path& folder, const FactsProgram& program, const FactsOrigin& origin,
                 const std::string& root_name);

/// The folders are each shard of one program once, or unsharded parts of one, in any order; what several of them have
/// is there once. Their tree lies at `source_root` (absolute), or, if that is empty, where the facts say, a relative
/// name taken from the current folder. Throws Misuse if a folder has no facts, or facts of another build, other models
/// or another program.
FactsProgram read_facts(const std::vector<std::filesystem::path>& folders, const FactsOrigin& expected,
                        const std::string& source_root = {});

}  // namespace stateless::lint
