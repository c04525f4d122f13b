// Milliseconds, since stages are as short.
#include "cli/timing.h"

#include <cstdio>

namespace stateless::lint {

std::string Timing::table() const {
    std::string text;
    double sum = 0;
    const auto line = [&](const std::string& stage, double seconds) {
        char buffer[64];
        std::snprintf(buffer, sizeof buffer, "  %-8s %10.1f ms\n", stage.c_str(), seconds * 1e3);
        text += buffer;
    };
    for (const auto& [stage, seconds] : stages_) {
        line(stage, seconds);
        sum += seconds;
    }
    line("all", sum);
    return text;
}

}  // namespace stateless::lint
