// A game lobby in singletons. The object is reached by a static variable; what a reader must change is the field.

//--- main.cpp
#include <crow.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

class Scoreboard {
public:
    static Scoreboard& instance() {
        static Scoreboard board;
        return board;
    }
    void record(const std::string& player, int points) {
        std::lock_guard<std::mutex> lock(mutex_);
        points_[player] += points;
        if (points > best_) best_ = points;
    }
    int best() const { return best_; }

private:
    std::mutex mutex_;
    std::map<std::string, int> points_;  // want handler-captured-state: "points_'" via "POST /score > Scoreboard::record"
    int best_ = 0;                       // want handler-captured-state: "best_'"
};

class Season {
public:
    static Season* get() {
        if (!only_) only_ = new Season;
        return only_;
    }
    void next_round() { ++round_; }
    int round() const { return round_; }

private:
    static Season* only_;
    int round_ = 1;  // want handler-captured-state: "round_'"
};
Season* Season::only_ = nullptr;

class Tournament {
public:
    void start() { running = true; }
    void stop() { running = false; }
    bool running = false;  // want handler-captured-state: "running'"
};
Tournament tournament;

template <typename T>
class Singleton {
public:
    static T& get() {
        static T value;
        return value;
    }
};

class Referees {
public:
    void whistle(const std::string& name) { last_ = name; }
    const std::string& last() const { return last_; }

private:
    std::string last_;  // want handler-captured-state: "last_'"
};

class Arena {
public:
    void light(bool on) { lit_ = on; }
    bool lit() const { return lit_; }

private:
    bool lit_ = false;  // want handler-captured-state: "lit_'"
};
static std::unique_ptr<Arena> arena;

struct Pitch {
    int mown_times = 0;
    std::string owner;
};
Pitch pitch;               // want mutable-global: "'pitch\.mown_times'"
std::vector<Pitch> pitches;  // want mutable-global: "'pitches'"

struct Team {
    int goal() { return ++goals; }
    int goals = 0;  // want handler-captured-state: "goals'"
};
std::map<std::string, std::shared_ptr<Team>> teams;  // want mutable-global: "'teams'"

int main() {
    crow::SimpleApp app;
    arena = std::make_unique<Arena>();

    CROW_ROUTE(app, "/score").methods("POST"_method)([](const crow::request& req) {
        Scoreboard::instance().record(req.body, 3);
        return std::to_string(Scoreboard::instance().best());
    });
    CROW_ROUTE(app, "/round").methods("POST"_method)([] {
        Season::get()->next_round();
        return std::to_string(Season::get()->round());
    });
    CROW_ROUTE(app, "/tournament/<int>")([](int on) {
        if (on) {
            tournament.start();
        } else {
            tournament.stop();
        }
        return "ok";
    });
    CROW_ROUTE(app, "/now")([] {
        return (tournament.running ? "running, " : "over, ") + Singleton<Referees>::get().last();
    });
    CROW_ROUTE(app, "/whistle").methods("POST"_method)([](const crow::request& req) {
        Singleton<Referees>::get().whistle(req.body);
        return "ok";
    });
    CROW_ROUTE(app, "/light")([] {
        arena->light(!arena->lit());
        return "ok";
    });
    CROW_ROUTE(app, "/mow")([] {
        pitch.mown_times++;
        for (Pitch& other : pitches) other.owner = "club";
        return "ok";
    });
    CROW_ROUTE(app, "/team").methods("POST"_method)([](const crow::request& req) {
        teams.emplace(req.body, std::make_shared<Team>());
        return "ok";
    });
    CROW_ROUTE(app, "/goal").methods("POST"_method)([](const crow::request& req) {
        auto team = teams.find(req.body);
        if (team == teams.end()) return std::string("no such team");
        return std::to_string(team->second->goal());
    });
    app.port(8080).run();
}
