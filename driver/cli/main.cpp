// The entry point: gives run() the real streams.
#include <iostream>

#include <unistd.h>

#include "cli/run.h"

int main(int argc, char** argv) {
    return stateless::lint::run(argc, argv, std::cout, std::cerr,
                                {isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1});
}
