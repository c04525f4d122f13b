// The command-line tool as a function of its arguments: options to report to exit status.
#pragma once

#include <iosfwd>

namespace stateless::lint {

/// Whether the streams are terminals, which they do not tell themselves.
struct Terminal {
    bool out = false;
    bool err = false;
};

/// The report goes to `out`, progress and complaints to `err`. 0 clean, 1 findings, 2 misuse, 3 gaps that make "clean"
/// untrue.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err, Terminal terminal = {});

}  // namespace stateless::lint
