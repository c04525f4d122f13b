// What waiting costs is the time in which any caller waits: several that wait at once delay a run no longer than one.
#include "cache/shared_store.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string_view>

#include <stateless/redis.h>

#include "model/misuse.h"

namespace stateless::lint {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds one_call{2000};
constexpr milliseconds in_all{5000};
constexpr std::size_t largest_text = std::size_t{64} << 20;

struct Address {
    RedisUrl url;
    Ttl ttl;
};

[[noreturn]] void refuse(const std::string& reason) { throw Misuse("--cache: " + reason); }

Ttl ttl_of(std::string_view text) {
    std::uint64_t number = 0;
    const char* end_of_text = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), end_of_text, number);
    const std::string_view unit(end, static_cast<std::size_t>(end_of_text - end));
    const std::uint64_t seconds = unit.empty() || unit == "s" ? 1
                                  : unit == "m"               ? 60
                                  : unit == "h"               ? 3600
                                  : unit == "d"               ? 86400
                                                              : 0;
    constexpr std::uint64_t longest = std::uint64_t{366} * 86400;
    if (error != std::errc() || seconds == 0 || number == 0 || number > longest / seconds)
        refuse("ttl=" + std::string(text) + " is no time from 1 second to 366d; write it as in ?ttl=7d");
    return Ttl::from(std::chrono::seconds(number * seconds));
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        result += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return result;
}

/// Unless the URL has one.
void insert_password(std::string& url, std::string_view password) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string::npos) return;
    const std::size_t begin = scheme + 3;
    const std::size_t end = url.find('@', begin);
    const std::string text = ":" + percent_encoded(password);
    if (end == std::string::npos) url.insert(begin, text + "@");
    else if (url.find(':', begin) > end) url.insert(end, text);
}

/// Takes "ttl" out of the parameters; the others are libstateless' business.
Address address_of(const SharedStoreSettings& settings) {
    std::string url = settings.url;
    std::optional<Ttl> ttl;
    if (const std::size_t query = url.find('?'); query != std::string::npos) {
        std::string_view left = std::string_view(settings.url).substr(query + 1);
        std::string others;
        while (!left.empty()) {
            const std::string_view parameter = left.substr(0, left.find('&'));
            left.remove_prefix(std::min(left.size(), parameter.size() + 1));
            if (parameter.starts_with("ttl=")) ttl = ttl_of(parameter.substr(4));
            else others += (others.empty() ? "?" : "&") + std::string(parameter);
        }
        url = url.substr(0, query) + others;
    }
    if (!settings.password.empty()) insert_password(url, settings.password);
    auto parsed = RedisUrl::parse(url);
    if (!parsed) refuse(parsed.error().detail);
    if (!ttl) refuse("say how long the Redis keeps what it is given: " + parsed->describe() + "?ttl=7d");
    return {std::move(*parsed), *ttl};
}

Key key_of(const std::string& name) { return Key("stateless-lint", name); }

/// Somebody else's value of another type under our name is a text that is not there.
bool is_of_other_type(const Error& error) { return error.detail.starts_with("WRONGTYPE"); }

}  // namespace

class SharedStore::Connection {
public:
    explicit Connection(Address address) : address_(std::move(address)) {}

    const Address& address() const { return address_; }
    std::string trouble() const {
        const std::lock_guard lock(mutex_);
        return trouble_;
    }
    void disconnect() {
        const std::lock_guard lock(mutex_);
        redis_.reset();
    }

    /// What became of each command; nothing if they were not sent.
    template <typename Fill>
    std::vector<stateless::Result<Reply>> run(const Fill& fill) {
        Clock::duration left{};
        std::optional<Redis> redis = begin(left);
        if (!redis) return {};
        RedisPipeline pipeline = redis->pipeline();
        fill(pipeline);
        const auto time = std::min(one_call, std::chrono::ceil<milliseconds>(left));
        auto replies = pipeline.run(Timeout::from(time));
        end(replies);
        return replies;
    }

private:
    /// A copy, which shares the connections.
    std::optional<Redis> begin(Clock::duration& left) {
        const std::lock_guard lock(mutex_);
        if (!trouble_.empty()) return std::nullopt;
        const auto now = Clock::now();
        left = in_all - waited_ - (callers_ > 0 ? now - since_ : Clock::duration{});
        if (left <= Clock::duration{}) {
            give_up("its answers took too long");
            return std::nullopt;
        }
        if (!redis_) {
            RedisOptions options;
            options.connect_timeout = Timeout::from(one_call);
            options.call_timeout = Timeout::from(one_call);
            options.failures_until_open = 1;
            options.largest_reply = largest_text;
            redis_ = std::make_unique<Redis>(address_.url, options);
        }
        if (callers_++ == 0) since_ = now;
        return *redis_;
    }

    void end(const std::vector<stateless::Result<Reply>>& replies) {
        const std::lock_guard lock(mutex_);
        if (--callers_ == 0) waited_ += Clock::now() - since_;
        for (const auto& reply : replies) {
            if (!reply && !is_of_other_type(reply.error())) return give_up(reply.error().detail);
        }
    }

    void give_up(const std::string& why) {
        if (trouble_.empty()) trouble_ = why;
    }

    const Address address_;
    mutable std::mutex mutex_;
    std::unique_ptr<Redis> redis_;
    unsigned callers_ = 0;  // that wait at this moment, since `since_`
    Clock::time_point since_;
    Clock::duration waited_{};  // before that
    std::string trouble_;
};

SharedStore::SharedStore(const SharedStoreSettings& settings)
    : connection_(std::make_unique<Connection>(address_of(settings))) {}
SharedStore::~SharedStore() = default;

std::vector<std::optional<std::string>> SharedStore::load(const std::vector<std::string>& names) {
    std::vector<std::optional<std::string>> texts(names.size());
    if (names.empty()) return texts;
    auto replies = connection_->run([&](RedisPipeline& pipeline) {
        for (const std::string& name : names) pipeline.add({"GET", key_of(name)});
    });
    for (std::size_t at = 0; at < replies.size(); ++at) {
        if (replies[at] && replies[at]->type() == Reply::Type::text) texts[at] = std::move(*replies[at]).text();
    }
    return texts;
}

bool SharedStore::save(const std::vector<std::pair<std::string, std::string>>& texts) {
    const Ttl ttl = connection_->address().ttl;
    connection_->run([&](RedisPipeline& pipeline) {
        for (const auto& [name, text] : texts) {
            if (text.size() <= largest_text) pipeline.add({"SET", key_of(name), text, "PX", ttl});
        }
    });
    return trouble().empty();
}

void SharedStore::disconnect() { connection_->disconnect(); }

std::string SharedStore::describe() const { return connection_->address().url.describe(); }

std::string SharedStore::trouble() const { return connection_->trouble(); }

}  // namespace stateless::lint
