// Plain sockets: the loops around poll, select and recvfrom serve, and so do C callbacks stored in a table.

//--- main.cpp
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

int reached_in_poll_loop = 0;      // want mutable-global: "'reached_in_poll_loop'"
int reached_in_select_loop = 0;    // want mutable-global: "'reached_in_select_loop'"
int reached_in_datagram_loop = 0;  // want mutable-global: "'reached_in_datagram_loop'"
int reached_in_client_thread = 0;  // want mutable-global: "'reached_in_client_thread'"
int reached_through_table = 0;     // want mutable-global: "'reached_through_table'"
int waited_at_start_up = 0;
int set_before_the_loop = 0;

static void on_hello(int) { ++reached_through_table; }
static void (*const commands[])(int) = {on_hello};

static void* client_thread(void* argument) {
    int client = *static_cast<int*>(argument);
    char line[64];
    while (recv(client, line, sizeof line, 0) > 0) {
        ++reached_in_client_thread;
        commands[0](client);
    }
    close(client);
    return nullptr;
}

static int poll_loop(int listener) {
    pollfd watched{listener, POLLIN, 0};
    while (poll(&watched, 1, -1) >= 0) {
        ++reached_in_poll_loop;
        int client = accept(listener, nullptr, nullptr);
        pthread_t thread;
        pthread_create(&thread, nullptr, client_thread, &client);
    }
    return 0;
}

// A client's wait for its own peer, with a deadline, before this server serves.
static bool wait_for_answer(int upstream) {
    pollfd one{upstream, POLLIN, 0};
    while (poll(&one, 1, 250) == 0) ++waited_at_start_up;
    return waited_at_start_up < 10;
}

static void* select_loop(void* argument) {
    int listener = *static_cast<int*>(argument);
    for (;;) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(listener, &readable);
        if (select(listener + 1, &readable, nullptr, nullptr, nullptr) < 0) break;
        reached_in_select_loop++;
    }
    return nullptr;
}

static void* datagram_loop(void* argument) {
    int socket_of_datagrams = *static_cast<int*>(argument);
    char packet[512];
    while (recvfrom(socket_of_datagrams, packet, sizeof packet, 0, nullptr, nullptr) > 0) reached_in_datagram_loop += 1;
    return nullptr;
}

int main() {
    set_before_the_loop = 1;
    if (!wait_for_answer(socket(AF_INET, SOCK_STREAM, 0))) return 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int datagrams = socket(AF_INET, SOCK_DGRAM, 0);
    listen(listener, 16);
    pthread_t first;
    pthread_t second;
    pthread_create(&first, nullptr, select_loop, &listener);
    pthread_create(&second, nullptr, datagram_loop, &datagrams);
    return poll_loop(listener);
}
