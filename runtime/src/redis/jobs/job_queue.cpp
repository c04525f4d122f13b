// A take asks the script first, which knows delayed and abandoned jobs, and only then waits on the stream itself.
#include <algorithm>
#include <stdexcept>

#include "net/deadline.h"
#include "redis/client.h"
#include "redis/jobs/queue.h"
#include "redis/read_as.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using redis::read_as;
using redis::read_count;

// How long it waits on the stream at once: a delayed job may become due meanwhile, and a silent server is noticed after
// it.
constexpr std::chrono::milliseconds longest_block = 1s;

struct Entry {
    std::string id, key, payload, why;
    unsigned attempts = 0;
};

Entry read_entry(const Reply& entry) {
    Entry read;
    read.id = entry[0].text();
    const Reply& fields = entry[1];
    for (std::size_t at = 0; at + 1 < fields.size(); at += 2) {
        const std::string& name = fields[at].text();
        const Reply& value = fields[at + 1];
        if (name == "k") read.key = value.text();
        else if (name == "p") read.payload = value.text();
        else if (name == "w") read.why = value.text();
        else if (name == "a") read.attempts = static_cast<unsigned>(value.number());
    }
    return read;
}

}  // namespace

Result<Reply> JobQueue::State::eval(const Script& script, Args arguments, std::optional<Timeout> timeout) {
    std::vector<Arg> all{options.unattended};
    all.insert(all.end(), arguments.begin(), arguments.end());
    auto reply = redis.eval(script, {jobs, delayed, known, dead}, all, timeout);
    if (reply || reply.error().code != ErrorCode::outcome_unknown) return reply;
    Error error = reply.error();
    error.retryable = true;  // no script does its work twice
    return error;
}

Result<Enqueued> JobQueue::State::enqueue(std::string_view key, std::string_view payload, std::int64_t delay,
                                          std::optional<Timeout> timeout) {
    if (key.empty()) throw std::invalid_argument("stateless: a job needs an idempotency key");
    return read_as<Enqueued>(eval(scripts.enqueue, {key, payload, delay}, timeout), [](const Reply& added) {
        return added.integer() > 0 ? Enqueued::added : Enqueued::already_there;
    });
}

Result<std::optional<Job>> JobQueue::State::wait_for_entry(Timeout wait) {
    const auto timeout =
        Timeout::from(wait.milliseconds() + redis::Internals::of(redis)->shared.options.call_timeout.milliseconds());
    const auto reply = redis.command(
        {"XREADGROUP", "GROUP", jobs::group, jobs::consumer, "COUNT", 1, "BLOCK", wait, "STREAMS", jobs, ">"}, timeout);
    // The stream has gone meanwhile, and the group with it; the script makes both.
    if (!reply && reply.error().code == ErrorCode::conflict) return std::optional<Job>();
    return read_as<std::optional<Job>>(reply, [](const Reply& streams) -> std::optional<Job> {
        if (streams.is_nil()) return std::nullopt;
        Entry entry = read_entry(streams[0][1][0]);
        return Job{std::move(entry.id), std::move(entry.key), std::move(entry.payload), entry.attempts + 1};
    });
}

std::vector<Result<Reply>> JobQueue::State::renew_all(const std::vector<Job>& running) {
    RedisPipeline pipeline = redis.pipeline();
    for (const Job& job : running)
        pipeline.add(scripts.renew, {jobs, delayed, known, dead}, {options.unattended, job.id, job.key, job.attempt});
    return pipeline.run();
}

JobQueue::JobQueue(const Redis& redis, const Key& name, JobQueueOptions options) {
    if (options.attempts == 0) throw std::invalid_argument("stateless: a job needs an attempt");
    state_ = std::make_shared<State>(redis, name, options);
}

const JobQueueOptions& JobQueue::options() const noexcept { return state_->options; }

Result<Enqueued> JobQueue::enqueue(std::string_view idempotency_key, std::string_view payload,
                                   std::optional<Timeout> timeout) {
    return state_->enqueue(idempotency_key, payload, 0, timeout);
}

