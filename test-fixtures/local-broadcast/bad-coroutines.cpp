// A chat whose room is a local of the coroutine that accepts clients, or of a thread that does. A client's messages
// wait in its outbox until a coroutine of its own has sent them.

//--- chat.cpp
#include <boost/asio.hpp>
#include <coroutine>

#include <deque>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

class Participant {
public:
    virtual ~Participant() = default;
    virtual void deliver(const std::string& message) = 0;
};

class Room {
public:
    void join(const std::shared_ptr<Participant>& participant) {
        participants_.insert(participant);
        for (const auto& message : recent_) participant->deliver(message);
    }
    void leave(const std::shared_ptr<Participant>& participant) { participants_.erase(participant); }
    void deliver(const std::string& message) {
        recent_.push_back(message);
        while (recent_.size() > 100) recent_.pop_front();
        for (auto& participant : participants_) participant->deliver(message);
    }

private:
    std::set<std::shared_ptr<Participant>> participants_;  // want local-broadcast: "'participants_'"
    std::deque<std::string> recent_;                       // want handler-captured-state: "'recent_'"
};

class Session : public Participant, public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, Room& room) : socket_(std::move(socket)), room_(room) {}
    void start() {
        room_.join(shared_from_this());
        asio::co_spawn(socket_.get_executor(), reader(), asio::detached);
        asio::co_spawn(socket_.get_executor(), writer(), asio::detached);
    }
    void deliver(const std::string& message) override { outbox_.push_back(message); }

private:
    asio::awaitable<void> reader() {
        char data[1024];
        for (;;) {
            std::size_t n = co_await socket_.async_read_some(asio::buffer(data), asio::use_awaitable);
            if (n == 0) break;
            room_.deliver(std::string(data, n));
        }
        room_.leave(shared_from_this());
    }
    asio::awaitable<void> writer() {
        while (!outbox_.empty()) {
            co_await asio::async_write(socket_, asio::buffer(outbox_.front()), asio::use_awaitable);
            outbox_.pop_front();
        }
    }

    tcp::socket socket_;
    Room& room_;
    std::deque<std::string> outbox_;
};

static asio::awaitable<void> listener(tcp::acceptor& acceptor) {
    Room room;
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        std::make_shared<Session>(std::move(socket), room)->start();
    }
}

void start(int listening);

int main() {
    asio::io_context context;
    tcp::acceptor acceptor(context, tcp::endpoint(tcp::v4(), 9000));
    asio::co_spawn(context, listener(acceptor), asio::detached);
    start(3);
    context.run();
}

//--- thread.cpp
#include <sys/socket.h>
#include <unistd.h>

#include <thread>
#include <vector>

static void serve_one(int client) {
    int answered = 0;
    char line[256];
    while (::recv(client, line, sizeof line, 0) > 0) ++answered;
    ::close(client);
}

static void accept_all(int listening) {
    std::vector<int> clients;  // want local-broadcast: "'clients'"
    for (;;) {
        int client = ::accept(listening, nullptr, nullptr);
        for (int other : clients) ::send(other, "hello", 5, 0);
        clients.push_back(client);
        std::thread(serve_one, client).detach();
    }
}

void start(int listening) {
    std::thread acceptor(accept_all, listening);
    acceptor.join();
}
