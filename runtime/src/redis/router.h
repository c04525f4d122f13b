// Which server a command goes to, and what is done when that server points elsewhere: one implementation for each mode
// of a RedisUrl.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "redis/node.h"

namespace stateless::redis {

/// One formatted command.
struct Order {
    std::string_view bytes;
    const Script* script = nullptr;  ///< if it is the EVALSHA of one
    bool reads = false;
    bool may_leave_half = false;  ///< a script: what it did before an error stays
    int slot = -1;
};

/// The commands of a pipeline, one behind the other.
struct Batch {
    struct Entry {
        std::size_t begin, end;
        std::optional<Script> script;
        bool reads, may_leave_half;
        int slot;
        const char* refused;  ///< why it is not sent, and has no bytes; or null
    };
    std::string bytes;
    std::vector<Entry> entries;

    [[nodiscard]] Order order(std::size_t at) const {
        const Entry& entry = entries[at];
        return {std::string_view(bytes).substr(entry.begin, entry.end - entry.begin),
                entry.script ? &*entry.script : nullptr, entry.reads, entry.may_leave_half, entry.slot};
    }
};

class Router {
public:
    Router() = default;
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;
    virtual ~Router() = default;

    [[nodiscard]] virtual Result<Reply> run(const Order& order, Deadline deadline, Clock::time_point now) = 0;

    /// One result for each entry.
    [[nodiscard]] virtual std::vector<Result<Reply>> run_all(const Batch& batch, Deadline deadline) = 0;

    /// A connection of its own to a server that takes part in publish/subscribe.
    [[nodiscard]] virtual Result<std::unique_ptr<Connection>> dial(Deadline deadline) = 0;

    /// Why no order is taken at this moment, if that is known beforehand; or null. Holds no lock.
    [[nodiscard]] virtual const std::string* refused(Clock::time_point) const { return nullptr; }

    /// Do orders need their slot?
    [[nodiscard]] virtual bool by_slot() const { return false; }

    virtual void add_to(RedisStats& stats) const = 0;
};

/// One command to one node: an error reply is still a Reply, the script that a node does not know is sent as a whole.
/// `asking`: to a node that is about to get the slot (ASK).
[[nodiscard]] Result<Reply> ask(Node& node, const Order& order, Deadline deadline, Clock::time_point now,
                                bool asking = false);

/// The entries at `positions` to one node, as ask() would; each raw reply or error into its place of `results`.
void ask_all(Node& node, const Batch& batch, const std::vector<std::size_t>& positions,
             std::vector<Result<Reply>>& results, Deadline deadline);

/// An error reply becomes an Error.
void settle(Result<Reply>& raw, bool may_leave_half);

/// A result for each entry, to be filled: misuse for those that are refused.
[[nodiscard]] std::vector<Result<Reply>> prepared(const Batch& batch, std::vector<std::size_t>& to_send);

/// For one server.
[[nodiscard]] std::unique_ptr<Router> make_standalone(RedisUrl::Host host, Shared& shared);

}  // namespace stateless::redis
