// One connection to one server, logged in. Requests go out and replies come in within a deadline. After a missed
// deadline, a lost connection or bytes that are no protocol it is broken and only good for closing.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "redis/reader.h"
#include "redis/transport.h"

namespace stateless::redis {

/// What a connection needs to know besides the host.
struct Dialing {
    RedisUrl::Login login;
    unsigned database = 0;
    bool must_be_master = false;
    std::shared_ptr<const TlsContext> tls;
    std::size_t largest_reply = 0;
};

/// How an exchange ended early.
struct Trouble {
    enum class Kind : std::uint8_t { none, closed, late, broken };
    Kind kind = Kind::none;
    std::size_t sent = 0;  ///< bytes that went out
    std::size_t read = 0;  ///< replies that came
    std::string why;
    [[nodiscard]] explicit operator bool() const { return kind != Kind::none; }
};

class Connection {
public:
    /// AUTH, SELECT and PING, or ROLE. `unavailable` if there is no connection by the deadline, or the server is no
    /// master and has to be one; `misuse` if it refuses the login.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const RedisUrl::Host& host, const Dialing& dialing,
                                                                  net::Resolver& resolver, Deadline deadline);

    /// Sends the requests and reads `count` replies. `patient`: the deadline is further away than Transport::patience.
    [[nodiscard]] Trouble exchange(std::string_view requests, Reply* replies, std::size_t count, Deadline deadline,
                                   bool patient = false);

    /// The halves of an exchange, for a connection that the server speaks on unasked.
    [[nodiscard]] Trouble send(std::string_view requests, Deadline deadline);
    [[nodiscard]] Trouble receive(Reply& reply, Deadline deadline);
    /// Without waiting; `there` says whether there was one.
    [[nodiscard]] Trouble receive_now(Reply& reply, bool& there);
    /// Waits until there may be something to receive, or the other descriptor can be read; false if the deadline passes
    /// first.
    [[nodiscard]] bool wait_beside(int other, Deadline deadline) const {
        return transport_->wait_beside(other, deadline);
    }

    /// Can a request be sent? Asks the socket, not the server: a peer that has hung up is seen.
    [[nodiscard]] bool usable() const { return whole() && transport_->quiet(); }

    void break_off() { broken_ = true; }
    /// Fit for another request, as far as is known without asking anybody.
    [[nodiscard]] bool whole() const { return !broken_ && reader_.pending() == 0; }

private:
    explicit Connection(std::unique_ptr<Transport> transport, std::size_t largest_reply)
        : transport_(std::move(transport)), largest_reply_(largest_reply) {}
    struct Answers {
        Reply* replies;
        std::size_t count, read = 0;
    };
    [[nodiscard]] Trouble ended(Trouble::Kind kind, std::string why, std::size_t sent, const Answers& answers);
    [[nodiscard]] Trouble send(std::string_view requests, Answers& answers, Deadline deadline);
    [[nodiscard]] Trouble await(Answers& answers, Deadline deadline, bool patient, std::size_t sent);
    [[nodiscard]] Trouble take(const char* bytes, std::size_t size, Answers& answers, std::size_t sent);
    [[nodiscard]] Trouble parse(Answers& answers, std::size_t sent);

    std::unique_ptr<Transport> transport_;
    Reader reader_;
    std::size_t largest_reply_;
    std::size_t fed_ = 0;  // bytes since the last whole reply
    bool broken_ = false;
};

}  // namespace stateless::redis
