// What every rule does with its context: finds arguments, reads options, says from where a place is reached.
#pragma once

#include <string>
#include <vector>

#include "rules/rule.h"

namespace stateless::lint {

/// The argument a sink model means; nullptr where the model names none (-1) or the call has fewer.
const Argument* argument_at(const Call& call, int index);

std::vector<std::string> strings_option(const RuleContext& context, const std::string& name);
std::vector<int> integers_option(const RuleContext& context, const std::string& name);
int integer_option(const RuleContext& context, const std::string& name);

/// "reached from GET /users", "when the program starts", "in 'open_database'", "by its initial value".
std::string reached_text(const RuleContext& context, const EntityId& function);

/// The way from the root to the function with `last` after it; `last` alone where no request reaches the function.
std::vector<PathStep> path_through(const RuleContext& context, const EntityId& function, const PathStep& last);

}  // namespace stateless::lint
