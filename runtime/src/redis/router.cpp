// What all modes share, and the simplest of them.
#include "redis/router.h"

#include <array>

#include "redis/errors.h"
#include "redis/request.h"

namespace stateless::redis {
namespace {

bool is_error_of(const Reply& reply, std::string_view kind) {
    return reply.is_error() && std::string_view(reply.error_text()).substr(0, kind.size()) == kind;
}

// A server that is no master any more is left: its name may lead to the new one.
void heed(Node& node, const Reply& reply) {
    if (reply.is_error() && tells_of_another_master(reply.error_text())) node.pool().renew();
}

class Standalone final : public Router {
public:
    Standalone(RedisUrl::Host host, Shared& shared) : node_(std::move(host), shared) {}

    Result<Reply> run(const Order& order, Deadline deadline, Clock::time_point now) override {
        Result<Reply> raw = ask(node_, order, deadline, now);
        settle(raw, order.may_leave_half);
        return raw;
    }

    std::vector<Result<Reply>> run_all(const Batch& batch, Deadline deadline) override {
        std::vector<std::size_t> to_send;
        auto results = prepared(batch, to_send);
        ask_all(node_, batch, to_send, results, deadline);
        for (const std::size_t at : to_send) settle(results[at], batch.entries[at].may_leave_half);
        return results;
    }

    Result<std::unique_ptr<Connection>> dial(Deadline deadline) override { return node_.dial(deadline); }

    const std::string* refused(Clock::time_point now) const override { return node_.refused(now); }

    void add_to(RedisStats& stats) const override { node_.add_to(stats); }

private:
    Node node_;
};

}  // namespace

namespace {

Result<Reply> exchanged(Node& node, std::string_view bytes, Reply* replies, std::size_t count, const Order& order,
                        Deadline deadline, Clock::time_point now) {
    Trouble trouble;
    if (auto refused = node.exchange({bytes, bytes.size(), count, order.reads}, replies, deadline, now, trouble))
        return *std::move(refused);
    if (trouble) return node.lost(trouble, trouble.sent == bytes.size(), order.reads);
    return std::move(replies[count - 1]);
}

}  // namespace

Result<Reply> ask(Node& node, const Order& order, Deadline deadline, Clock::time_point now, bool asking) {
    std::array<Reply, 2> replies;
    auto raw = asking ? exchanged(node, std::string("*1\r\n$6\r\nASKING\r\n").append(order.bytes), replies.data(), 2,
                                  order, deadline, now)
                      : exchanged(node, order.bytes, replies.data(), 1, order, deadline, now);
    if (!raw || !raw->is_error()) return raw;
    if (order.script != nullptr && is_error_of(*raw, "NOSCRIPT")) {
        const std::string eval = as_eval(order.bytes, *order.script);
        const Order whole{eval, nullptr, order.reads, order.may_leave_half, order.slot};
        return ask(node, whole, deadline, Clock::now(), asking);
    }
    heed(node, *raw);
    return raw;
}

void ask_all(Node& node, const Batch& batch, const std::vector<std::size_t>& positions,
             std::vector<Result<Reply>>& results, Deadline deadline) {
    if (positions.empty()) return;
    // What lies side by side already is not copied.
    std::string gathered;
    const Batch::Entry &first = batch.entries[positions.front()], &last = batch.entries[positions.back()];
    std::size_t size = 0;
    bool reads = true;
    for (const std::size_t at : positions) {
        size += batch.entries[at].end - batch.entries[at].begin;
        reads = reads && batch.entries[at].reads;
    }
    std::string_view bytes = std::string_view(batch.bytes).substr(first.begin, last.end - first.begin);
    if (size != bytes.size()) {
        for (const std::size_t at : positions) gathered += batch.order(at).bytes;
        bytes = gathered;
    }
    std::vector<Reply> replies(positions.size());
    Trouble trouble;
    const auto refused = node.exchange({bytes, first.end - first.begin, positions.size(), reads}, replies.data(),
                                       deadline, Clock::now(), trouble);
    std::size_t end = 0;
    std::vector<std::size_t> unknown_scripts;
    for (std::size_t place = 0; place < positions.size(); ++place) {
        const std::size_t at = positions[place];
        const Batch::Entry& entry = batch.entries[at];
        end += entry.end - entry.begin;
        if (refused) {
            results[at] = *refused;
        } else if (trouble && place >= trouble.read) {
            results[at] = node.lost(trouble, end <= trouble.sent, entry.reads);
        } else {
            if (entry.script && is_error_of(replies[place], "NOSCRIPT")) unknown_scripts.push_back(at);
            else heed(node, replies[place]);
            *results[at] = std::move(replies[place]);
        }
    }
    for (const std::size_t at : unknown_scripts) results[at] = ask(node, batch.order(at), deadline, Clock::now());
}

void settle(Result<Reply>& raw, bool may_leave_half) {
    if (raw && raw->is_error()) raw = error_of(raw->error_text(), may_leave_half);
}

std::vector<Result<Reply>> prepared(const Batch& batch, std::vector<std::size_t>& to_send) {
    std::vector<Result<Reply>> results;
    results.reserve(batch.entries.size());
    to_send.reserve(batch.entries.size());
    for (std::size_t at = 0; at < batch.entries.size(); ++at) {
        if (batch.entries[at].refused == nullptr) {
            to_send.push_back(at);
            results.emplace_back(Reply());
        } else {
            results.emplace_back(misuse(batch.entries[at].refused));
        }
    }
    return results;
}

std::unique_ptr<Router> make_standalone(RedisUrl::Host host, Shared& shared) {
    return std::make_unique<Standalone>(std::move(host), shared);
}

}  // namespace stateless::redis
