// The number of rounds of a process's own timer only decides what this round does; what players see of it is state.

//--- main.cpp
#include <boost/asio.hpp>

#include <chrono>
#include <cstdint>
#include <string>

using boost::asio::ip::tcp;

class Game {
public:
    explicit Game(boost::asio::io_context& context) : timer_(context), acceptor_(context, tcp::endpoint(tcp::v4(), 7)) {
        tick();
        accept();
    }

private:
    void tick() {
        timer_.expires_after(std::chrono::milliseconds(50));
        timer_.async_wait([this](boost::system::error_code error) {
            if (error) return;
            ++frame_;
            ++turn_;
            if (frame_ % 20 == 0) heal();
            tick();
        });
    }
    void heal() {
        if (health_ < 100) ++health_;
    }
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code, tcp::socket socket) {
            health_ -= 1;
            boost::asio::write(socket, boost::asio::buffer(std::to_string(health_) + std::to_string(turn_)));
            accept();
        });
    }

    boost::asio::steady_timer timer_;
    tcp::acceptor acceptor_;
    int health_ = 100;        // want handler-captured-state: "'health_'"
    std::uint64_t turn_ = 0;  // want handler-captured-state: "'turn_'"
    std::uint64_t frame_ = 0;
};

int main() {
    boost::asio::io_context context;
    Game game(context);
    context.run();
}
