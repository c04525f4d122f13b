// Counters whose values become ids.

//--- notes.h
#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

struct Note {
    int id = 0;
    std::string text;
};

// A repository in memory.
class Notes {
public:
    Note add(const std::string& text) {
        Note note;
        note.id = next_id_++;
        note.text = text;
        notes_[note.id] = note;
        return note;
    }

private:
    int next_id_ = 1;             // want local-id-sequence: "'next_id_' mints ids .*it becomes 'id' in 'Notes::add'"
    std::map<int, Note> notes_;   // want handler-captured-state: "'notes_'"
};

// A function that mints.
inline int new_id() {
    static int last = 0;  // want local-id-sequence: "'last' .*'new_id' hands it out"
    return ++last;
}

class Orders {
public:
    long number() { return ++sequence_; }  // seeded from the database at start-up

    void seed(long highest) { sequence_ = highest; }

private:
    std::atomic<long> sequence_{0};  // want local-id-sequence: "'sequence_' .*'Orders::number' hands it out"
};

//--- main.cpp
#include "notes.h"

#include <httplib.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <memory>
#include <unordered_map>

static std::atomic<std::uint64_t> tickets{0};  // want local-id-sequence: "'tickets' .*it becomes 'ticket'"

// Counted up in one statement, used in the next.
static int user_seq = 100;  // want local-id-sequence: "'user_seq'"

static std::string new_user() {
    user_seq++;
    return "user-" + std::to_string(user_seq);
}

// The key of a container.
static int slot = 0;  // want local-id-sequence: "'slot' .*keeps things under it"
static std::unordered_map<int, std::string> uploads;  // want mutable-global: "'uploads'"

// Goes into a row.
static long invoice = 0;  // want local-id-sequence: "'invoice'"

static void bill(PGconn* db) {
    const long invoice_no = ++invoice;
    const std::string text = std::to_string(invoice_no);
    const char* values[] = {text.c_str()};
    PQexecParams(db, "insert into invoices(number) values($1)", 1, nullptr, values, nullptr, nullptr, 0);
}

// Into an object that is made with it.
class Player {
public:
    explicit Player(int id) : id_(id) {}
    int id() const { return id_; }

private:
    int id_;
};
static int players_made = 0;  // want local-id-sequence: "'players_made'"

static std::unique_ptr<Player> new_player() { return std::unique_ptr<Player>(new Player(players_made++)); }

struct Registry {
    int next_room_id = 1;
    int capacity = 10;
};
static Registry registry;  // want local-id-sequence: "'registry\.next_room_id'"

// What calls the function that counts names it.
static int count_up() {
    static int n = 0;  // want local-id-sequence: "'n' .*it becomes 'task_id'"
    n = n + 1;
    return n;
}

int main() {
    Notes notes;
    Orders orders;
    orders.seed(41);
    PGconn* db = PQconnectdb(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
    int next_upload = 1;  // want local-id-sequence: "'next_upload'"

    httplib::Server svr;
    svr.Post("/notes", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(std::to_string(notes.add(req.body).id), "text/plain");
    });
    svr.Post("/orders", [&](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(orders.number()) + std::to_string(new_id()), "text/plain");
        bill(db);
    });
    svr.Post("/ticket", [](const httplib::Request&, httplib::Response& res) {
        const std::uint64_t ticket = tickets.fetch_add(1);
        res.set_content(std::to_string(ticket), "text/plain");
    });
    svr.Post("/users", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(new_user(), "text/plain");
        int task_id = count_up();
        res.status = task_id;
    });
    svr.Post("/uploads", [&](const httplib::Request& req, httplib::Response& res) {
        uploads.emplace(slot++, req.body);
        const int id = next_upload++;
        res.set_content(std::to_string(id), "text/plain");
    });
    svr.Post("/players", [](const httplib::Request&, httplib::Response& res) {
        auto player = new_player();
        int room_id = registry.next_room_id++;
        res.set_content(std::to_string(player->id() + room_id), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
