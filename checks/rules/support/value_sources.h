// Which calls a value comes from: backward through variables, parameters and their callers, returned values and output
// arguments. Bounded; refuses to know which branch is taken.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "program/program.h"

namespace stateless::lint {

struct ValueSource {
    Value call;
    EntityId function;  // where it stands
};

class ValueSources {
public:
    /// Looks for calls and library fields whose qualified name `wanted` accepts.
    ValueSources(const Program& program, std::function<bool(const std::string&)> wanted)
        : program_(program), wanted_(std::move(wanted)) {}

    void follow(const Value& value, const EntityId& function);

    const std::vector<ValueSource>& found() const { return found_; }
    /// Every function that the values passed through.
    const std::set<EntityId>& visited() const { return functions_; }
    /// Every variable and field that they passed through.
    const std::set<EntityId>& variables() const { return variables_; }

private:
    const Program& program_;
    std::function<bool(const std::string&)> wanted_;
    std::vector<ValueSource> found_;
    std::set<EntityId> functions_;
    std::set<EntityId> variables_;
    std::set<std::string> seen_;
    int depth_ = 0;

    void follow_parameter(const EntityId& function, unsigned index);
    void follow_variable(const Value& value, const EntityId& function);
    void follow_outputs(const EntityId& variable, const EntityId& function);
};

}  // namespace stateless::lint
