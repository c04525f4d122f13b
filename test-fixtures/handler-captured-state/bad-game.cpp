// A game on websocketpp: a world that a thread moves on, a lobby of matches, and what players do to both.

//--- world.h
#pragma once
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>
struct Vec2 {
    float x = 0, y = 0;
};
struct Entity {
    int id = 0;
    Vec2 pos;
    Vec2 vel;
    int hp = 100;
};
struct Tile {
    int kind = 0;
    bool dug = false;
};
class World {
public:
    World() {
        for (auto& row : tiles_)
            for (auto& t : row) t.kind = 1;
    }
    int spawn() {
        Entity e;
        e.id = static_cast<int>(entities_.size());
        e.pos = {dist_(rng_), dist_(rng_)};
        entities_[e.id] = e;
        return e.id;
    }
    void move(int id, float x, float y) {
        auto it = entities_.find(id);
        if (it != entities_.end()) {
            it->second.vel.x = x;
            it->second.vel.y = y;
        }
    }
    void dig(int x, int y) { tiles_[y][x].dug = true; }
    void step(float dt) {
        for (auto& [id, e] : entities_) {
            e.pos.x += e.vel.x * dt;
            e.pos.y += e.vel.y * dt;
        }
        clock_ += dt;
    }
    void remove(int id) { entities_.erase(id); }
    std::string dump() const {
        std::string s = std::to_string(clock_);
        for (auto& [id, e] : entities_) s += std::to_string(e.pos.x);
        return s + std::to_string(tiles_[0][0].dug);
    }

private:
    std::map<int, Entity> entities_;              // want handler-captured-state: "'entities_'"
    std::array<std::array<Tile, 16>, 16> tiles_;  // want handler-captured-state: "'tiles_'"
    float clock_ = 0;                             // want handler-captured-state: "'clock_'"
    std::mt19937 rng_{42};
    std::uniform_real_distribution<float> dist_{0, 100};
};
struct Match {
    std::string name;
    std::vector<int> scores;    // want handler-captured-state: "'scores'"
    bool over = false;          // want handler-captured-state: "'over'"
    std::optional<int> winner;  // want handler-captured-state: "'winner'"
};
class Lobby {
public:
    std::shared_ptr<Match> create(const std::string& n) {
        auto m = std::make_shared<Match>();
        m->name = n;
        m->scores.resize(2);
        matches_.push_back(m);
        return m;
    }
    std::shared_ptr<Match> by(const std::string& n) {
        for (auto& m : matches_)
            if (m->name == n) return m;
        return nullptr;
    }

private:
    std::vector<std::shared_ptr<Match>> matches_;  // want handler-captured-state: "'matches_'"
};
//--- game.cpp
#include "world.h"
#include <chrono>
#include <functional>
#include <mutex>
#include <sstream>
#include <thread>
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>
typedef websocketpp::server<websocketpp::config::asio> server;
using websocketpp::connection_hdl;
class Game {
public:
    Game() {
        srv_.init_asio();
        srv_.set_open_handler(std::bind(&Game::on_open, this, std::placeholders::_1));
        srv_.set_close_handler([this](connection_hdl h) { on_close(h); });
        srv_.set_message_handler(std::bind(&Game::on_message, this, std::placeholders::_1, std::placeholders::_2));
    }
    void run(int port) {
        ticker_ = std::thread([this] {
            while (!stop_) {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                std::lock_guard<std::mutex> g(m_);
                world_.step(0.05f);
            }
        });
        srv_.listen(port);
        srv_.start_accept();
        srv_.run();
    }

private:
    void on_open(connection_hdl) {
        std::lock_guard<std::mutex> g(m_);
        world_.spawn();
    }
    void on_close(connection_hdl) {
        std::lock_guard<std::mutex> g(m_);
        world_.remove(1);
    }
    void on_message(connection_hdl h, server::message_ptr msg) {
        std::istringstream is(msg->get_payload());
        std::string c, n;
        int v = 0;
        is >> c;
        std::lock_guard<std::mutex> g(m_);
        if (c == "mv") {
            float x, y;
            is >> x >> y;
            world_.move(1, x, y);
        } else if (c == "dig") {
            int x, y;
            is >> x >> y;
            world_.dig(x, y);
        } else if (c == "new") {
            is >> n;
            lobby_.create(n);
        } else if (c == "score") {
            is >> n >> v;
            if (auto m = lobby_.by(n)) {
                m->scores[v]++;
                if (m->scores[v] > 9) {
                    m->over = true;
                    m->winner = v;
                }
            }
        } else if (c == "state") {
            auto m = lobby_.by("a");
            srv_.send(h, world_.dump() + (m && m->over ? "!" : ""), websocketpp::frame::opcode::text);
        } else if (c == "pause") {
            paused_ = !paused_;
            if (paused_) srv_.send(h, "paused", websocketpp::frame::opcode::text);
        }
    }
    server srv_;
    World world_;
    Lobby lobby_;
    std::mutex m_;
    std::thread ticker_;
    bool stop_ = false;
    bool paused_ = false;  // want handler-captured-state: "'paused_'"
};
int main() {
    Game g;
    g.run(9002);
}
