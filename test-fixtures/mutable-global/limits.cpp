// What the analyser gets wrong about static storage today. Each line is a debt: lifting it makes this fixture fail.

//--- main.cpp
#include <httplib.h>

#include <cstring>
#include <string>

struct Header {
    int version = 1;
    int flags = 0;
};

static Header wire_header;  // misses mutable-global
static int days_since_epoch_rounded = 0;  // false mutable-global

// Every call stores the same value that the argument already decides: it is derived afresh on each request.
static int rounded_day(long now) {
    days_since_epoch_rounded = static_cast<int>(now / 86400);
    return days_since_epoch_rounded;
}

// The object's address travels through an integer.
static void flip(unsigned long address) { reinterpret_cast<Header*>(address)->flags ^= 1; }

int main() {
    httplib::Server svr;
    svr.Get("/day", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(rounded_day(1700000000)), "text/plain");
    });
    svr.Post("/flip", [](const httplib::Request&, httplib::Response&) {
        unsigned long address = reinterpret_cast<unsigned long>(&wire_header);
        flip(address);
    });
    svr.listen("0.0.0.0", 8080);
}
