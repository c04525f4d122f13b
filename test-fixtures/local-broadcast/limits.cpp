// Known: a directory of descriptors that serves messages from one client to another is plain state.
//--- main.cpp
#include <map>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

static std::map<std::string, int> directory;  // misses local-broadcast want mutable-global: "'directory'"

static void serve(int fd) {
    char text[512];
    long size = recv(fd, text, sizeof text, 0);
    std::string name(text, size > 0 ? size : 0);
    directory[name] = fd;
    while ((size = recv(fd, text, sizeof text, 0)) > 0) {
        auto to = directory.find(std::string(text, text + 8));
        if (to != directory.end()) send(to->second, text, size, 0);
    }
    directory.erase(name);
    close(fd);
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    for (;;) {
        int fd = accept(listener, nullptr, nullptr);
        std::thread(serve, fd).detach();
    }
}
