// A redirection is followed for its command at once and makes the map be asked for again, by one thread for all. What
// timed out is never sent to another server: it may have been done.
#include "redis/cluster.h"

#include <algorithm>
#include <thread>

#include "redis/errors.h"
#include "redis/request.h"

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;

// A cluster that sends a command around in circles is broken.
constexpr int most_redirections = 8;

bool begins(const Reply& reply, std::string_view kind) {
    return reply.is_error() && std::string_view(reply.error_text()).substr(0, kind.size()) == kind;
}

}  // namespace

Cluster::Cluster(std::vector<RedisUrl::Host> seeds, Shared& shared) : seeds_(std::move(seeds)), shared_(shared) {
    watcher_.emplace([this](const std::atomic<bool>& over) { return refresh(over); }, shared.options.topology_interval,
                     shared.options.topology_age);
}

Cluster::~Cluster() = default;

// Those that answer first, in any order; then the seeds, whose names may stand for new addresses; then the others.
std::vector<RedisUrl::Host> Cluster::whom_to_ask() {
    std::vector<RedisUrl::Host> good, bad;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [host, node] : nodes_) (node->breaker().open() ? bad : good).push_back(host);
    }
    for (std::size_t left = good.size(); left > 1; --left) std::swap(good[left - 1], good[jitter_.next() % left]);
    bad.insert(bad.begin(), seeds_.begin(), seeds_.end());
    for (const RedisUrl::Host& host : bad)
        if (std::find(good.begin(), good.end(), host) == good.end()) good.push_back(host);
    return good;
}

Result<SlotMap> Cluster::ask_for_map(const RedisUrl::Host& host) {
    const Deadline deadline = Deadline::in(shared_.options.connect_timeout);
    auto connection = Connection::open(host, shared_.dialing, shared_.resolver, deadline);
    if (!connection) return std::move(connection).error();
    Reply answer;
    if (const Trouble trouble = (*connection)->exchange(Request({"CLUSTER", "SLOTS"}).bytes(), &answer, 1, deadline))
        return unavailable(trouble.why);
    if (answer.is_error()) return error_of(answer.error_text(), false);
    if (auto map = SlotMap::read(answer, host)) return *std::move(map);
    return unavailable("the node names no master");
}

bool Cluster::refresh(const std::atomic<bool>& over) {
    std::optional<Error> refused;
    for (const RedisUrl::Host& host : whom_to_ask()) {
        if (over) return false;
        auto slots = ask_for_map(host);
        if (slots) {
            adopt(*std::move(slots));
            return true;
        }
        if (slots.error().code == ErrorCode::misuse) refused = std::move(slots).error();
    }
    const std::lock_guard lock(mutex_);
    refused_ = std::move(refused);
    return false;
}

void Cluster::adopt(SlotMap slots) {
    auto map = std::make_shared<Map>();
    std::vector<NodePointer> gone;
    const std::lock_guard lock(mutex_);
    std::map<RedisUrl::Host, NodePointer> kept;
    for (const RedisUrl::Host& host : slots.masters) {
        NodePointer& node = nodes_[host];
        if (!node) node = std::make_shared<Node>(host, shared_);
        map->masters.push_back(node);
        kept.emplace(host, node);
    }
    for (const auto& [host, node] : nodes_)
        if (kept.count(host) == 0) gone.push_back(node);
    map->slots = std::move(slots);
    nodes_ = std::move(kept);
    map_ = std::move(map);
    // Whoever waits for one of them goes where the new map says.
    for (const NodePointer& node : gone) node->pool().retire();
}

Cluster::NodePointer Cluster::node_at(const RedisUrl::Host& host) {
    const std::lock_guard lock(mutex_);
    NodePointer& node = nodes_[host];
    if (!node) node = std::make_shared<Node>(host, shared_);
    return node;
}

Cluster::NodePointer Cluster::master_of(int slot) {
    const std::lock_guard lock(mutex_);
    if (slot >= 0) {
        const std::uint16_t owner = map_->slots.owner[static_cast<std::size_t>(slot)];
        return owner == SlotMap::nobody ? nullptr : map_->masters[owner];
    }
    // Any of them: they take turns, and those that do not answer are left out.
    const std::size_t count = map_->masters.size(), turn = turns_.fetch_add(1, std::memory_order_relaxed);
    for (std::size_t at = 0; at < count; ++at)
        if (const NodePointer& node = map_->masters[(turn + at) % count]; !node->breaker().open()) return node;
    return map_->masters[turn % count];
}

