// Numbers that leave as a part of a name, through a generated setter, a maker or an aggregate; and texts that tell a
// number.

//--- main.cpp
#include <crow.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

static std::atomic<unsigned> guest_no{1};        // want local-id-sequence: "'guest_no' .*it is a part of 'nick'"
static long printed = 0;                         // want local-id-sequence: "'printed' .*puts it into a name"
static long visitors = 0;                        // want mutable-global: "'visitors'"
static std::atomic<std::uint64_t> next_item{1};  // want local-id-sequence: "'next_item' .*hands it to 'set_item_id'"

struct Session {
    std::string nick;
    Session() : nick("guest" + std::to_string(guest_no++)) {}
};

class ItemMessage {  // as generated code declares it
public:
    void set_item_id(std::uint64_t value);
    void set_version(std::uint64_t value);
    std::string text() const;
};

class Match {
public:
    explicit Match(unsigned id) : id_(id) {}
    unsigned id() const { return id_; }

private:
    unsigned id_;
};

class Lobby {
public:
    std::string open() {
        auto match = std::make_unique<Match>(++made_);
        std::string answer = "MATCH " + std::to_string(match->id());
        matches_.push_back(std::move(match));
        return answer;
    }

private:
    std::vector<std::unique_ptr<Match>> matches_;  // want handler-captured-state: "'matches_'"
    unsigned made_ = 0;                            // want local-id-sequence: "'made_' .*it becomes 'id'"
};

int main() {
    crow::SimpleApp app;
    Lobby lobby;
    CROW_ROUTE(app, "/guest")([] {
        Session session;
        return session.nick;
    });
    CROW_ROUTE(app, "/printed")([] {
        char text[64];
        std::snprintf(text, sizeof text, ":%ld\r\n", ++printed);
        return std::string(text);
    });
    CROW_ROUTE(app, "/greet")([] {
        std::string greeting = "You are visitor " + std::to_string(++visitors) + " of this page.";
        return greeting;
    });
    CROW_ROUTE(app, "/item").methods(crow::HTTPMethod::Post)([] {
        ItemMessage item;
        item.set_item_id(next_item++);
        return item.text();
    });
    CROW_ROUTE(app, "/upload").methods(crow::HTTPMethod::Post)([](const crow::request& req) {
        static int number = 0;  // want local-id-sequence: "'number' .*it is a part of 'name'"
        std::string name = "uploads/" + std::to_string(++number) + ".bin";
        std::ofstream(name) << req.body;  // want local-file-state: "'uploads/"
        return name;
    });
    CROW_ROUTE(app, "/open").methods(crow::HTTPMethod::Post)([&] { return lobby.open(); });
    app.run();
}
