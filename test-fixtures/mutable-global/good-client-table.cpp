// Clients of a loop over descriptors in a table by descriptor: each is only looked up for itself, and swept when idle.

//--- main.cpp
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <string>
#include <unordered_map>
#include <vector>

struct Client {
    int fd = -1;
    std::string in, out;
    time_t heard = 0;
};
static std::unordered_map<int, Client> clients_by_descriptor;
static int poller;

static void drop(int fd) {
    epoll_ctl(poller, EPOLL_CTL_DEL, fd, nullptr);
    close(fd);
    clients_by_descriptor.erase(fd);
}

static Client* find_client(int fd) {
    auto found = clients_by_descriptor.find(fd);
    return found == clients_by_descriptor.end() ? nullptr : &found->second;
}

static void on_readable(Client& client) {
    char part[512];
    ssize_t size = recv(client.fd, part, sizeof part, 0);
    if (size <= 0) return drop(client.fd);
    client.in.append(part, static_cast<size_t>(size));
    client.heard = time(nullptr);
    client.out = client.in;
    send(client.fd, client.out.data(), client.out.size(), 0);
}

static void sweep(time_t now) {
    std::vector<int> idle;
    for (auto& [fd, client] : clients_by_descriptor)
        if (now - client.heard > 60) idle.push_back(fd);
    for (int fd : idle) drop(fd);
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    poller = epoll_create1(0);
    struct epoll_event happened[16];
    for (;;) {
        int ready = epoll_wait(poller, happened, 16, 1000);
        sweep(time(nullptr));
        for (int i = 0; i < ready; ++i) {
            int fd = happened[i].data.fd;
            if (fd == listener) {
                fd = accept(listener, nullptr, nullptr);
                clients_by_descriptor[fd].fd = fd;
            } else if (Client* client = find_client(fd)) {
                on_readable(*client);
            }
        }
    }
}
