// An object per connection holds itself alive and changes its own fields: it dies with the client, so it is no state.

//--- session.h
#pragma once
#include <boost/asio.hpp>

#include <array>
#include <memory>
#include <string>

class HoldsItselfAlive : public std::enable_shared_from_this<HoldsItselfAlive> {
public:
    explicit HoldsItselfAlive(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}
    void start() { read(); }

private:
    void read();
    void write(std::size_t n);

    boost::asio::ip::tcp::socket socket_;
    std::array<char, 1024> buffer_{};
    std::string line_;
    int messages_on_this_connection_ = 0;
    bool greeted_ = false;
};

//--- session.cpp
#include "session.h"

void HoldsItselfAlive::read() {
    auto self = shared_from_this();
    socket_.async_read_some(boost::asio::buffer(buffer_), [this, self](boost::system::error_code error, std::size_t n) {
        if (error) return;
        line_.append(buffer_.data(), n);
        ++messages_on_this_connection_;
        write(n);
    });
}

void HoldsItselfAlive::write(std::size_t n) {
    auto self = shared_from_this();
    greeted_ = true;
    boost::asio::async_write(socket_, boost::asio::buffer(buffer_, n),
                             [self](boost::system::error_code error, std::size_t) {
                                 if (!error) self->read();
                             });
}

//--- main.cpp
#include <boost/asio.hpp>

#include <memory>

#include "session.h"

class Acceptor {
public:
    Acceptor(boost::asio::io_context& context, unsigned short port)
        : acceptor_(context, boost::asio::ip::tcp::endpoint(boost::asio::ip::tcp::v4(), port)) {
        accept();
    }

private:
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code error, boost::asio::ip::tcp::socket socket) {
            if (!error) std::make_shared<HoldsItselfAlive>(std::move(socket))->start();
            accept();
        });
    }
    boost::asio::ip::tcp::acceptor acceptor_;
};

int main() {
    boost::asio::io_context context;
    Acceptor acceptor(context, 9000);
    context.run();
}
