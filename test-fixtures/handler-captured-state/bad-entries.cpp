// Devices and players that stay when their connection ends, and come back by name: what is kept for them is state.

//--- devices.cpp
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct Device {
    int fd = -1;
    int battery = 0;  // want handler-captured-state: "'battery'"
    std::vector<std::string> pending;  // want in-process-queue: "'pending'"
};
static std::mutex mutex;
static std::map<std::string, std::shared_ptr<Device>> devices;  // want local-broadcast: "'devices'"

static void command(const std::string& id, const std::string& text) {
    std::lock_guard<std::mutex> lock(mutex);
    const auto found = devices.find(id);
    if (found == devices.end()) return;
    if (found->second->fd < 0) found->second->pending.push_back(text);
    else send(found->second->fd, text.data(), text.size(), 0);
}

static void hello(const std::string& id, int fd) {
    std::lock_guard<std::mutex> lock(mutex);
    auto& device = devices[id];
    if (!device) device = std::make_shared<Device>();
    device->fd = fd;
    for (auto& text : device->pending) send(fd, text.data(), text.size(), 0);
    device->pending.clear();
}

static void report(const std::string& id, int value, int fd) {
    std::lock_guard<std::mutex> lock(mutex);
    const auto found = devices.find(id);
    if (found == devices.end()) return;
    if (found->second->battery - value > 5) send(fd, "LOW", 3, 0);
    found->second->battery = value;
}

static void gone(int fd) {
    std::lock_guard<std::mutex> lock(mutex);
    for (auto& entry : devices)
        if (entry.second->fd == fd) entry.second->fd = -1;
}

static void serve(int fd) {
    char text[256];
    ssize_t size;
    while ((size = recv(fd, text, sizeof text, 0)) > 0) {
        const std::string line(text, size), id = line.substr(1, 4);
        if (line[0] == 'H') hello(id, fd);
        else if (line[0] == 'B') report(id, line[5], fd);
        else command(id, line.substr(5));
    }
    gone(fd);
    close(fd);
}

void run_devices(int listener) {
    listen(listener, 16);
    for (;;) {
        const int fd = accept(listener, nullptr, nullptr);
        std::thread(serve, fd).detach();
    }
}

//--- players.cpp
#include <boost/asio.hpp>

#include <istream>
#include <map>
#include <memory>
#include <string>

using boost::asio::ip::tcp;

class Peer;
struct Player {
    std::string name;  // want handler-captured-state: "'name'"
    int health = 100;  // want handler-captured-state: "'health'"
    std::weak_ptr<Peer> peer;
};

class World {
public:
    std::shared_ptr<Player> enter(const std::string& name, std::shared_ptr<Peer> peer) {
        auto& player = players_[name];
        if (!player) player = std::make_shared<Player>();
        player->name = name;
        player->peer = peer;
        return player;
    }
    void hit(const std::string& name) {
        const auto found = players_.find(name);
        if (found != players_.end()) found->second->health -= 10;
    }
    std::string health(const std::string& name) {
        const auto found = players_.find(name);
        return found == players_.end() ? "" : found->second->name + std::to_string(found->second->health);
    }

private:
    std::map<std::string, std::shared_ptr<Player>> players_;  // want handler-captured-state: "'players_'"
};

class Peer : public std::enable_shared_from_this<Peer> {
public:
    Peer(tcp::socket socket, World& world) : socket_(std::move(socket)), world_(world) {}
    void read() {
        boost::asio::async_read_until(socket_, buffer_, '\n', [self = shared_from_this()](boost::system::error_code error, std::size_t) {
            if (error) return;
            std::istream in(&self->buffer_);
            std::string verb, who;
            in >> verb >> who;
            if (verb == "ENTER") self->player_ = self->world_.enter(who, self);
            else if (verb == "HIT") self->world_.hit(who);
            else boost::asio::write(self->socket_, boost::asio::buffer(self->world_.health(who)));
            self->read();
        });
    }

private:
    tcp::socket socket_;
    boost::asio::streambuf buffer_;
    World& world_;
    std::shared_ptr<Player> player_;
};

class Game {
public:
    explicit Game(boost::asio::io_context& io) : acceptor_(io, tcp::endpoint(tcp::v4(), 7)) { accept(); }
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code error, tcp::socket socket) {
            if (!error) std::make_shared<Peer>(std::move(socket), world_)->read();
            accept();
        });
    }

private:
    tcp::acceptor acceptor_;
    World world_;
};

void run_game() {
    boost::asio::io_context io;
    Game game(io);
    io.run();
}

//--- main.cpp
#include <sys/socket.h>

void run_devices(int listener);
void run_game();

int main(int count, char**) {
    if (count > 1) run_game();
    else run_devices(socket(AF_INET, SOCK_STREAM, 0));
}
