// Adding 0 is how old code reads, and a number that is put into a text in the same expression is an id.

//--- main.cpp
#include <httplib.h>

#include <string>

static int orders = 0;     // want local-id-sequence: "'orders'"
static int limit = 0;
static long balance = 0;   // want mutable-global: "'balance'"
struct Shop {
    int stock = 5;
    int sold = 0;
};
static Shop shop;          // want mutable-global: "'shop.\{stock, sold\}'"

int main() {
    httplib::Server server;
    server.Post("/a", [](const httplib::Request&, httplib::Response& response) {
        if (__sync_add_and_fetch(&limit, 0) > 5 || __sync_fetch_and_or(&limit, 0) > 7) return;
        long before = balance;
        while (!__sync_bool_compare_and_swap(&balance, before, before + 5)) before = balance;
        __sync_fetch_and_sub(&shop.stock, 1);
        __atomic_fetch_add(&shop.sold, 1, __ATOMIC_RELAXED);
        response.set_content("{\"order_id\":" + std::to_string(__sync_fetch_and_add(&orders, 1)) + "}", "text/plain");
    });
    server.Get("/b", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::to_string(balance + shop.stock + shop.sold), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
