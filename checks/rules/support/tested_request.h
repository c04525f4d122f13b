// What a handler that is given requests of every method and path has tested on the way to a call: the comparison that
// stands last before it, in the function or where the function is called from. Refuses to know how the tests combine.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "program/program.h"
#include "program/reach.h"

namespace stateless::lint {

class TestedRequest {
public:
    TestedRequest(const Program& program, const Reach& reach) : program_(program), reach_(reach) {}

    /// The request's method was compared with GET or HEAD last, on every way that serves.
    bool reads_before(const Call& call) const { return reads_before(call, 0); }
    /// The paths that the request was compared with last, on any way.
    std::vector<std::string> paths_before(const Call& call) const;

private:
    using Wanted = std::function<bool(const Literal&)>;

    const Program& program_;
    const Reach& reach_;

    std::vector<const Literal*> last_tests(const Call& call, const Wanted& wanted) const;
    bool encloses(const EntityId& function, unsigned outer, unsigned inner) const;
    std::vector<const Call*> serving_callers(const EntityId& function) const;
    bool reads_before(const Call& call, int depth) const;
    void paths_before(const Call& call, int depth, std::vector<std::string>& out) const;
};

}  // namespace stateless::lint
