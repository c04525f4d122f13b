// websocketpp: open, message, close and http handlers, bound or written in place.

//--- main.cpp
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

#include <functional>

using Server = websocketpp::server<websocketpp::config::asio>;

int reached_by_open = 0;      // want mutable-global: "'reached_by_open'"
int reached_by_close = 0;     // want mutable-global: "'reached_by_close'"
int reached_by_message = 0;   // want mutable-global: "'reached_by_message'"
int reached_by_http = 0;      // want mutable-global: "'reached_by_http'"
int reached_by_validate = 0;  // want mutable-global: "'reached_by_validate'"
int reached_by_fail = 0;      // want mutable-global: "'reached_by_fail'"

static void on_message(Server* server, websocketpp::connection_hdl handle, Server::message_ptr message) {
    ++reached_by_message;
    server->send(handle, message->get_payload(), message->get_opcode());
}

class Board {
public:
    Board() {
        server_.init_asio();
        server_.set_open_handler(std::bind(&Board::on_open, this, std::placeholders::_1));
        server_.set_close_handler([this](websocketpp::connection_hdl handle) { on_close(handle); });
        server_.set_message_handler(std::bind(&on_message, &server_, std::placeholders::_1, std::placeholders::_2));
        server_.set_http_handler([](websocketpp::connection_hdl) { ++reached_by_http; });
        server_.set_fail_handler([](websocketpp::connection_hdl) { ++reached_by_fail; });
        server_.set_validate_handler([](websocketpp::connection_hdl) {
            ++reached_by_validate;
            return true;
        });
    }
    void run(uint16_t port) {
        server_.listen(port);
        server_.start_accept();
        server_.run();
    }

private:
    void on_open(websocketpp::connection_hdl) { ++reached_by_open; }
    void on_close(websocketpp::connection_hdl) { ++reached_by_close; }

    Server server_;
};

int main() {
    Board board;
    board.run(9002);
}
