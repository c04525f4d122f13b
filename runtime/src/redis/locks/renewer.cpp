// All that are due go out in one pipeline, which waits no longer than the first lease lasts.
#include "redis/locks/renewer.h"

#include <algorithm>

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;

constexpr char renew_script[] = "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end "
                                "return redis.call('PEXPIRE', KEYS[1], ARGV[2])";

}  // namespace

Renewer::Renewer(Redis redis, Timeout timeout) : redis_(std::move(redis)), timeout_(timeout), renew_(renew_script) {}

Renewer::~Renewer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Renewer::keep(std::shared_ptr<HeldEntry> entry, std::function<void()> on_lost) {
    entry->on_lost = std::move(on_lost);
    {
        const std::lock_guard lock(mutex_);
        entries_.push_back(std::move(entry));
        if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    }
    changed_.notify_all();
}

void Renewer::forget(const std::shared_ptr<HeldEntry>& entry) {
    entry->released = true;
    const std::lock_guard lock(mutex_);
    entries_.erase(std::remove(entries_.begin(), entries_.end(), entry), entries_.end());
}

Renewer::Entries Renewer::take_lost(Clock::time_point now) {
    const auto first =
        std::stable_partition(entries_.begin(), entries_.end(), [&](const auto& entry) { return !entry->lost(now); });
    Entries lost(std::make_move_iterator(first), std::make_move_iterator(entries_.end()));
    entries_.erase(first, entries_.end());
    return lost;
}

Clock::time_point Renewer::next_event() const {
    auto next = Clock::now() + 1h;
    for (const auto& entry : entries_) next = std::min({next, entry->due, entry->valid_until.load()});
    return next;
}

void Renewer::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        changed_.wait_until(lock, next_event());
        if (stopping_) return;
        const auto now = Clock::now();
        const Entries lost = take_lost(now);
        Entries due;
        auto first_end = now + timeout_.milliseconds();
        for (const auto& entry : entries_) {
            first_end = std::min(first_end, entry->valid_until.load());
            if (entry->due <= now) due.push_back(entry);
        }
        if (lost.empty() && due.empty()) continue;
        lock.unlock();
        for (const auto& entry : lost)
            if (!entry->released && entry->on_lost) entry->on_lost();
        if (!due.empty()) {
            const auto left = std::chrono::floor<std::chrono::milliseconds>(first_end - Clock::now());
            renew(due, Timeout::from(std::max<std::chrono::milliseconds>(left, 1ms)));
        }
        lock.lock();
    }
}

void Renewer::renew(const Entries& entries, Timeout timeout) {
    RedisPipeline pipeline = redis_.pipeline();
    for (const auto& entry : entries) pipeline.add(renew_, entry->key, {entry->owner, entry->ttl});
    const auto sent = Clock::now();
    const auto results = pipeline.run(timeout);
    const std::lock_guard lock(mutex_);
    for (std::size_t at = 0; at < entries.size(); ++at) {
        HeldEntry& entry = *entries[at];
        const auto& result = results[at];
        if (result && result->type() == Reply::Type::integer && result->integer() == 1) entry.extend(sent);
        else if (result || result.error().code == ErrorCode::misuse) entry.taken = true;
        else entry.due = Clock::now() + jitter_.between(1ms, entry.ttl.milliseconds() / 10 + 1ms);
    }
}

}  // namespace stateless::redis
