// Publish/subscribe on a connection of its own, which is opened again when it is lost. What is published in between is
// missed, and that is told. It does not know what the messages mean.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "redis/connection.h"
#include "redis/jitter.h"

namespace stateless::redis {

class Subscriber {
public:
    using Dial = std::function<Result<std::unique_ptr<Connection>>(Deadline)>;

    /// Called on the subscriber's own thread, one at a time; they must not throw, nor destroy the subscriber.
    struct Events {
        std::function<void(std::string_view channel, std::string_view message)> message;
        /// The connection had been lost, and all channels are subscribed again: what was published meanwhile is missed.
        std::function<void()> gap;
    };
    struct Times {
        Timeout connect;  ///< for a connection, and for an answer to a question
        Timeout silence;  ///< after so long without a word the server is asked whether it is there
    };

    /// Starts the thread, which connects at once. Throws std::system_error if there is no thread or descriptor.
    Subscriber(Dial dial, Events events, Times times);
    /// Waits for a callback that runs, and for an attempt to connect, which ends by `Times::connect`.
    ~Subscriber();
    Subscriber(const Subscriber&) = delete;
    Subscriber& operator=(const Subscriber&) = delete;

    /// From now on, over all connections. Returns at once; any thread may call them.
    void subscribe(const std::string& channel);
    void unsubscribe(const std::string& channel);

    /// Waits until the server has confirmed the channel: what is published after that arrives, unless a gap is told.
    /// False if the deadline passes first.
    [[nodiscard]] bool wait_subscribed(const std::string& channel, Deadline deadline);

private:
    class Wakeup {
    public:
        Wakeup();
        ~Wakeup();
        Wakeup(const Wakeup&) = delete;
        Wakeup& operator=(const Wakeup&) = delete;
        void ring() const;
        void silence() const;
        [[nodiscard]] int descriptor() const { return descriptor_; }

    private:
        int descriptor_;
    };

    void work();
    [[nodiscard]] std::string listen(Connection& connection);
    [[nodiscard]] std::string changes(std::set<std::string>& asked);
    void take(const Reply& push);
    void confirm(const std::string& channel, bool subscribed);

    const Dial dial_;
    const Events events_;
    const Times times_;
    Jitter jitter_;
    Wakeup wakeup_;
    std::atomic<bool> over_{false};
    bool lost_ = false;  // the thread's own

    std::mutex mutex_;
    std::condition_variable confirmed_changed_;
    std::set<std::string> wanted_, confirmed_, dropped_;
    std::thread thread_;
};

}  // namespace stateless::redis
