// A server of two packages and another repository.
#include <sys/socket.h>
#include <unistd.h>

#include <vendored.h>

#include "shop/counter.h"

void start();

int main() {
    start();
    char buffer[64];
    for (;;) {
        int client = accept(3, nullptr, nullptr);
        if (read(client, buffer, sizeof buffer) > 0) bump();
        vendored();
    }
}
