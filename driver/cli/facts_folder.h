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
    std::string source_root;
    Shard shard;
    std::vector<UnitFacts> units;
};

/// Replaces what an earlier dump left in the folder; throws Misuse for a folder that holds other things.
void write_facts(const std::filesystem::path& folder, const FactsProgram& program, const FactsOrigin& origin);

/// Throws Misuse if a folder has no facts, or facts of another build or other models, or if the folders together are
/// not each shard of one program once.
FactsProgram read_facts(const std::vector<std::filesystem::path>& folders, const FactsOrigin& expected);

}  // namespace stateless::lint
