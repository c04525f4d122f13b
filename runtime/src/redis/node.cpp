// An idle connection on which the server has hung up says nothing about the server, so it costs one more attempt and no
// failure.
#include "redis/node.h"

#include "redis/errors.h"

namespace stateless::redis {

Node::Node(RedisUrl::Host host, Shared& shared)
    : host_(std::move(host)), shared_(shared), name_("redis at " + host_.name + ":" + std::to_string(host_.port)),
      refusal_(name_ + " does not answer; refused until the next attempt"),
      breaker_(shared.options.failures_until_open, shared.options.open_for, shared.options.open_for_at_most),
      pool_(name_, shared.options, breaker_, [this](Deadline deadline) { return dial(deadline); }) {}

Result<std::unique_ptr<Connection>> Node::dial(Deadline deadline) {
    return Connection::open(host_, shared_.dialing, shared_.resolver, deadline);
}

std::optional<Error> Node::exchange(const Requests& requests, Reply* replies, Deadline deadline, Clock::time_point now,
                                    Trouble& trouble) {
    const Breaker::Answer answer = breaker_.ask(now);
    if (answer == Breaker::Answer::refuse) return unavailable(refusal_);
    const bool alone = answer == Breaker::Answer::try_alone;
    if (alone) pool_.hurry();
    // A write on a connection that is already closed would be lost without anybody knowing, so those look first.
    for (bool again = false;; again = true) {
        auto lease = pool_.acquire(deadline, now, again);
        if (!lease) return lease.error();
        const bool fresh = lease->fresh();
        const bool patient = deadline.at() - lease->since() > Transport::patience;
        trouble = (*lease)->exchange(requests.bytes, replies, requests.count, deadline, patient);
        if (!trouble) {
            breaker_.succeeded();
            return std::nullopt;
        }
        const bool harmless = trouble.read == 0 && (requests.only_reads || trouble.sent < requests.first_size);
        if (trouble.kind == Trouble::Kind::closed && !fresh && !again && harmless) {
            now = Clock::now();
            if (now < deadline.at()) continue;
        }
        breaker_.failed(Clock::now(), alone);
        return std::nullopt;
    }
}

Error Node::lost(const Trouble& trouble, bool whole_sent, bool reads) const {
    const std::string detail = name_ + ": " + trouble.why + "; " + pool_.state();
    return reads || !whole_sent ? unavailable(detail) : no_answer(detail);
}

void Node::add_to(RedisStats& stats) const {
    pool_.add_to(stats);
    ++stats.servers;
    if (breaker_.open()) ++stats.refusing;
}

}  // namespace stateless::redis
