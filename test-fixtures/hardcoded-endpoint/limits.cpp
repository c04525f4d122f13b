// What is not seen.
#include <httplib.h>

#include <map>
#include <string>

// A table of hosts by a name that says nothing of services: the client is made far from it.
static const std::map<std::string, std::string> places{{"north", "http://10.1.0.4:9000"}};  // misses hardcoded-endpoint

int main() {
    httplib::Server svr;
    svr.Post("/ask", [](const httplib::Request& req, httplib::Response& res) {
        httplib::Client client(places.at(req.body));
        auto answer = client.Get("/status");
        res.set_content(answer ? answer->body : "", "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
