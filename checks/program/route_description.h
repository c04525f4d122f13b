// A route's method and path, from the registering call or from a member that stands beside the handler.
#pragma once

#include <string>

#include "program/program.h"
#include "program/values.h"

namespace stateless::lint {

struct RouteDescription {
    std::string method;  // upper case; empty if not known
    std::string path;    // empty if not known
};

/// "GET", "POST", ..., upper case.
bool is_http_method(const std::string& text);

class RouteDescriber {
public:
    explicit RouteDescriber(const Program& program) : program_(program), values_(program) {}

    /// From what the model points at in the call, else from the literals in the call's chain.
    RouteDescription of_call(const Call& call, const RootModel& model) const;
    /// From the sibling member that the model names for this method; nothing known if there is none.
    RouteDescription of_method(const Function& function, const RootModel& model) const;

private:
    const Program& program_;
    ValueFlow values_;

    std::string path_in(const Call& call, const RootModel& model) const;
    std::string class_path(const Call& call, const RootModel& model) const;
};

}  // namespace stateless::lint
