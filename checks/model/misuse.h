// The error of bad input: a flag, a configuration, a model, a facts file. Refused before any work, exit status 2.
#pragma once

#include <stdexcept>
#include <string>

namespace stateless::lint {

/// what() is ready to print: "file:line: reason" where a file is to blame.
class Misuse : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace stateless::lint
