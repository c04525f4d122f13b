// What the copies of a JobQueue share.
#pragma once

#include <vector>

#include <stateless/job_queue.h>

#include "redis/jitter.h"
#include "redis/jobs/scripts.h"

namespace stateless {

struct JobQueue::State {
    State(const Redis& client, const Key& name, const JobQueueOptions& given)
        : redis(client), jobs(name.with("jobs")), delayed(name.with("delayed")), known(name.with("known")),
          dead(name.with("dead")), options(given) {}

    [[nodiscard]] Result<Reply> eval(const Script& script, Args arguments,
                                     std::optional<Timeout> timeout = std::nullopt);
    [[nodiscard]] Result<Enqueued> enqueue(std::string_view key, std::string_view payload, std::int64_t delay,
                                           std::optional<Timeout> timeout);
    [[nodiscard]] Result<std::optional<Job>> wait_for_entry(Timeout wait);
    /// One round trip for all.
    [[nodiscard]] std::vector<Result<Reply>> renew_all(const std::vector<Job>& running);

    Redis redis;
    const Key jobs, delayed, known, dead;
    const JobQueueOptions options;
    const jobs::Scripts scripts = jobs::make_scripts();
    /// A script, since it goes to the server that has the queue.
    const Script memory = Script::reading("return redis.call('INFO', 'memory')");
    redis::Jitter jitter;
};

}  // namespace stateless
