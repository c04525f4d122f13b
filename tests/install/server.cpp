// A server with one mistake, and a header that the build makes.
#include <sys/socket.h>
#include <unistd.h>

#include "made.h"

static int hits = 0;

int main() {
    char buffer[64];
    for (;;) {
        int client = accept(3, nullptr, nullptr);
        if (read(client, buffer, sizeof buffer) > 0) ++hits;
    }
}
