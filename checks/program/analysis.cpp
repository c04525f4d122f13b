// Runs the whole-program questions in their order: what serves, what lives long, what state there is.
#include "program/analysis.h"

namespace stateless::lint {

Analysis analyse(const Program& program) {
    Reach reach = Reach::compute(program);
    Lifetimes lifetimes = Lifetimes::compute(program, reach);
    States states = find_states(program, reach, lifetimes);
    return Analysis{
        program,           std::move(reach), std::move(lifetimes), std::move(states.found), std::move(states.dismissed),
        ValueFlow(program)};
}

}  // namespace stateless::lint
