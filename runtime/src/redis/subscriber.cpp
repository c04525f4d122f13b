// The thread sleeps on the socket and on a bell, which callers ring after they changed what is wanted.
#include "redis/subscriber.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "redis/request.h"

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds first_delay = 50ms, longest_delay = 2s;

bool is_text(const Reply& reply) { return reply.type() == Reply::Type::text || reply.type() == Reply::Type::status; }

}  // namespace

Subscriber::Wakeup::Wakeup() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "stateless: eventfd");
}

Subscriber::Wakeup::~Wakeup() { close(descriptor_); }

void Subscriber::Wakeup::ring() const { eventfd_write(descriptor_, 1); }

void Subscriber::Wakeup::silence() const {
    eventfd_t rung = 0;
    eventfd_read(descriptor_, &rung);
}

Subscriber::Subscriber(Dial dial, Events events, Times times)
    : dial_(std::move(dial)), events_(std::move(events)), times_(times), thread_([this] { work(); }) {}

Subscriber::~Subscriber() {
    over_ = true;
    wakeup_.ring();
    thread_.join();
}

void Subscriber::subscribe(const std::string& channel) {
    {
        const std::lock_guard lock(mutex_);
        wanted_.insert(channel);
    }
    wakeup_.ring();
}

void Subscriber::unsubscribe(const std::string& channel) {
    {
        const std::lock_guard lock(mutex_);
        wanted_.erase(channel);
        confirmed_.erase(channel);
        dropped_.insert(channel);
    }
    wakeup_.ring();
}

bool Subscriber::wait_subscribed(const std::string& channel, Deadline deadline) {
    std::unique_lock lock(mutex_);
    return confirmed_changed_.wait_until(lock, deadline.at(), [&] { return confirmed_.count(channel) > 0; });
}

void Subscriber::work() {
    for (unsigned failures = 0; !over_;) {
        auto connection = dial_(Deadline::in(times_.connect));
        if (connection) {
            failures = 0;
            (void)listen(**connection);
            lost_ = true;
            const std::lock_guard lock(mutex_);
            confirmed_.clear();
        }
        // Full jitter; after a connection that worked the first attempt is made soon.
        const auto longest = std::min(longest_delay, first_delay * (1 << std::min(failures, 6U)));
        ++failures;
        const Deadline pause(Clock::now() + jitter_.between(0ms, longest));
        while (!over_ && !pause.passed()) {
            (void)net::wait_for(wakeup_.descriptor(), POLLIN, pause);
            wakeup_.silence();
        }
    }
}

// What has to be sent so that what is asked for becomes what is wanted.
std::string Subscriber::changes(std::set<std::string>& asked) {
    std::string requests;
    const std::lock_guard lock(mutex_);
    // Also those that are wanted again: what confirms them is the answer to the new request.
    for (const std::string& channel : dropped_)
        if (asked.erase(channel) > 0) requests += Request({"UNSUBSCRIBE", channel}).bytes();
    dropped_.clear();
    for (const std::string& channel : wanted_)
        if (asked.insert(channel).second) requests += Request({"SUBSCRIBE", channel}).bytes();
    return requests;
}

// Until the connection is lost, and why it was.
std::string Subscriber::listen(Connection& connection) {
    std::set<std::string> asked;
    bool questioned = false;
    auto heard = Clock::now();
    while (!over_) {
        const std::string requests = changes(asked);
        if (!requests.empty())
            if (const Trouble trouble = connection.send(requests, Deadline::in(times_.connect))) return trouble.why;
        while (true) {
            bool there = false;
            Reply push;
            if (const Trouble trouble = connection.receive_now(push, there)) return trouble.why;
            if (!there) break;
            heard = Clock::now();
            questioned = false;
            take(push);
            if (over_) return "";
        }
        const auto patience = questioned ? times_.connect : times_.silence;
        const Deadline silent(heard + (questioned ? times_.silence.milliseconds() : 0ms) + patience.milliseconds());
        if (!connection.wait_beside(wakeup_.descriptor(), silent)) {
            if (questioned) return "no answer by the deadline";
            questioned = true;
            if (const Trouble trouble = connection.send(Request({"PING"}).bytes(), Deadline::in(times_.connect)))
                return trouble.why;
        }
        wakeup_.silence();
    }
    return "";
}

void Subscriber::take(const Reply& push) {
    if (push.type() != Reply::Type::array || push.size() < 3 || !is_text(push[0]) || !is_text(push[1])) return;
    const std::string& kind = push[0].text();
    if (kind == "message" && is_text(push[2])) events_.message(push[1].text(), push[2].text());
    else if (kind == "subscribe" || kind == "unsubscribe") confirm(push[1].text(), kind == "subscribe");
}

void Subscriber::confirm(const std::string& channel, bool subscribed) {
    bool complete = false;
    {
        const std::lock_guard lock(mutex_);
        if (subscribed) confirmed_.insert(channel);
        else confirmed_.erase(channel);
        complete = std::includes(confirmed_.begin(), confirmed_.end(), wanted_.begin(), wanted_.end());
        confirmed_changed_.notify_all();
    }
    if (!lost_ || !complete) return;
    lost_ = false;
    events_.gap();
}

}  // namespace stateless::redis
