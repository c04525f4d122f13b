// Known: an id that is made from the size of a container is minted by nothing that counts.
//--- main.cpp
#include <httplib.h>
#include <string>
#include <vector>

static std::vector<std::string> notes;  // misses local-id-sequence want mutable-global: "'notes'"

int main() {
    httplib::Server server;
    server.Post("/notes", [](const httplib::Request& request, httplib::Response& response) {
        notes.push_back(request.body);
        response.set_content(std::to_string(notes.size()), "text/plain");
    });
    server.Get("/notes/first", [](const httplib::Request&, httplib::Response& response) {
        if (!notes.empty()) response.set_content(notes.front(), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
