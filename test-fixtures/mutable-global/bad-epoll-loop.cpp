// A reactor around epoll_wait. A connection's own buffers die with it; the auction that all connections share does not.

//--- main.cpp
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <string>

struct Connection {
    int fd = -1;
    std::string input;
    std::string output;
};

static std::map<int, Connection> connections;
static int current_price = 100;           // want mutable-global: "'current_price'"
static std::map<std::string, int> lots;   // want mutable-global: "'lots'" via ".* > on_readable > handle_line > place"

static void place(const std::string& lot, int price) { lots[lot] = price; }

static void handle_line(Connection& connection, const std::string& line) {
    if (line == "UP") current_price += 5;
    if (line.rfind("LOT ", 0) == 0) place(line.substr(4), current_price);
    connection.output += std::to_string(current_price);
}

static void on_readable(Connection& connection) {
    char chunk[4096];
    ssize_t n = read(connection.fd, chunk, sizeof chunk);
    if (n <= 0) {
        close(connection.fd);
        return;
    }
    connection.input.append(chunk, static_cast<size_t>(n));
    handle_line(connection, connection.input);
    connection.input.clear();
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    listen(listener, 128);
    int poller = epoll_create1(0);
    epoll_event interest{};
    interest.events = EPOLLIN;
    interest.data.fd = listener;
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &interest);
    epoll_event ready[64];
    for (;;) {
        int n = epoll_wait(poller, ready, 64, -1);
        for (int i = 0; i < n; ++i) {
            int fd = ready[i].data.fd;
            if (fd == listener) {
                int client = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
                connections[client].fd = client;
                interest.data.fd = client;
                epoll_ctl(poller, EPOLL_CTL_ADD, client, &interest);
            } else {
                on_readable(connections[fd]);
            }
        }
    }
}
