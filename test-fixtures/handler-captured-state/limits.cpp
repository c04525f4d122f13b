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

int main() {
    httplib::Server svr;
    Lines lines;
    svr.Get("/lines", [&](const httplib::Request& req, httplib::Response& res) {
        lines.begin();
        lines.add(req.path);
        lines.add(req.body);
        res.set_content(std::to_string(lines.size()), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
