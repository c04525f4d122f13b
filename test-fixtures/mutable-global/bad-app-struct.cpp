// Everything that a server knows in one struct: each field that is a story of its own is a finding of its own, what
// are plain numbers is one, and what is none of the two is nothing.

//--- main.cpp
#include <httplib.h>

#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct AppState {
    std::mutex guard;
    std::map<std::string, std::string> notes;  // want mutable-global: "'notes'" via "POST /note"
    std::vector<std::string> titles;           // want mutable-global: "'titles'"
    int next_note_id = 1;                      // want local-id-sequence: "'next_note_id'"
    bool running = false;
    std::thread worker;
    double price = 1;
    int seats = 40;
};
static AppState app;  // want mutable-global: "'app\.\{price, seats\}'"

struct Settings {
    int port = 8080;
    std::string motto;
};
static Settings settings;  // want mutable-global: "'settings\.motto'"

struct Board {
    std::vector<int> scores;  // want handler-captured-state: "'scores'"
    long next_game_id = 1;    // want local-id-sequence: "'next_game_id'"
};

class Shelf {
public:
    std::string put(const std::string& book) {
        std::string id = std::to_string(stock_.next_book_id++);
        stock_.books[id] = book;
        return id;
    }
    std::string get(const std::string& id) { return stock_.books[id]; }

private:
    struct Stock {
        std::map<std::string, std::string> books;  // want handler-captured-state: "'books'"
        long next_book_id = 1;                     // want local-id-sequence: "'next_book_id'"
    };
    Stock stock_;
};

int main() {
    httplib::Server svr;
    Board board;
    Shelf shelf;
    app.running = true;
    settings.port = 9090;
    svr.Post("/note", [](const httplib::Request& req, httplib::Response& res) {
        std::lock_guard<std::mutex> lock(app.guard);
        int id = app.next_note_id++;
        app.notes[std::to_string(id)] = req.body;
        app.titles.push_back(req.body.substr(0, 10));
        res.set_content(std::to_string(id), "text/plain");
    });
    svr.Post("/seat", [](const httplib::Request&, httplib::Response& res) {
        if (app.seats == 0) {
            res.status = 409;
            return;
        }
        app.seats -= 1;
        app.price *= 1.1;
        res.set_content(std::to_string(app.price), "text/plain");
    });
    svr.Post("/motto", [](const httplib::Request& req, httplib::Response&) { settings.motto = req.body; });
    svr.Get("/motto", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(settings.motto + app.titles.back(), "text/plain");
    });
    svr.Post("/game", [&](const httplib::Request& req, httplib::Response& res) {
        board.scores.push_back(std::stoi(req.body));
        res.set_content(std::to_string(board.next_game_id++), "text/plain");
    });
    svr.Get("/best", [&](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(board.scores.front()), "text/plain");
    });
    svr.Post("/book", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(shelf.put(req.body), "text/plain");
    });
    svr.Get("/book", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(shelf.get(req.body), "text/plain");
    });
    svr.listen("0.0.0.0", settings.port);
}
