// Runs the whole-program questions in their order: what serves, what lives long, what state there is.
#include "program/analysis.h"

namespace stateless::lint {

Analysis::Analysis(const Program& analysed)
    : program(analysed), reach(Reach::compute(program)), lifetimes(Lifetimes::compute(program, reach)),
      values(program) {
    States all = find_states(program, reach, lifetimes);
    states = std::move(all.found);
    dismissed = std::move(all.dismissed);
}

Analysis analyse(const Program& program) { return Analysis(program); }

}  // namespace stateless::lint
