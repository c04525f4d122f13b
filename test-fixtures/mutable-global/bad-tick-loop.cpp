// A network thread that serves, and beside it the loop of main() that moves the game on: what it changes is state.

//--- net.h
#pragma once
#include <string>
namespace net {
void start();
int wishes_for(const std::string& thing);
}  // namespace net
//--- net.cpp
#include "net.h"
#include <App.h>
#include <map>
#include <mutex>
#include <thread>
namespace net {
static std::mutex guard;
static std::map<std::string, int> wishes;  // want mutable-global: "'wishes'"
struct Data {};
static std::thread worker;
void start() {
    worker = std::thread([] {
        uWS::App()
            .ws<Data>("/play", {.message =
                                    [](auto*, std::string_view m, uWS::OpCode) {
                                        std::lock_guard<std::mutex> l(guard);
                                        ++wishes[std::string(m)];
                                    }})
            .listen(9001, [](auto*) {})
            .run();
    });
}
int wishes_for(const std::string& thing) {
    std::lock_guard<std::mutex> l(guard);
    return wishes[thing];
}
}  // namespace net

//--- main.cpp
#include "net.h"
#include <chrono>
#include <map>
#include <thread>
struct World {
    long tick = 0;
    std::map<std::string, int> score;  // want mutable-global: "'score'" via "the loop in main"
};
static World world;  // want mutable-global: "'world\.tick'" via "the loop in main"
static bool running = true;
int main() {
    net::start();
    while (running) {
        world.score["boss"] += net::wishes_for("boss");
        world.tick += 1;
        if (world.score["boss"] > 100) world.score.clear();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}
