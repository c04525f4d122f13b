// Options of how a run does its work: cache, limits, times. None of them changes a finding.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace stateless::lint {

struct RunOptions {
    std::string cache_folder;  // empty: the default
    std::string shared_cache;  // a Redis' URL; empty: none
    bool no_cache = false;
    bool cache_stats = false;
    std::uint64_t cache_mib = 1024;
    double unit_seconds = 600;
    std::size_t unit_mib = 4096;
    bool timing = false;
};

void add_run_options(CLI::App& app, RunOptions& options);

}  // namespace stateless::lint