Result<Enqueued> JobQueue::enqueue_in(Ttl delay, std::string_view idempotency_key, std::string_view payload,
                                      std::optional<Timeout> timeout) {
    return state_->enqueue(idempotency_key, payload, delay.milliseconds().count(), timeout);
}

Result<std::optional<Job>> JobQueue::take(Timeout wait) {
    const auto deadline = net::Deadline::in(wait);
    while (true) {
        std::chrono::milliseconds idle{0};
        auto taken = read_as<std::optional<Job>>(
            state_->eval(state_->scripts.take, {state_->options.lease, state_->options.attempts}),
            [&](const Reply& reply) -> std::optional<Job> {
                if (reply.size() < 4) {
                    idle = std::chrono::milliseconds{reply[0].integer()};
                    return std::nullopt;
                }
                return Job{reply[0].text(), reply[1].text(), reply[2].text(),
                           static_cast<unsigned>(reply[3].integer())};
            });
        if (!taken || *taken) return taken;
        const auto left = deadline.left();
        if (left < 1ms) return std::optional<Job>();
        taken = state_->wait_for_entry(Timeout::from(std::clamp(std::min(idle, longest_block), 1ms, left)));
        if (!taken || *taken) return taken;
    }
}

Result<bool> JobQueue::finish(const Job& job) {
    return read_count(state_->eval(state_->scripts.finish, {job.id, job.key, state_->options.remember}));
}

Result<bool> JobQueue::fail(const Job& job, std::string_view why, bool again) {
    const JobQueueOptions& options = state_->options;
    std::int64_t pause = -1;
    if (again && job.attempt < options.attempts) {
        const auto longest = options.longest_backoff.milliseconds();
        auto backoff = std::min(options.backoff.milliseconds(), longest);
        for (unsigned attempt = 1; attempt < job.attempt && backoff < longest; ++attempt)
            backoff = std::min(backoff * 2, longest);
        pause = state_->jitter.between(backoff / 2, backoff).count();
    }
    return read_count(state_->eval(state_->scripts.fail, {job.id, job.key, job.attempt, why, pause}));
}

Result<bool> JobQueue::renew(const Job& job) {
    return read_count(state_->eval(state_->scripts.renew, {job.id, job.key, job.attempt}));
}

Result<JobCounts> JobQueue::counts() {
    return read_as<JobCounts>(state_->eval(state_->scripts.counts, {}), [](const Reply& reply) {
        const auto at = [&](std::size_t position) { return static_cast<std::uint64_t>(reply[position].integer()); };
        return JobCounts{at(0), at(1), at(2), at(3)};
    });
}

Result<std::vector<DeadJob>> JobQueue::dead(std::size_t at_most) {
    return read_as<std::vector<DeadJob>>(
        state_->redis.command({"XRANGE", state_->dead, "-", "+", "COUNT", at_most}), [](const Reply& entries) {
            std::vector<DeadJob> dead;
            for (const Reply& reply : entries.array()) {
                Entry entry = read_entry(reply);
                dead.push_back({std::move(entry.id), std::move(entry.key), std::move(entry.payload), entry.attempts,
                                std::move(entry.why)});
            }
            return dead;
        });
}

Result<bool> JobQueue::revive(const std::string& dead_id) {
    return read_count(state_->eval(state_->scripts.revive, {dead_id}));
}

Result<bool> JobQueue::forget(const std::string& dead_id) {
    return read_count(state_->eval(state_->scripts.forget, {dead_id}));
}

Result<void> JobQueue::check_server() {
    const auto info = state_->redis.eval(state_->memory, state_->jobs);
    if (!info) return info.error();
    if (info->text().find("maxmemory_policy:noeviction") != std::string::npos) return {};
    return redis::misuse("the server evicts keys when it is full, and jobs with them: set maxmemory-policy noeviction");
}

}  // namespace stateless