std::optional<Error> Cluster::not_known(Deadline deadline) {
    {
        const std::lock_guard lock(mutex_);
        if (map_) return std::nullopt;
    }
    if (watcher_->wait_first(deadline)) return std::nullopt;
    const std::lock_guard lock(mutex_);
    if (refused_) return refused_;
    return unavailable("no node of the cluster could be asked for its map");
}

// Nothing was done, and meanwhile it is another server's: the caller need not be told.
bool Cluster::goes_elsewhere(const Result<Reply>& raw, const NodePointer& asked, int slot, Deadline deadline) {
    if (raw || raw.error().code != ErrorCode::unavailable) return false;
    watcher_->request();
    if (deadline.passed()) return false;
    const NodePointer now = master_of(slot);
    return now != nullptr && now != asked && !now->breaker().open();
}

void Cluster::learn(const Reply& reply) {
    for (const char* kind : {"MOVED ", "CLUSTERDOWN ", "READONLY ", "MASTERDOWN ", "LOADING "})
        if (begins(reply, kind)) return watcher_->request();
}

Result<Reply> Cluster::run(const Order& order, Deadline deadline, Clock::time_point now) {
    if (auto error = not_known(deadline)) return *std::move(error);
    NodePointer node = master_of(order.slot);
    if (!node) {
        watcher_->request();
        return unavailable("CLUSTERDOWN the map has no master for slot " + std::to_string(order.slot));
    }
    Result<Reply> raw = ask(*node, order, deadline, now);
    // Nearly always that is the answer.
    if (raw && !raw->is_error()) return raw;
    raw = follow(std::move(raw), std::move(node), order, deadline);
    settle(raw, order.may_leave_half);
    return raw;
}

Result<Reply> Cluster::follow(Result<Reply> raw, NodePointer node, const Order& order, Deadline deadline) {
    for (int step = 0; step < most_redirections; ++step) {
        bool asking = false;
        if (goes_elsewhere(raw, node, order.slot, deadline)) {
            node = master_of(order.slot);
        } else if (!raw || !raw->is_error()) {
            return raw;
        } else if (const auto other = Redirection::read(raw->error_text(), node->host())) {
            learn(*raw);
            node = node_at(other->host);
            asking = other->asking;
        } else if (begins(*raw, "TRYAGAIN ")) {
            // Some of its keys have moved and some have not, which passes.
            std::this_thread::sleep_for(std::min(jitter_.between(1ms, 5ms * (step + 1)), deadline.left()));
        } else {
            learn(*raw);
            return raw;
        }
        if (deadline.passed()) return raw;
        raw = ask(*node, order, deadline, Clock::now(), asking);
    }
    return raw;
}

std::vector<Result<Reply>> Cluster::run_all(const Batch& batch, Deadline deadline) {
    std::vector<std::size_t> to_send;
    auto results = prepared(batch, to_send);
    if (auto error = not_known(deadline)) {
        for (const std::size_t at : to_send) results[at] = *error;
        return results;
    }
    std::map<NodePointer, std::vector<std::size_t>> by_node;
    for (const std::size_t at : to_send) by_node[master_of(batch.entries[at].slot)].push_back(at);
    for (const auto& [node, positions] : by_node) {
        if (!node) {
            watcher_->request();
            for (const std::size_t at : positions) results[at] = unavailable("CLUSTERDOWN nobody has the slot");
            continue;
        }
        ask_all(*node, batch, positions, results, deadline);
        for (const std::size_t at : positions) {
            if (results[at] && !results[at]->is_error()) continue;
            results[at] = follow(std::move(results[at]), node, batch.order(at), deadline);
            settle(results[at], batch.entries[at].may_leave_half);
        }
    }
    return results;
}

Result<std::unique_ptr<Connection>> Cluster::dial(Deadline deadline) {
    if (auto error = not_known(deadline)) return *std::move(error);
    const NodePointer node = master_of(-1);
    auto connection = node->dial(deadline);
    if (!connection) watcher_->request();
    return connection;
}

void Cluster::add_to(RedisStats& stats) const {
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [host, node] : nodes_) node->add_to(stats);
    }
    stats.topology_refreshes += watcher_->refreshes();
}

}  // namespace stateless::redis
