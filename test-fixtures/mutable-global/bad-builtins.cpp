// GCC's own atomics change what their first argument points to; C servers and older C++ ones count with them.

//--- main.cpp
#include <httplib.h>

#include <atomic>
#include <string>

static int comment_id = 0;      // want local-id-sequence: "'comment_id'"
static long orders = 0;         // want mutable-global: "'orders'"
static volatile int limit = 5;  // want mutable-global: "'limit'"
static int tickets = 0;         // want local-id-sequence: "'tickets'"
static std::atomic<int> votes;  // want mutable-global: "'votes'"

int next_comment_id() { return __sync_add_and_fetch(&comment_id, 1); }

int main() {
    httplib::Server server;
    server.Post("/comment", [](const httplib::Request&, httplib::Response& response) {
        response.set_content("{\"id\": " + std::to_string(next_comment_id()) + "}", "application/json");
    });
    server.Post("/order", [](const httplib::Request&, httplib::Response&) { __sync_fetch_and_add(&orders, 1); });
    server.Get("/orders", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::to_string(orders), "text/plain");
    });
    server.Post("/limit", [](const httplib::Request& request, httplib::Response&) {
        __sync_lock_test_and_set(&limit, std::stoi(request.body));
    });
    server.Get("/limit", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::to_string(limit), "text/plain");
    });
    server.Post("/ticket", [](const httplib::Request&, httplib::Response& response) {
        int ticket_id = __atomic_add_fetch(&tickets, 1, __ATOMIC_SEQ_CST);
        response.set_content(std::to_string(ticket_id), "text/plain");
    });
    server.Post("/vote", [](const httplib::Request&, httplib::Response&) { std::atomic_fetch_add(&votes, 1); });
    server.Get("/votes", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::to_string(votes.load()), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
