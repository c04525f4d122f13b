// Messages to all replicas: what one publishes, each gets, in one order, the publisher too. Redis keeps no message for
// whoever is not connected at that moment, so what may have been missed is told as a gap; what has to arrive belongs
// into a JobQueue. It does not know what the messages mean.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include <stateless/redis.h>

namespace stateless {

/// Both are needed. They are called on a thread of the library's, one at a time for all Broadcasts of a Redis, and must
/// neither throw nor destroy a Broadcast. While one runs the others wait, and a subscriber that reads too slowly is
/// disconnected by Redis (client-output-buffer-limit), which is a gap: hand work over to somebody else.
struct BroadcastHandlers {
    std::function<void(std::string_view message)> message;
    /// Messages may have been missed since the last one: the connection was lost and is there again, or the numbers of
    /// the messages show it. Read again what they would have told.
    std::function<void()> gap;
};

/// One channel, over which this replica publishes and listens. All Broadcasts of a Redis and its copies listen on one
/// connection more, which is opened again by itself, after a random delay of at most two seconds. Any thread may call
/// it.
///
/// Each message carries a number that Redis counts up in the key `channel`, which lives for a day after the last
/// message; a number that is not the next one is a gap. That is how a message is noticed that a cluster lost between
/// two of its nodes.
class Broadcast {
public:
    /// Begins to listen; what is published before `wait_subscribed` says so may be missed without a word. Throws
    /// std::invalid_argument if a handler is missing, std::system_error if there is no thread or descriptor.
    Broadcast(const Redis& redis, const Key& channel, BroadcastHandlers handlers);
    /// Waits for a handler of this channel that runs. The last Broadcast of a Redis also waits for an attempt to
    /// connect, RedisOptions::connect_timeout at most.
    ~Broadcast();
    Broadcast(Broadcast&&) noexcept;
    Broadcast& operator=(Broadcast&&) noexcept;

    /// To everybody who listens. Success says that Redis has passed it on, not that anybody got it. Errors are those of
    /// Redis::eval; after `outcome_unknown` it may have been sent.
    [[nodiscard]] Result<void> publish(std::string_view message, std::optional<Timeout> timeout = std::nullopt);

    /// As publish, for a process that does not listen itself.
    [[nodiscard]] static Result<void> publish_to(Redis redis, const Key& channel, std::string_view message,
                                                 std::optional<Timeout> timeout = std::nullopt);

    /// Waits until Redis has confirmed the subscription: from then on each message arrives, or a gap is told. False if
    /// the time passes first.
    [[nodiscard]] bool wait_subscribed(Timeout timeout) const;

private:
    struct Listening;
    std::unique_ptr<Listening> listening_;
};

}  // namespace stateless
