// One subscriber for all channels of a client, and who listens to which. Made when somebody listens, gone with the last
// listener.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "redis/subscriber.h"

namespace stateless::redis {

struct State;

class Hub {
public:
    /// Called as Subscriber::Events are.
    struct Listener {
        std::function<void(std::string_view message)> message;
        std::function<void()> gap;
        std::mutex running;
        bool gone = false;  // guarded by `running`
    };

    /// The client's, made if there is none.
    [[nodiscard]] static std::shared_ptr<Hub> of(const std::shared_ptr<State>& state);

    explicit Hub(const std::shared_ptr<State>& state);

    void add(const std::string& channel, std::shared_ptr<Listener> listener);
    /// Waits for a call of the listener that runs; there is none afterwards.
    void remove(const std::string& channel, const std::shared_ptr<Listener>& listener);

    [[nodiscard]] bool wait_subscribed(const std::string& channel, Deadline deadline) {
        return subscriber_.wait_subscribed(channel, deadline);
    }

private:
    using Listeners = std::vector<std::shared_ptr<Listener>>;
    void pass_on(std::string_view channel, std::string_view message);
    void tell_gap();

    std::mutex mutex_;
    std::map<std::string, Listeners, std::less<>> channels_;
    Subscriber subscriber_;  // last: its thread calls back
};

/// A client's hub, if it has one at the moment.
struct HubPlace {
    std::mutex mutex;
    std::weak_ptr<Hub> hub;
};

}  // namespace stateless::redis
