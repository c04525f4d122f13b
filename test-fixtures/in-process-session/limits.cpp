// Known: sessions that nothing but a name shows, since the token is looked up by a loop of the program's own.
//--- main.cpp
#include <httplib.h>
#include <string>

struct Entry {
    char token[33];
    char user[33];
};
static Entry entries[64];  // misses in-process-session want mutable-global: "'entries'"

static void put(const char* token, const char* user) {
    for (Entry& entry : entries) {
        if (entry.token[0] != 0) continue;
        for (int i = 0; i < 32; ++i) entry.token[i] = token[i];
        for (int i = 0; i < 32; ++i) entry.user[i] = user[i];
        return;
    }
}

int main() {
    httplib::Server server;
    server.Post("/login", [](const httplib::Request& request, httplib::Response& response) {
        put(request.get_param_value("token").c_str(), request.get_param_value("user").c_str());
        response.set_content(entries[0].user, "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
