// What is to be said about the suppressions of a program: those that silence nothing, and those that give no reason.
#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/facts.h"
#include "output/report.h"

namespace stateless::lint {

/// NOLINT comments for our checks, and annotations, that silence nothing although all rules they could silence have run
/// (`ran`). A comment for all checks is everybody's, and not ours to judge.
std::vector<Remark> unused_suppressions(const UnitFacts& facts, const std::vector<Finding>& findings,
                                        const Catalog& catalog, const std::vector<std::string>& ran);

/// Takes out of the gaps what is none: an opened suppression that nothing ends. The code is seen nevertheless.
std::vector<Remark> unended_suppressions(std::vector<Gap>& gaps);

/// Makes findings whose suppression gives no reason count again, and says so at each such suppression.
std::vector<Remark> refuse_without_reason(std::vector<Finding>& findings);

}  // namespace stateless::lint
