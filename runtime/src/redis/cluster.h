// Commands to the masters of a cluster, by slot; the map is kept by a watcher.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "redis/router.h"
#include "redis/slot_map.h"
#include "redis/watcher.h"

namespace stateless::redis {

class Cluster final : public Router {
public:
    /// `seeds`: whom to ask when none of the known nodes answers. Connects in the background.
    Cluster(std::vector<RedisUrl::Host> seeds, Shared& shared);
    ~Cluster() override;

    [[nodiscard]] Result<Reply> run(const Order& order, Deadline deadline, Clock::time_point now) override;
    [[nodiscard]] std::vector<Result<Reply>> run_all(const Batch& batch, Deadline deadline) override;
    [[nodiscard]] Result<std::unique_ptr<Connection>> dial(Deadline deadline) override;
    [[nodiscard]] bool by_slot() const override { return true; }
    void add_to(RedisStats& stats) const override;

private:
    using NodePointer = std::shared_ptr<Node>;
    struct Map {
        SlotMap slots;
        std::vector<NodePointer> masters;
    };

    [[nodiscard]] bool refresh(const std::atomic<bool>& over);
    [[nodiscard]] std::vector<RedisUrl::Host> whom_to_ask();
    [[nodiscard]] Result<SlotMap> ask_for_map(const RedisUrl::Host& host);
    void adopt(SlotMap slots);
    [[nodiscard]] NodePointer node_at(const RedisUrl::Host& host);
    /// Null if the cluster says that nobody has the slot.
    [[nodiscard]] NodePointer master_of(int slot);
    [[nodiscard]] std::optional<Error> not_known(Deadline deadline);
    [[nodiscard]] bool goes_elsewhere(const Result<Reply>& raw, const NodePointer& asked, int slot, Deadline deadline);
    void learn(const Reply& reply);
    [[nodiscard]] Result<Reply> follow(Result<Reply> raw, NodePointer node, const Order& order, Deadline deadline);

    const std::vector<RedisUrl::Host> seeds_;
    Shared& shared_;
    Jitter jitter_;
    mutable std::mutex mutex_;
    std::map<RedisUrl::Host, NodePointer> nodes_;
    std::shared_ptr<const Map> map_;
    std::optional<Error> refused_;  // why no node told the map, if time will not mend it
    std::atomic<unsigned> turns_{0};
    // Last: its thread uses all of the above.
    std::optional<Watcher> watcher_;
};

}  // namespace stateless::redis
