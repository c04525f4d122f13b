// A class whose objects are kept in a history and are also a part of each client's session: what a session does to its
// own is the client's, what is done to those in the history is state.

//--- main.cpp
#include <boost/asio.hpp>

#include <cstdlib>
#include <deque>
#include <memory>
#include <set>

using boost::asio::ip::tcp;

class Message {
public:
    char* data() { return data_; }
    bool decode() {
        length_ = static_cast<std::size_t>(std::atoi(data_));
        return length_ <= 512;
    }
    void like() { ++likes_; }
    std::size_t length() const { return length_ + likes_; }

private:
    char data_[512];
    std::size_t length_ = 0;
    std::size_t likes_ = 0;  // want handler-captured-state: "'likes_'"
};

class Session;

class Room {
public:
    void join(std::shared_ptr<Session> session) { members_.insert(session); }
    void deliver(const Message& message);

private:
    std::set<std::shared_ptr<Session>> members_;  // want local-broadcast: "'members_'"
    std::deque<Message> recent_;                  // want handler-captured-state: "'recent_'"
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, Room& room) : socket_(std::move(socket)), room_(room) {}
    void start() {
        room_.join(shared_from_this());
        read();
    }
    void deliver(const Message& message) {
        boost::asio::write(socket_, boost::asio::buffer(&message, message.length()));
    }

private:
    void read() {
        boost::asio::async_read(socket_, boost::asio::buffer(incoming_.data(), 4),
                                [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                                    if (error || !self->incoming_.decode()) return;
                                    self->room_.deliver(self->incoming_);
                                    self->read();
                                });
    }

    tcp::socket socket_;
    Room& room_;
    Message incoming_;
};

void Room::deliver(const Message& message) {
    recent_.push_back(message);
    if (recent_.size() > 100) recent_.pop_front();
    recent_.front().like();
    for (auto& member : members_) member->deliver(message);
}

class Server {
public:
    explicit Server(boost::asio::io_context& context) : acceptor_(context, tcp::endpoint(tcp::v4(), 7)) { accept(); }

private:
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code error, tcp::socket socket) {
            if (!error) std::make_shared<Session>(std::move(socket), room_)->start();
            accept();
        });
    }
    tcp::acceptor acceptor_;
    Room room_;
};

int main() {
    boost::asio::io_context context;
    Server server(context);
    context.run();
}
