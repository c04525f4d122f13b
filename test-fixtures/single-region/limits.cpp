// What is not seen.
#include <httplib.h>

#include <string>

// A provider's short names of data centres are words that may mean anything.
static std::string pictures_host() { return "pictures.fra1.spaces.example.com"; }  // misses single-region

int main() {
    httplib::Server svr;
    svr.Post("/ask", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(pictures_host(), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
