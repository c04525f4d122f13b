// The first sentinel that answers is believed: a wrong word is found out by ROLE, and by the next refresh.
#include "redis/sentinel.h"

#include <charconv>
#include <utility>

#include "redis/errors.h"
#include "redis/request.h"

namespace stateless::redis {
namespace {

constexpr char nobody[] = "no sentinel could name the master";

std::optional<RedisUrl::Host> host_in(const Reply& answer) {
    if (answer.type() != Reply::Type::array || answer.size() != 2 || answer[0].type() != Reply::Type::text ||
        answer[1].type() != Reply::Type::text)
        return std::nullopt;
    const std::string& port_text = answer[1].text();
    std::uint16_t port = 0;
    const auto [end, failure] = std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
    if (failure != std::errc{} || end != port_text.data() + port_text.size() || port == 0) return std::nullopt;
    return RedisUrl::Host{answer[0].text(), port};
}

bool tells_of_change(const Reply& reply) {
    return reply.is_error() &&
           (tells_of_another_master(reply.error_text()) || reply.error_text().rfind("LOADING", 0) == 0);
}

}  // namespace

Sentinel::Sentinel(const RedisUrl& url, Shared& shared)
    : sentinels_(url.hosts()), master_name_(url.master_name()), shared_(shared), to_sentinels_(shared.dialing) {
    to_sentinels_.login = url.sentinel_login();
    to_sentinels_.database = 0;
    to_sentinels_.must_be_master = false;
    const RedisOptions& options = shared.options;
    watcher_.emplace([this](const std::atomic<bool>& over) { return refresh(over); }, options.topology_interval,
                     options.topology_age);
    Subscriber::Events events;
    events.message = [this](std::string_view, std::string_view) { watcher_->request(); };
    events.gap = [this] { watcher_->request(); };
    switches_.emplace([this](Deadline deadline) { return any_sentinel(deadline); }, std::move(events),
                      Subscriber::Times{options.connect_timeout, options.topology_age});
    switches_->subscribe("+switch-master");
}

// The subscription uses the watcher, so it goes first.
Sentinel::~Sentinel() { switches_.reset(); }

Result<std::unique_ptr<Connection>> Sentinel::any_sentinel(Deadline deadline) {
    const std::size_t turn = jitter_.next() % sentinels_.size();
    std::optional<Error> failed;
    for (std::size_t at = 0; at < sentinels_.size() && !deadline.passed(); ++at) {
        const Deadline share(Clock::now() + deadline.left() / static_cast<int>(sentinels_.size() - at));
        auto connection =
            Connection::open(sentinels_[(turn + at) % sentinels_.size()], to_sentinels_, shared_.resolver, share);
        if (connection) return connection;
        failed = connection.error();
    }
    return failed ? *failed : unavailable(nobody);
}

bool Sentinel::refresh(const std::atomic<bool>& over) {
    std::optional<Error> refused;
    for (const RedisUrl::Host& sentinel : sentinels_) {
        if (over) return false;
        // A silent one may not use up the time of those behind it, but the last one has all of it.
        const Deadline deadline(Clock::now() + shared_.options.connect_timeout.milliseconds() /
                                                   (&sentinel == &sentinels_.back() ? 1 : 2));
        auto connection = Connection::open(sentinel, to_sentinels_, shared_.resolver, deadline);
        if (!connection) {
            if (connection.error().code == ErrorCode::misuse) refused = std::move(connection).error();
            continue;
        }
        Reply answer;
        const Request request({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", master_name_});
        if ((*connection)->exchange(request.bytes(), &answer, 1, deadline)) continue;
        if (auto host = host_in(answer)) {
            adopt(*std::move(host));
            return true;
        }
        if (answer.is_error()) {
            Error error = error_of(answer.error_text(), false);
            if (error.code == ErrorCode::misuse) refused = std::move(error);
        }
    }
    const std::lock_guard lock(mutex_);
    refused_ = std::move(refused);
    return false;
}

void Sentinel::adopt(RedisUrl::Host host) {
    NodePointer old;
    const std::lock_guard lock(mutex_);
    if (master_ && master_->host() == host) return;
    old = std::exchange(master_, std::make_shared<Node>(std::move(host), shared_));
    if (old) old->pool().retire();
}

Sentinel::NodePointer Sentinel::master(Deadline deadline) {
    {
        const std::lock_guard lock(mutex_);
        if (master_) return master_;
    }
    if (!watcher_->wait_first(deadline)) return nullptr;
    const std::lock_guard lock(mutex_);
    return master_;
}

Error Sentinel::no_master() const {
    const std::lock_guard lock(mutex_);
    return refused_ ? *refused_ : unavailable(nobody);
}

bool Sentinel::again_elsewhere(const Result<Reply>& raw, NodePointer& node, Deadline deadline) {
    if (raw && !tells_of_change(*raw)) return false;
    if (!raw && raw.error().code == ErrorCode::misuse) return false;
    watcher_->request();
    if ((!raw && raw.error().code != ErrorCode::unavailable) || deadline.passed()) return false;
    NodePointer now = master(deadline);
    if (now == node) return false;
    node = std::move(now);
    return true;
}

Result<Reply> Sentinel::run(const Order& order, Deadline deadline, Clock::time_point now) {
    NodePointer node = master(deadline);
    if (!node) return no_master();
    Result<Reply> raw = ask(*node, order, deadline, now);
    while (again_elsewhere(raw, node, deadline)) raw = ask(*node, order, deadline, Clock::now());
    settle(raw, order.may_leave_half);
    return raw;
}

std::vector<Result<Reply>> Sentinel::run_all(const Batch& batch, Deadline deadline) {
    std::vector<std::size_t> to_send;
    auto results = prepared(batch, to_send);
    const NodePointer node = master(deadline);
    if (node) ask_all(*node, batch, to_send, results, deadline);
    for (const std::size_t at : to_send) {
        if (!node) {
            results[at] = no_master();
            continue;
        }
        const Order order = batch.order(at);
        for (NodePointer other = node; again_elsewhere(results[at], other, deadline);)
            results[at] = ask(*other, order, deadline, Clock::now());
        settle(results[at], order.may_leave_half);
    }
    return results;
}

Result<std::unique_ptr<Connection>> Sentinel::dial(Deadline deadline) {
    const NodePointer node = master(deadline);
    if (!node) return no_master();
    auto connection = node->dial(deadline);
    if (!connection) watcher_->request();
    return connection;
}

void Sentinel::add_to(RedisStats& stats) const {
    {
        const std::lock_guard lock(mutex_);
        if (master_) master_->add_to(stats);
    }
    stats.topology_refreshes += watcher_->refreshes();
}

}  // namespace stateless::redis
