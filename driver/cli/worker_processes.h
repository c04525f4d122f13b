// Work on numbered items in processes of their own, so that an item that crashes or never ends costs only itself. Knows
// nothing of what the work is.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace stateless::lint {

struct WorkerLimits {
    unsigned processes = 1;
    double item_seconds = 0;  // of the wall's clock; 0: no limit
    /// Of what one process may allocate; 0: no limit. One that holds half of it after an item is replaced.
    std::size_t memory_mib = 0;
};

struct WorkerHandlers {
    /// In a process forked from this one, on a thread with a deep stack: the item's result, as bytes.
    std::function<std::string(std::size_t item)> work;
    /// Here, for each item: its result, or why there is none ("crashed (Segmentation fault)").
    std::function<void(std::size_t item, std::string result)> done;
    std::function<void(std::size_t item, const std::string& reason)> lost;
};

/// Hands out the items in their order. Call while this process has no other threads: it forks. Returns the most memory
/// that one process held, in MiB. Throws Misuse if no process can be started.
std::size_t run_in_processes(const std::vector<std::size_t>& items, const WorkerLimits& limits,
                             const WorkerHandlers& handlers);

}  // namespace stateless::lint
