// Work in processes: every item has its result or the reason why there is none.
#include <chrono>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include "cli/worker_processes.h"

namespace stateless::lint {
namespace {

struct Results {
    std::map<std::size_t, std::string> results;
    std::map<std::size_t, std::string> losses;
};

Results work_on(std::size_t count, const WorkerLimits& limits, std::function<std::string(std::size_t)> work) {
    std::vector<std::size_t> items(count);
    std::iota(items.begin(), items.end(), std::size_t{0});
    Results run;
    run_in_processes(items, limits,
                     {std::move(work), [&](std::size_t item, std::string result) { run.results[item] = result; },
                      [&](std::size_t item, const std::string& reason) { run.losses[item] = reason; }});
    return run;
}

TEST(WorkerProcesses, BringEveryResult) {
    for (const unsigned processes : {1u, 3u, 50u}) {
        const Results done = work_on(40, {processes}, [](std::size_t item) { return std::string(item * 10'000, 'x'); });
        EXPECT_EQ(done.results.size(), 40u);
        EXPECT_TRUE(done.losses.empty());
        for (const auto& [item, result] : done.results) EXPECT_EQ(result.size(), item * 10'000);
    }
    EXPECT_TRUE(work_on(0, {2}, [](std::size_t) { return ""; }).results.empty());
}

TEST(WorkerProcesses, LoseOnlyTheItemThatKills) {
    const Results done = work_on(9, {2}, [](std::size_t item) -> std::string {
        if (item == 3) ::raise(SIGSEGV);
        if (item == 4) std::abort();
        if (item == 8) ::_exit(7);
        return "fine";
    });
    EXPECT_EQ(done.results.size(), 6u);
    const std::map<std::size_t, std::string> expected{
        {3, "crashed (Segmentation fault)"}, {4, "crashed (Aborted)"}, {8, "stopped"}};
    EXPECT_EQ(done.losses, expected);
}

TEST(WorkerProcesses, StopWhatTakesTooLong) {
    const auto start = std::chrono::steady_clock::now();
    const Results done = work_on(4, {2, 0.3}, [](std::size_t item) {
        if (item < 2) std::this_thread::sleep_for(std::chrono::minutes(5));
        return std::string("fine");
    });
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::minutes(1));
    EXPECT_EQ(done.results.size(), 2u);
    EXPECT_EQ(done.losses,
              (std::map<std::size_t, std::string>{{0, "took more than 0.3 s"}, {1, "took more than 0.3 s"}}));
}

TEST(WorkerProcesses, AreReplacedWhenTheyHoldMuch) {
    const auto pids = [](std::size_t mib) {
        const Results done = work_on(4, {1, 0, 200}, [mib](std::size_t) {
            auto* kept = new std::string(mib << 20, 'x');
            return std::to_string(::getpid()) + (kept->empty() ? "-" : "");
        });
        std::set<std::string> different;
        for (const auto& [item, pid] : done.results) different.insert(pid);
        return different.size();
    };
    EXPECT_EQ(pids(1), 1u);
    EXPECT_EQ(pids(150), 4u);
}

TEST(WorkerProcesses, MayTakeSoMuchMemoryAndNoMore) {
    const Results done =
        work_on(2, {1, 0, 100}, [](std::size_t item) { return std::string(item == 0 ? 400u << 20 : 1u, 'x'); });
    EXPECT_EQ(done.losses, (std::map<std::size_t, std::string>{{0, "crashed (Aborted)"}}));
    EXPECT_EQ(done.results.size(), 1u);
}

}  // namespace
}  // namespace stateless::lint
