// What the analyser gets wrong about keys today.

//--- main.cpp
#include <httplib.h>

#include <fstream>
#include <string>

// A file of random bytes is a file.
static std::string from_the_kernel() {
    std::ifstream in("/dev/urandom", std::ios::binary);
    std::string bytes(32, '\0');
    in.read(bytes.data(), 32);
    return bytes;
}
static const std::string cookie_secret = from_the_kernel();  // misses per-instance-secret

int main() {
    httplib::Server svr;
    svr.Get("/", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(std::to_string(std::hash<std::string>{}(req.body + cookie_secret)), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
