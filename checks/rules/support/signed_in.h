// Whether a request is answered for who sends it: what runs looks at a token, a cookie, a session, or at what a filter
// has found out about the client. Takes names and header fields for evidence; refuses to know whether the check is
// right.
#pragma once

#include <set>
#include <string>

#include "program/analysis.h"
#include "rules/support/downstream.h"

namespace stateless::lint {

class SignedIn {
public:
    explicit SignedIn(const Analysis& analysis);

    bool shown_by(const Downstream::Run& run) const;
    /// The name of a function, a filter or a type: "LoginFilter", "requireAuth".
    bool says(const std::string& name) const;

private:
    const Program& program_;
    std::set<EntityId> sessions_;  // state that holds them

    bool is_of_store(const Call& call) const;
    bool shown_in(const EntityId& function) const;
};

}  // namespace stateless::lint
