// Reads while it writes, since a server that cannot get rid of its replies stops taking requests.
#include "redis/connection.h"

#include <array>

#include "redis/errors.h"
#include "redis/request.h"

namespace stateless::redis {
namespace {

constexpr std::size_t chunk = 16384;
constexpr char missed[] = "no answer by the deadline";

Error refused(const std::string& what, const Reply& reply) {
    Error error = error_of(reply.error_text(), false);
    error.detail = what + ": " + error.detail;
    return error;
}

// In the order of Dialing's fields.
std::vector<std::string> greetings(const Dialing& dialing) {
    std::vector<std::string> sent;
    const auto add = [&](Args command) { sent.emplace_back(Request(command).bytes()); };
    const RedisUrl::Login& login = dialing.login;
    if (!login.user.empty()) add({"AUTH", login.user, login.password});
    else if (!login.password.empty()) add({"AUTH", login.password});
    if (dialing.database != 0) add({"SELECT", dialing.database});
    // Answers LOADING and NOAUTH before a caller's command meets them, and takes in what TLS sends after its handshake.
    if (dialing.must_be_master) add({"ROLE"});
    else add({"PING"});
    return sent;
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const RedisUrl::Host& host, const Dialing& dialing,
                                                     net::Resolver& resolver, Deadline deadline) {
    auto transport = Transport::open(host, dialing.tls.get(), resolver, deadline);
    if (!transport) return transport.error();
    std::unique_ptr<Connection> connection(new Connection(std::move(*transport), dialing.largest_reply));

    std::string requests;
    const auto parts = greetings(dialing);
    for (const std::string& part : parts) requests += part;
    std::vector<Reply> replies(parts.size());
    if (const Trouble trouble = connection->exchange(requests, replies.data(), replies.size(), deadline))
        return unavailable("cannot log in: " + trouble.why);
    for (const Reply& reply : replies)
        if (reply.is_error()) return refused("cannot log in", reply);
    if (dialing.must_be_master) {
        const Reply& role = replies.back();
        if (role.type() != Reply::Type::array || role.size() == 0 || role[0].type() != Reply::Type::text ||
            role[0].text() != "master")
            return unavailable("the server is not the master");
    }
    return connection;
}

Trouble Connection::ended(Trouble::Kind kind, std::string why, std::size_t sent, const Answers& answers) {
    broken_ = true;
    return {kind, sent, answers.read, std::move(why)};
}

Trouble Connection::exchange(std::string_view requests, Reply* replies, std::size_t count, Deadline deadline,
                             bool patient) {
    Answers answers{replies, count};
    if (Trouble trouble = send(requests, answers, deadline)) return trouble;
    return await(answers, deadline, patient, requests.size());
}

Trouble Connection::send(std::string_view requests, Deadline deadline) {
    Answers none{nullptr, 0};
    return send(requests, none, deadline);
}

Trouble Connection::receive(Reply& reply, Deadline deadline) {
    Answers one{&reply, 1};
    if (Trouble trouble = parse(one, 0)) return trouble;
    return await(one, deadline, false, 0);
}

Trouble Connection::receive_now(Reply& reply, bool& there) {
    Answers one{&reply, 1};
    Trouble trouble = parse(one, 0);
    while (!trouble && one.read == 0) {
        std::array<char, chunk> bytes;
        const Transfer got = transport_->receive(bytes.data(), bytes.size());
        if (got.state == Transfer::State::closed) return ended(Trouble::Kind::closed, transport_->failure(), 0, one);
        if (got.state != Transfer::State::moved) break;
        trouble = take(bytes.data(), got.bytes, one, 0);
    }
    there = one.read == 1;
    return trouble;
}

Trouble Connection::send(std::string_view requests, Answers& answers, Deadline deadline) {
    std::size_t sent = 0;
    while (true) {
        const Transfer step = transport_->send(requests.data() + sent, requests.size() - sent);
        if (step.state == Transfer::State::closed)
            return ended(Trouble::Kind::closed, transport_->failure(), sent, answers);
        sent += step.bytes;
        if (sent == requests.size()) return {};
        // A server that takes little and trickles replies would keep this loop busy.
        if (deadline.passed()) return ended(Trouble::Kind::late, missed, sent, answers);
        if (step.state == Transfer::State::moved) continue;
        const short events = step.state == Transfer::State::wait_to_read ? POLLIN : POLLIN | POLLOUT;
        if (!transport_->wait(events, deadline)) return ended(Trouble::Kind::late, missed, sent, answers);
        std::array<char, chunk> bytes;
        const Transfer got = transport_->receive(bytes.data(), bytes.size());
        if (got.state == Transfer::State::closed)
            return ended(Trouble::Kind::closed, transport_->failure(), sent, answers);
        if (got.bytes > 0)
            if (Trouble trouble = take(bytes.data(), got.bytes, answers, sent)) return trouble;
    }
}

Trouble Connection::await(Answers& answers, Deadline deadline, bool patient, std::size_t sent) {
    std::array<char, chunk> bytes;
    for (bool first = true; answers.read < answers.count; first = false) {
        if (!first && deadline.passed()) return ended(Trouble::Kind::late, missed, sent, answers);
        const Transfer got = patient ? transport_->receive_soon(bytes.data(), bytes.size())
                                     : transport_->receive(bytes.data(), bytes.size());
        // Only once: the time it may take was looked at before.
        patient = false;
        if (got.state == Transfer::State::closed)
            return ended(Trouble::Kind::closed, transport_->failure(), sent, answers);
        if (got.state == Transfer::State::moved) {
            if (Trouble trouble = take(bytes.data(), got.bytes, answers, sent)) return trouble;
            continue;
        }
        const short events = got.state == Transfer::State::wait_to_read ? POLLIN : POLLOUT;
        if (!transport_->wait(events, deadline)) return ended(Trouble::Kind::late, missed, sent, answers);
    }
    return {};
}

Trouble Connection::take(const char* bytes, std::size_t size, Answers& answers, std::size_t sent) {
    fed_ += size;
    if (fed_ > largest_reply_) return ended(Trouble::Kind::broken, "the reply is too large", sent, answers);
    if (!reader_.feed(bytes, size))
        return ended(Trouble::Kind::broken, "the reply does not fit into memory", sent, answers);
    return parse(answers, sent);
}

// At once, since the parser moves all that it still holds with each reply.
Trouble Connection::parse(Answers& answers, std::size_t sent) {
    while (answers.read < answers.count) {
        const Reader::Step step = reader_.next(answers.replies[answers.read]);
        if (step == Reader::Step::more) break;
        if (step == Reader::Step::broken)
            return ended(Trouble::Kind::broken, "no protocol of Redis: " + reader_.failure(), sent, answers);
        fed_ = reader_.pending();
        ++answers.read;
    }
    return {};
}

}  // namespace stateless::redis
