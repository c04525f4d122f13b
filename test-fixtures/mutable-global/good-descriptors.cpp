// An array of half-read lines, indexed by descriptor: it belongs to the connections, which live on one replica.
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct half_read {
    int fd;
    char text[128];
    int length;
};
static struct half_read buffers_by_descriptor[1024];

static void on_readable(int fd) {
    struct half_read* own = &buffers_by_descriptor[fd];
    ssize_t size = recv(fd, own->text + own->length, sizeof own->text - 1, 0);
    if (size <= 0) {
        close(fd);
        return;
    }
    own->length += static_cast<int>(size);
    own->text[own->length] = 0;
    if (own->text[own->length - 1] != '\n') return;
    send(fd, own->text, strlen(own->text), 0);
    own->length = 0;
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    int poller = epoll_create1(0);
    struct epoll_event happened[16];
    for (;;) {
        int ready = epoll_wait(poller, happened, 16, -1);
        for (int i = 0; i < ready; ++i) {
            int fd = happened[i].data.fd;
            if (fd == listener) fd = accept(listener, nullptr, nullptr);
            on_readable(fd);
        }
    }
}
