// What the analyser gets wrong about captured locals and fields today.

//--- main.cpp
#include <httplib.h>

#include <any>
#include <map>
#include <string>

class ReportBuilder {
public:
    // Starts over on every call: what an earlier request left behind is never read.
    std::string build(const std::string& name) {
        text_ = "report on ";
        text_ += name;
        return text_;
    }

private:
    std::string text_;  // false handler-captured-state
};

struct Notes {
    std::map<std::string, std::string> by_author;  // misses handler-captured-state
};

int main() {
    httplib::Server svr;
    ReportBuilder builder;
    std::map<std::string, std::any> services;
    services["notes"] = std::any(new Notes);
    svr.Get("/report", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(builder.build(req.path), "text/plain");
    });
    svr.Post("/note", [&](const httplib::Request& req, httplib::Response&) {
        std::any_cast<Notes*>(services.at("notes"))->by_author[req.path] = req.body;
    });
    svr.listen("0.0.0.0", 8080);
}
