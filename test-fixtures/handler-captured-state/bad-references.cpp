// State that connections reach through a reference that each of them holds.

//--- main.cpp
#include <boost/asio.hpp>

#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

class Session;

struct Hub {
    std::set<std::shared_ptr<Session>> listeners;  // want handler-captured-state: "listeners'"
    std::map<std::string, int> interest;           // want handler-captured-state: "interest'"
    double fee = 0.1;                              // want handler-captured-state: "fee'"
    int halted = 0;                                // want handler-captured-state: "halted'"
    void publish(const std::string& line);
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, Hub& hub) : socket_(std::move(socket)), hub_(hub) {}
    void start() {
        hub_.listeners.insert(shared_from_this());
        read();
    }
    void deliver(const std::string& line) { out_ += line; }

private:
    void read() {
        auto self = shared_from_this();
        socket_.async_read_some(asio::buffer(data_), [this, self](boost::system::error_code error, std::size_t size) {
            if (error) {
                hub_.listeners.erase(self);
                return;
            }
            act(std::string(data_.data(), size));
            read();
        });
    }
    void act(const std::string& word) {
        if (word == "halt") hub_.halted = 1;
        if (word == "dear") hub_.fee = 0.2;
        wanted_ = word;
        ++hub_.interest[wanted_];
        if (!hub_.halted) hub_.publish(word + std::to_string(hub_.fee));
    }
    tcp::socket socket_;
    Hub& hub_;
    std::array<char, 1024> data_;
    std::string wanted_;
    std::string out_;
};

void Hub::publish(const std::string& line) {
    for (auto& listener : listeners) listener->deliver(line);
}

class Door {
public:
    Door(asio::io_context& context, Hub& hub) : acceptor_(context, tcp::endpoint(tcp::v4(), 9000)), hub_(hub) { open(); }

private:
    void open() {
        acceptor_.async_accept([this](boost::system::error_code error, tcp::socket socket) {
            if (!error) std::make_shared<Session>(std::move(socket), hub_)->start();
            open();
        });
    }
    tcp::acceptor acceptor_;
    Hub& hub_;
};

int main() {
    asio::io_context context;
    Hub hub;
    Door door(context, hub);
    context.run();
}
