// What the analyser gets wrong about static storage today. Each line is a debt: lifting it makes this fixture fail.

//--- main.cpp
#include <httplib.h>

#include <memory>
#include <string>
#include <vector>

struct Header {
    int version = 1;
    int flags = 0;
};
static Header wire_header;  // misses mutable-global

// The object's address travels through an integer.
static void flip(unsigned long address) { reinterpret_cast<Header*>(address)->flags ^= 1; }

// A free list by another name: nothing of one request is ever seen by the next.
static std::vector<std::unique_ptr<std::string>> spare;  // false mutable-global

static std::unique_ptr<std::string> take() {
    if (spare.empty()) return std::make_unique<std::string>();
    auto one = std::move(spare.back());
    spare.pop_back();
    one->clear();
    return one;
}

int main() {
    httplib::Server svr;
    svr.Get("/page", [](const httplib::Request& req, httplib::Response& res) {
        auto text = take();
        *text += req.path;
        res.set_content(*text, "text/plain");
        spare.push_back(std::move(text));
    });
    svr.Get("/open", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(wire_header.flags), "text/plain");
    });
    svr.Post("/flip", [](const httplib::Request&, httplib::Response&) {
        unsigned long address = reinterpret_cast<unsigned long>(&wire_header);
        flip(address);
    });
    svr.listen("0.0.0.0", 8080);
}
