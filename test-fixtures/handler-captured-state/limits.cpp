// What the analyser gets wrong about captured locals and fields today.

//--- main.cpp
#include <httplib.h>

#include <string>
#include <vector>

// Starts over for every request, but in another method than the one that fills it.
class Lines {
public:
    void begin() { lines_.clear(); }
    void add(const std::string& line) { lines_.push_back(line); }
    std::size_t size() const { return lines_.size(); }

private:
    std::vector<std::string> lines_;  // false handler-captured-state
};

// A flag that only ever goes up looks like "initialised", yet the other replicas stay open.
class Door {
public:
    void close() { closed_ = true; }
    bool closed() const { return closed_; }

private:
    bool closed_ = false;  // misses handler-captured-state
};

int main() {
    httplib::Server svr;
    Lines lines;
    Door door;
    svr.Get("/lines", [&](const httplib::Request& req, httplib::Response& res) {
        lines.begin();
        lines.add(req.path);
        lines.add(req.body);
        res.set_content(std::to_string(lines.size()), "text/plain");
    });
    svr.Post("/close", [&](const httplib::Request&, httplib::Response&) { door.close(); });
    svr.Get("/closed", [&](const httplib::Request&, httplib::Response& res) { res.status = door.closed() ? 503 : 200; });
    svr.listen("0.0.0.0", 8080);
}
