// Lists of connections inside of other things: rooms by value, and copies taken under a lock.

//--- rooms.cpp
#include <crow.h>
#include <sys/socket.h>

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

struct Game {
    int score = 0;
    std::set<crow::websocket::connection*> players;
};
static std::map<std::string, Game> games;  // want local-broadcast: "'games' .*it holds live connections"
static std::vector<Game> tables;           // want local-broadcast: "'tables'"
static Game arenas[16];                    // want local-broadcast: "'arenas'"
static Game lobby;                         // want local-broadcast: "'lobby\.players'"

struct Team {
    std::string motto;
    std::map<std::string, crow::websocket::connection*> by_name;
};
static std::map<std::string, Team> teams;  // want local-broadcast: "'teams'"

struct Wire {
    int limit = 0;
    std::vector<int> fds;
};
static std::map<std::string, Wire> wires;  // want local-broadcast: "'wires'"

// The same, but nobody sends through the list: each client is answered alone.
static std::map<std::string, Game> solitaires;  // want mutable-global: "'solitaires'"

// Numbers of another kind in records, sent to the client at hand.
struct Table {
    std::vector<int> scores;
};
static std::map<std::string, Table> results;  // want mutable-global: "'results'"

static std::mutex mutex;

static std::set<crow::websocket::connection*> users;  // want local-broadcast: "'users' .*'tell_a_copy' sends to others"

static void tell_a_copy(const std::string& text) {
    std::set<crow::websocket::connection*> copy;
    {
        std::lock_guard<std::mutex> lock(mutex);
        copy = users;
    }
    for (auto* user : copy) user->send_text(text);
}

static std::map<std::string, Game> leagues;  // want local-broadcast: "'leagues'"

static void tell_a_league(const std::string& text) {
    std::unique_lock<std::mutex> lock(mutex);
    auto copy = leagues[text].players;
    lock.unlock();
    for (auto* player : copy) player->send_text(text);
}

static std::vector<int> client_fds;  // want local-broadcast: "'client_fds'"

static void tell_a_copy_of_descriptors(const std::string& text) {
    std::vector<int> copy;
    {
        std::lock_guard<std::mutex> lock(mutex);
        copy = client_fds;
    }
    for (int fd : copy) send(fd, text.data(), text.size(), 0);
}

// A copy of what is no client's connection goes to the client at hand.
static std::vector<std::string> lines;  // want mutable-global: "'lines'"

static void shows_a_copy(crow::websocket::connection& connection) {
    auto copy = lines;
    for (auto& line : copy) connection.send_text(line);
}

void play() {
    crow::SimpleApp app;
    CROW_ROUTE(app, "/play")
        .websocket(&app)
        .onopen([&](crow::websocket::connection& connection) {
            std::lock_guard<std::mutex> lock(mutex);
            games["a"].players.insert(&connection);
            tables[1].players.insert(&connection);
            arenas[3].players.insert(&connection);
            lobby.players.insert(&connection);
            teams["a"].by_name["ada"] = &connection;
            wires["a"].fds.push_back(4);
            solitaires["a"].players.insert(&connection);
            users.insert(&connection);
            leagues["a"].players.insert(&connection);
            client_fds.push_back(5);
        })
        .onclose([&](crow::websocket::connection& connection, const std::string&) {
            std::lock_guard<std::mutex> lock(mutex);
            games["a"].players.erase(&connection);
            solitaires["a"].players.erase(&connection);
            users.erase(&connection);
        })
        .onmessage([&](crow::websocket::connection& connection, const std::string& text, bool) {
            std::lock_guard<std::mutex> lock(mutex);
            auto& game = games["a"];
            ++game.score;
            for (auto* player : game.players) player->send_text(text);
            for (auto& table : tables)
                for (auto* player : table.players) player->send_text(text);
            for (auto* player : arenas[2].players) player->send_text(text);
            for (auto* player : lobby.players) player->send_text(text);
            auto member = teams["a"].by_name.find(text);
            if (member != teams["a"].by_name.end()) member->second->send_text(text);
            for (int fd : wires["a"].fds) send(fd, text.data(), text.size(), 0);
            ++solitaires["a"].score;
            connection.send_text(std::to_string(solitaires["a"].players.size()));
            results["a"].scores.push_back(1);
            for (int score : results["a"].scores) connection.send_text(std::to_string(score));
            lines.push_back(text);
            shows_a_copy(connection);
            tell_a_copy(text);
            tell_a_league(text);
            tell_a_copy_of_descriptors(text);
        });
    app.port(8080).run();
}

//--- followers.cpp
#include <grpcpp/grpcpp.h>

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace chat {
class Line {
public:
    const std::string& room() const;
};
class Chat {
public:
    class Service : public grpc::Service {
    public:
        virtual grpc::Status Join(grpc::ServerContext*, const Line*, grpc::ServerWriter<Line>*);
        virtual grpc::Status History(grpc::ServerContext*, const Line*, grpc::ServerWriter<Line>*);
        virtual grpc::Status Say(grpc::ServerContext*, const Line*, Line*);
    };
};
}  // namespace chat

class ChatService final : public chat::Chat::Service {
    struct Entry {
        std::string topic;
        std::set<grpc::ServerWriter<chat::Line>*> followers;
    };
    grpc::Status Join(grpc::ServerContext* context, const chat::Line* line,
                      grpc::ServerWriter<chat::Line>* writer) override {
        {
            std::lock_guard<std::mutex> lock(mutex_);
            entries_[line->room()].followers.insert(writer);
        }
        while (!context->IsCancelled()) {}
        std::lock_guard<std::mutex> lock(mutex_);
        entries_[line->room()].followers.erase(writer);
        return grpc::Status::OK;
    }
    // What is streamed to one client is its own message, and no connection.
    grpc::Status History(grpc::ServerContext*, const chat::Line*, grpc::ServerWriter<chat::Line>* writer) override {
        std::lock_guard<std::mutex> lock(mutex_);
        for (auto& line : history_) writer->Write(line);
        return grpc::Status::OK;
    }
    grpc::Status Say(grpc::ServerContext*, const chat::Line* line, chat::Line*) override {
        std::lock_guard<std::mutex> lock(mutex_);
        history_.push_back(*line);
        auto entry = entries_.find(line->room());
        if (entry == entries_.end()) return {grpc::StatusCode::NOT_FOUND, "room"};
        for (auto* follower : entry->second.followers) follower->Write(*line);
        return grpc::Status::OK;
    }
    std::mutex mutex_;
    std::map<std::string, Entry> entries_;  // want local-broadcast: "'entries_' .*'ChatService::Say' sends to others"
    std::vector<chat::Line> history_;       // want handler-captured-state: "'history_'"
};

void play();

int main() {
    play();
    ChatService service;
    grpc::ServerBuilder builder;
    builder.RegisterService(&service);
    builder.BuildAndStart()->Wait();
}
