// A line server on plain sockets: the loop around accept() serves; what stands before it is start-up.

//--- state.h
#pragma once
#include <string>
void answer(int client);
extern int served_today;

//--- answer.cpp
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "state.h"

static char motto[64] = "hello";           // want mutable-global: "'motto'"
static std::string highest_bidder;         // want mutable-global: "'highest_bidder'"
static int bids = 0;                       // want mutable-global: "'bids'"

static void set_motto(const char* line) { strncpy(motto, line, sizeof motto - 1); }

void answer(int client) {
    char line[512];
    ssize_t n = recv(client, line, sizeof line - 1, 0);
    if (n <= 0) return;
    line[n] = '\0';
    if (line[0] == 'M') set_motto(line + 1);
    if (line[0] == 'B') highest_bidder.assign(line + 1);
    if (line[0] == 'N') ++bids, write(client, &bids, sizeof bids);
    if (line[0] == '?') send(client, highest_bidder.data(), highest_bidder.size(), 0);
    send(client, motto, strlen(motto), 0);
}

//--- main.cpp
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "state.h"

int served_today = 0;       // want mutable-global: "'served_today'"
int gate_number = 0;        // want mutable-global: "'gate_number'"
int phase_of_moon = 0;      // want mutable-global: "'phase_of_moon'"
static int listen_socket = -1;
static int configured_port = 7000;

static void serve_in_thread(int client) {
    answer(client);
    dprintf(client, "gate %d, moon %d", gate_number, phase_of_moon);
    gate_number = client % 4;
    close(client);
}

static void advance_moon() {
    for (;;) {
        phase_of_moon = (phase_of_moon + 1) % 8;
        std::this_thread::sleep_for(std::chrono::hours(84));
    }
}

int main(int argc, char**) {
    if (argc > 1) configured_port = 7001;
    listen_socket = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<unsigned short>(configured_port));
    bind(listen_socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(listen_socket, 16);
    std::thread(advance_moon).detach();
    while (true) {
        int client = accept(listen_socket, nullptr, nullptr);
        if (client < 0) continue;
        ++served_today;
        std::thread(serve_in_thread, client).detach();
    }
}
