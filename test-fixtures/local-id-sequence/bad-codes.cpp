// The counted number becomes a short code through a function of the program (base 62, base 36, hex): it is an id.

//--- main.cpp
#include <httplib.h>

#include <map>
#include <string>

static unsigned long long last_serial = 14776336;  // want local-id-sequence: "'last_serial'"
static int next_seat_id = 1;                       // want local-id-sequence: "hands it to 'std::to_string'"
static unsigned long last_ticket = 1;              // want local-id-sequence: "'last_ticket'"

static std::string to_base62(unsigned long long n) {
    std::string text;
    do {
        text.insert(text.begin(), "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 62]);
        n /= 62;
    } while (n);
    return text;
}

void store(const std::string& code, const std::string& url);

int main() {
    httplib::Server server;
    server.Post("/shorten", [](const httplib::Request& request, httplib::Response& response) {
        std::string code = to_base62(++last_serial);
        store(code, request.body);
        response.set_content("http://sho.rt/" + code, "text/plain");
    });
    server.Post("/ticket", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(to_base62(last_ticket++), "text/plain");
    });
    server.Post("/seat", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::to_string(next_seat_id++), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
