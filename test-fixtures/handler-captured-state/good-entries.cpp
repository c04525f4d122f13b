// Entries that go with their client's connection, though they let go of it first, and slots by
// number that the next client takes.

//--- clients.h
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

struct Client {
    int fd = -1;
    int messages = 0;
    std::string line;
};

void serves(const std::string& name, int fd);

//--- clients.cpp
#include "clients.h"

#include <sys/socket.h>
#include <unistd.h>

static std::mutex mutex;
static std::map<std::string, std::shared_ptr<Client>> clients;
static Client slots[64];

static bool fills_its_slot(int fd) {
    std::lock_guard<std::mutex> lock(mutex);
    for (Client& slot : slots)
        if (slot.fd == fd) return ++slot.messages < 1000;
    return false;
}

static void frees_its_slot(int fd) {
    std::lock_guard<std::mutex> lock(mutex);
    for (Client& slot : slots)
        if (slot.fd == fd) slot.fd = -1;
}

static void leaves(const std::string& name) {
    std::lock_guard<std::mutex> lock(mutex);
    const auto client = clients.find(name);
    if (client == clients.end()) return;
    client->second->fd = -1;
    clients.erase(client);
}

static std::shared_ptr<Client> enters(const std::string& name, int fd) {
    std::lock_guard<std::mutex> lock(mutex);
    auto client = std::make_shared<Client>();
    client->fd = fd;
    clients[name] = client;
    for (Client& slot : slots)
        if (slot.fd < 0) {
            slot.fd = fd;
            slot.messages = 0;
            break;
        }
    return client;
}

void serves(const std::string& name, int fd) {
    const auto client = enters(name, fd);
    char text[256];
    while (recv(fd, text, sizeof text, 0) > 0 && ++client->messages < 1000 && fills_its_slot(fd)) send(fd, "ok", 2, 0);
    frees_its_slot(fd);
    leaves(name);
    close(fd);
}

//--- main.cpp
#include <sys/socket.h>

#include <thread>

#include "clients.h"

int main() {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    for (;;) {
        const int fd = accept(listener, nullptr, nullptr);
        std::thread(serves, std::to_string(fd), fd).detach();
    }
}
