// Where the time of a run went: CPU time by stage, for --timing.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <time.h>

namespace stateless::lint {

/// CPU seconds of this thread since it was made.
class CpuClock {
public:
    CpuClock() : start_(now()) {}
    double seconds() const { return now() - start_; }

private:
    static double now() {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    }
    double start_;
};

/// In the order in which they are added.
class Timing {
public:
    void add(std::string stage, double seconds) { stages_.emplace_back(std::move(stage), seconds); }

    template <typename Work>
    auto measure(std::string stage, Work work) {
        Stage running{*this, std::move(stage), {}};
        return work();
    }

    /// A line per stage and the sum.
    std::string table() const;

private:
    struct Stage {
        Timing& timing;
        std::string name;
        CpuClock clock;
        ~Stage() { timing.add(std::move(name), clock.seconds()); }
    };

    std::vector<std::pair<std::string, double>> stages_;
};

}  // namespace stateless::lint
