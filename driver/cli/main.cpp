// The entry point: gives run() the real streams, and does not take a report for given that could not be written.
#include <iostream>

#include <unistd.h>

#include "cli/run.h"

int main(int argc, char** argv) {
    const int status = stateless::lint::run(argc, argv, std::cout, std::cerr,
                                            {isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1});
    if (std::cout.flush()) return status;
    std::cerr << "stateless-lint: standard output cannot be written\n";
    return 2;
}
