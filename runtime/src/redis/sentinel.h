// Commands to the master that sentinels name. A watcher asks them when the word is old or proved wrong; a subscription
// hears at once when they choose another. Each connection asks the server itself whether it is master (ROLE).
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "redis/router.h"
#include "redis/subscriber.h"
#include "redis/watcher.h"

namespace stateless::redis {

class Sentinel final : public Router {
public:
    /// Connects in the background.
    Sentinel(const RedisUrl& url, Shared& shared);
    ~Sentinel() override;

    [[nodiscard]] Result<Reply> run(const Order& order, Deadline deadline, Clock::time_point now) override;
    [[nodiscard]] std::vector<Result<Reply>> run_all(const Batch& batch, Deadline deadline) override;
    [[nodiscard]] Result<std::unique_ptr<Connection>> dial(Deadline deadline) override;
    void add_to(RedisStats& stats) const override;

private:
    using NodePointer = std::shared_ptr<Node>;
    [[nodiscard]] bool refresh(const std::atomic<bool>& over);
    [[nodiscard]] Result<std::unique_ptr<Connection>> any_sentinel(Deadline deadline);
    void adopt(RedisUrl::Host host);
    /// Waits for the first one; null if the deadline passes first.
    [[nodiscard]] NodePointer master(Deadline deadline);
    /// Why there was none.
    [[nodiscard]] Error no_master() const;
    /// Asks again where another server has become master meanwhile, and nothing was done.
    [[nodiscard]] bool again_elsewhere(const Result<Reply>& raw, NodePointer& node, Deadline deadline);

    const std::vector<RedisUrl::Host> sentinels_;
    const std::string master_name_;
    Shared& shared_;
    Dialing to_sentinels_;
    Jitter jitter_;
    mutable std::mutex mutex_;
    NodePointer master_;
    std::optional<Error> refused_;  // why no sentinel named it, if time will not mend it
    // Last: their threads use all of the above.
    std::optional<Watcher> watcher_;
    std::optional<Subscriber> switches_;
};

}  // namespace stateless::redis
