// Known: what waits in an array with two indices is not seen to be a queue.
//--- main.cpp
#include <httplib.h>
#include <string>
#include <thread>

static std::string waiting[256];  // misses in-process-queue want mutable-global: "'waiting'"
static unsigned head = 0;         // want mutable-global: "'head'"
static unsigned tail = 0;         // want mutable-global: "'tail'"
void print_label(const std::string& address);

int main() {
    std::thread worker([] {
        for (;;) {
            while (head == tail) std::this_thread::yield();
            print_label(waiting[head++ % 256]);
        }
    });
    httplib::Server server;
    server.Post("/labels", [](const httplib::Request& request, httplib::Response&) {
        waiting[tail++ % 256] = request.body;
    });
    server.listen("0.0.0.0", 8080);
}
