// What the analyser gets wrong about static storage today. Each line is a debt: lifting it makes this fixture fail.

//--- main.cpp
#include <httplib.h>

#include <string>

struct Header {
    int version = 1;
    int flags = 0;
};
static Header wire_header;  // misses mutable-global

// The object's address travels through an integer.
static void flip(unsigned long address) { reinterpret_cast<Header*>(address)->flags ^= 1; }

int main() {
    httplib::Server svr;
    svr.Get("/open", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(wire_header.flags), "text/plain");
    });
    svr.Post("/flip", [](const httplib::Request&, httplib::Response&) {
        unsigned long address = reinterpret_cast<unsigned long>(&wire_header);
        flip(address);
    });
    svr.listen("0.0.0.0", 8080);
}
