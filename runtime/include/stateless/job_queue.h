// Work that outlives the process that accepted it: jobs wait in a Redis stream, any replica takes the next one, and a
// job whose worker dies is given to another. A job runs at least once and, after a failure at a bad moment, more than
// once: what it does has to be repeatable. It does not know what a job means.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <stateless/redis.h>

namespace stateless {

struct JobQueueOptions {
    /// A job taken and neither finished nor renewed for that long belongs to whoever takes it next.
    Ttl lease = Ttl{std::chrono::seconds{30}};
    /// A job that began so often is put to the dead letters instead of beginning again.
    unsigned attempts = 5;
    /// Before the second attempt; doubled before each further one, up to the longest, and less up to a half by chance.
    Ttl backoff = Ttl{std::chrono::seconds{1}};
    Ttl longest_backoff = Ttl{std::chrono::minutes{10}};
    /// How long after its end a job's idempotency key is refused. Until then it is refused anyway.
    Ttl remember = Ttl{std::chrono::hours{1}};
    /// All the queue's keys live for that long after the last call that had to do with it, and no less than that after
    /// the last delayed job is due. A worker that waits for jobs counts as a call.
    Ttl unattended = Ttl{std::chrono::hours{24 * 30}};
};

/// What enqueue did: both mean that the job will run.
enum class Enqueued {
    added,
    already_there,  ///< a job with that idempotency key waits, runs, is among the dead, or ended a short while ago
};

/// A job taken. A plain value.
struct Job {
    std::string id;       ///< of this delivery; another attempt has another or a higher `attempt`
    std::string key;      ///< its idempotency key
    std::string payload;  ///< as enqueued
    unsigned attempt = 1;
};

struct DeadJob {
    std::string id;
    std::string key, payload;
    unsigned attempts = 0;
    std::string why;  ///< the last failure's words
};

struct JobCounts {
    std::uint64_t waiting = 0;  ///< ready to be taken
    std::uint64_t running = 0;  ///< taken and not ended, those of dead workers included
    std::uint64_t delayed = 0;  ///< for a time to come, or a retry
    std::uint64_t dead = 0;
};

/// A queue by its name; replicas that give the same name share it. Any thread may call it; copies are the same queue.
///
/// Promise: a job whose enqueue succeeded is, at any time, waiting, delayed, running, dead or done, and moves from one
/// to the next in one atomic step, as long as Redis keeps what it was given. That takes a server with `maxmemory-policy
/// noeviction` (check_server() says so) and, to survive its crash, `appendonly yes`. Nothing is ever trimmed.
///
/// Leases, delays and what is remembered are counted by the server's clock: if it is set forward, jobs that run come
/// again and delayed ones come early; if it is set back, a dead worker's job and a delayed one come so much later.
///
/// Errors are those of Redis::eval, but `outcome_unknown` is retryable: a call made again does not do its work twice.
class JobQueue {
public:
    /// Throws std::invalid_argument if `attempts` is zero. The four keys begin with `name` and lie in its slot.
    JobQueue(const Redis& redis, const Key& name, JobQueueOptions options = {});

    /// Success: the job is in Redis. The idempotency key says what the job is, as in "confirmation:" + order: the same
    /// one enqueued again, by whomever, is not added again. Throws std::invalid_argument if it is empty.
    [[nodiscard]] Result<Enqueued> enqueue(std::string_view idempotency_key, std::string_view payload,
                                           std::optional<Timeout> timeout = std::nullopt);

    /// As enqueue; it can be taken when `delay` has passed, by the server's clock.
    [[nodiscard]] Result<Enqueued> enqueue_in(Ttl delay, std::string_view idempotency_key, std::string_view payload,
                                              std::optional<Timeout> timeout = std::nullopt);

    /// The next job, for JobQueueOptions::lease; nothing if there is none within `wait`, which may occupy a connection
    /// for so long. `unavailable` or `outcome_unknown` if Redis cannot be asked, RedisOptions::call_timeout after
    /// `wait` at the latest; a job lost that way comes back when its lease is over.
    [[nodiscard]] Result<std::optional<Job>> take(Timeout wait);

    /// It is done: it will not run again. False if it had ended already, as when its lease ran out and somebody else
    /// was faster.
    [[nodiscard]] Result<bool> finish(const Job& job);

    /// It failed: it runs again after the backoff, or is dead if it was the last attempt or `again` is false. False if
    /// it is no longer this attempt's to say.
    [[nodiscard]] Result<bool> fail(const Job& job, std::string_view why, bool again = true);

    /// A new lease, from now. False if the job is no longer this attempt's.
    [[nodiscard]] Result<bool> renew(const Job& job);

    /// As of one moment; for a gauge, and to see that all is done.
    [[nodiscard]] Result<JobCounts> counts();

    /// The oldest dead jobs. They stay until revived or forgotten.
    [[nodiscard]] Result<std::vector<DeadJob>> dead(std::size_t at_most);
    /// Gives a dead job all its attempts again. False if there is none of that id.
    [[nodiscard]] Result<bool> revive(const std::string& dead_id);
    [[nodiscard]] Result<bool> forget(const std::string& dead_id);

    /// `misuse` if the server may evict keys, which loses jobs. In a cluster it is the server that has the queue now.
    [[nodiscard]] Result<void> check_server();

    [[nodiscard]] const JobQueueOptions& options() const noexcept;

private:
    friend class JobWorker;
    struct State;
    std::shared_ptr<State> state_;
};

struct JobWorkerOptions {
    /// Jobs that run at once in this process, each on a thread of its own.
    std::size_t threads = 1;
    /// For logs: a call to Redis or a handler failed. May be called on several threads at once; must not throw.
    std::function<void(const Error&)> on_error;
};

/// Takes jobs and hands them to a handler, on its own threads, until it goes. While a handler runs, its lease is
/// renewed. While Redis cannot be reached it asks again after a random delay of at most two seconds.
class JobWorker {
public:
    /// A handler says that the job is done by success; an Error, or an exception derived from std::exception, is a
    /// failed attempt, and `misuse` the last one. Called on several threads at once.
    using Handler = std::function<Result<void>(const Job&)>;

    /// Throws std::invalid_argument if there is no handler or no thread, std::system_error if a thread cannot start.
    JobWorker(JobQueue queue, Handler handler, JobWorkerOptions options = {});
    /// As stop().
    ~JobWorker();
    JobWorker(const JobWorker&) = delete;
    JobWorker& operator=(const JobWorker&) = delete;

    /// Takes no more jobs, and waits for the handlers that run. For a shutdown: what is not taken stays in the queue.
    void stop();

private:
    struct Work;
    std::unique_ptr<Work> work_;
};

}  // namespace stateless
