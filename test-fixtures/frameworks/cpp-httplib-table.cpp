// Handlers that are registered in a loop over a table, which only their type ties to the registration.

//--- main.cpp
#include <httplib.h>

#include <map>
#include <string>

int reached_through_an_array = 0;  // want mutable-global: "'reached_through_an_array'"
int reached_through_a_map = 0;     // want mutable-global: "'reached_through_a_map'"
int reached_beside_a_table = 0;    // want mutable-global: "'reached_beside_a_table'" via "POST /beside > beside_a_table"
int never_in_a_table = 0;

static void from_an_array(const httplib::Request&, httplib::Response&) { ++reached_through_an_array; }

struct Row {
    const char* path;
    void (*handler)(const httplib::Request&, httplib::Response&);
};
static const Row rows[] = {{"/array", from_an_array}};

static void beside_a_table(const httplib::Request&, httplib::Response&) { ++reached_beside_a_table; }

static void never_registered(int by) { never_in_a_table += by; }

int main() {
    httplib::Server svr;
    std::map<std::string, httplib::Server::Handler> handlers;
    handlers["/map"] = [](const httplib::Request&, httplib::Response&) { ++reached_through_a_map; };
    void (*kept)(int) = never_registered;
    for (const auto& row : rows) svr.Get(row.path, row.handler);
    for (const auto& [path, handler] : handlers) svr.Get(path, handler);
    httplib::Server::Handler beside = &beside_a_table;
    svr.Post("/beside", beside);
    svr.listen("0.0.0.0", 8080);
    return kept == nullptr;
}
