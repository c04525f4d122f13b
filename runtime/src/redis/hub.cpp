// Listeners are called without the lock, so that they may publish and so that nobody waits for a slow one who does not
// have to.
#include "redis/hub.h"

#include <algorithm>

#include "redis/client.h"

namespace stateless::redis {

std::shared_ptr<Hub> Hub::of(const std::shared_ptr<State>& state) {
    const std::lock_guard lock(state->hub.mutex);
    if (auto hub = state->hub.hub.lock()) return hub;
    auto hub = std::make_shared<Hub>(state);
    state->hub.hub = hub;
    return hub;
}

Hub::Hub(const std::shared_ptr<State>& state)
    : subscriber_([state](Deadline deadline) { return state->router->dial(deadline); },
                  {[this](std::string_view channel, std::string_view message) { pass_on(channel, message); },
                   [this] { tell_gap(); }},
                  {state->shared.options.connect_timeout, state->shared.options.subscription_silence}) {}

void Hub::add(const std::string& channel, std::shared_ptr<Listener> listener) {
    {
        const std::lock_guard lock(mutex_);
        channels_[channel].push_back(std::move(listener));
    }
    subscriber_.subscribe(channel);
}

void Hub::remove(const std::string& channel, const std::shared_ptr<Listener>& listener) {
    {
        const std::lock_guard lock(mutex_);
        const auto listeners = channels_.find(channel);
        auto& all = listeners->second;
        all.erase(std::find(all.begin(), all.end(), listener));
        if (all.empty()) {
            channels_.erase(listeners);
            subscriber_.unsubscribe(channel);
        }
    }
    const std::lock_guard lock(listener->running);
    listener->gone = true;
}

void Hub::pass_on(std::string_view channel, std::string_view message) {
    Listeners called;
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = channels_.find(channel); found != channels_.end()) called = found->second;
    }
    for (const auto& listener : called) {
        const std::lock_guard lock(listener->running);
        if (!listener->gone) listener->message(message);
    }
}

void Hub::tell_gap() {
    Listeners called;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [channel, listeners] : channels_)
            called.insert(called.end(), listeners.begin(), listeners.end());
    }
    for (const auto& listener : called) {
        const std::lock_guard lock(listener->running);
        if (!listener->gone) listener->gap();
    }
}

}  // namespace stateless::redis
