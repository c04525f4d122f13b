// A project may call its folders and headers as a library does: what they declare is its own. What is in a library's
// namespace, or has the linkage of C, is vendored and nobody's state.

//--- oatpp-demo/src/Store.hpp
#pragma once
#include <mutex>
#include <string>
#include <unordered_map>

class Store {
public:
    void put(int id, const std::string& title) {
        std::lock_guard<std::mutex> lock(mutex_);
        books_[id] = title;
    }
    std::string get(int id) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = books_.find(id);
        return found == books_.end() ? "" : found->second;
    }

private:
    std::mutex mutex_;
    std::unordered_map<int, std::string> books_;  // want handler-captured-state: "'books_'"
};

//--- src/workflow/engine.h
#pragma once
#include <map>
#include <mutex>
#include <string>

namespace oatpp {
class Environment;  // announced here, declared by the library
}

namespace shop::workflow {
class Engine {
public:
    void step(const std::string& order) {
        std::lock_guard<std::mutex> lock(mutex_);
        ++at_[order];
    }
    int at(const std::string& order) {
        std::lock_guard<std::mutex> lock(mutex_);
        return at_[order];
    }

private:
    std::mutex mutex_;
    std::map<std::string, int> at_;  // want handler-captured-state: "'at_'"
};
}  // namespace shop::workflow

//--- src/event.h
#pragma once
#include <string>

inline std::string last_event;  // want mutable-global: "'last_event'"

//--- oatpp/core/Registry.hpp
#pragma once
#include <string>
#include <unordered_map>

namespace oatpp::core {
class Registry {
public:
    void vendored(int id, const std::string& name) { names_[id] = name; }
    std::string name(int id) { return names_[id]; }

private:
    std::unordered_map<int, std::string> names_;
};
}  // namespace oatpp::core

//--- hiredis/hiredis.h
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
struct redisContext;
redisContext* redisConnect(const char* host, int port);
void* redisCommand(redisContext* context, const char* format, ...);
void redisFree(redisContext* context);
#ifdef __cplusplus
}
#endif

//--- message.pb.h
#pragma once
#include <string>

namespace shop {
class Generated {
public:
    void set_name(const std::string& name) { name_ = name; }
    const std::string& name() const { return name_; }

private:
    std::string name_;
};
}  // namespace shop

//--- main.cpp
#include <httplib.h>

#include <cstdlib>

#include "hiredis/hiredis.h"
#include "message.pb.h"
#include "oatpp-demo/src/Store.hpp"
#include "oatpp/core/Registry.hpp"
#include "src/event.h"
#include "src/workflow/engine.h"

static shop::Generated answer;  // want mutable-global: "'answer'"

int main() {
    Store store;
    shop::workflow::Engine engine;
    oatpp::core::Registry registry;  // want handler-captured-state: "'registry'"
    httplib::Server server;
    server.Put(R"(/b/(\d+))", [&](const httplib::Request& request, httplib::Response&) {
        store.put(std::stoi(request.matches[1]), request.body);
        registry.vendored(1, request.body);
        last_event = request.body;
        answer.set_name(request.body);
    });
    server.Get("/b", [&](const httplib::Request&, httplib::Response& response) {
        response.set_content(store.get(1) + registry.name(1) + last_event + answer.name(), "text/plain");
    });
    server.Post("/step", [&](const httplib::Request& request, httplib::Response& response) {
        redisContext* redis = redisConnect(std::getenv("REDIS"), std::atoi(std::getenv("REDIS_PORT")));  // want unpooled-connection: "redisConnect"
        redisCommand(redis, "PUBLISH steps %s", request.body.c_str());
        redisFree(redis);
        engine.step(request.body);
        response.body = std::to_string(engine.at(request.body));
    });
    server.listen("0.0.0.0", 8080);
}
