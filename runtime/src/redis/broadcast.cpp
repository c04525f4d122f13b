// A message travels as its number, a blank and the text. The first number is the server's time in microseconds, so that
// one that begins anew, after the key is gone, is never taken for the next.
#include <stateless/broadcast.h>

#include <charconv>
#include <cstdint>
#include <stdexcept>

#include "redis/client.h"
#include "redis/hub.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;

constexpr Ttl numbers_live{24h};

const Script& publishing() {
    static const Script script(R"(
        local number = redis.call('INCR', KEYS[1])
        if number == 1 then
            local now = redis.call('TIME')
            number = now[1] * 1000000 + now[2]
            redis.call('SET', KEYS[1], string.format('%.0f', number))
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        return redis.call('PUBLISH', KEYS[1], string.format('%.0f ', number) .. ARGV[1]))");
    return script;
}

// Tells gaps from the numbers.
class Sequence {
public:
    explicit Sequence(BroadcastHandlers handlers) : handlers_(std::move(handlers)) {}

    void take(std::string_view message) {
        std::uint64_t number = 0;
        const char* end = message.data() + message.size();
        const auto read = std::from_chars(message.data(), end, number);
        // Somebody else's, who publishes there without us.
        if (read.ec != std::errc() || read.ptr == end || *read.ptr != ' ') return;
        if (last_ && number != *last_ + 1) handlers_.gap();
        last_ = number;
        message.remove_prefix(static_cast<std::size_t>(read.ptr - message.data()) + 1);
        handlers_.message(message);
    }

    void begin_anew() {
        last_.reset();
        handlers_.gap();
    }

private:
    BroadcastHandlers handlers_;
    std::optional<std::uint64_t> last_;
};

}  // namespace

struct Broadcast::Listening {
    Listening(const Redis& client, Key name, BroadcastHandlers handlers)
        : redis(client), channel(std::move(name)), hub(redis::Hub::of(redis::Internals::of(client))),
          listener(std::make_shared<redis::Hub::Listener>()) {
        const auto sequence = std::make_shared<Sequence>(std::move(handlers));
        listener->message = [sequence](std::string_view message) { sequence->take(message); };
        listener->gap = [sequence] { sequence->begin_anew(); };
        hub->add(channel.str(), listener);
    }
    ~Listening() { hub->remove(channel.str(), listener); }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

    const Redis redis;
    const Key channel;
    const std::shared_ptr<redis::Hub> hub;
    const std::shared_ptr<redis::Hub::Listener> listener;
};

Broadcast::Broadcast(const Redis& redis, const Key& channel, BroadcastHandlers handlers) {
    if (!handlers.message || !handlers.gap)
        throw std::invalid_argument("stateless: a Broadcast needs a handler for messages and one for gaps");
    listening_ = std::make_unique<Listening>(redis, channel, std::move(handlers));
}

Broadcast::~Broadcast() = default;
Broadcast::Broadcast(Broadcast&&) noexcept = default;
Broadcast& Broadcast::operator=(Broadcast&&) noexcept = default;

Result<void> Broadcast::publish(std::string_view message, std::optional<Timeout> timeout) {
    return publish_to(listening_->redis, listening_->channel, message, timeout);
}

Result<void> Broadcast::publish_to(Redis redis, const Key& channel, std::string_view message,
                                   std::optional<Timeout> timeout) {
    auto sent = redis.eval(publishing(), channel, {message, numbers_live}, timeout);
    if (!sent) return std::move(sent).error();
    return {};
}

bool Broadcast::wait_subscribed(Timeout timeout) const {
    return listening_->hub->wait_subscribed(listening_->channel.str(), redis::Deadline::in(timeout));
}

}  // namespace stateless
