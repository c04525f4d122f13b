// Counters of a middleware, which the app hands out by reference, and which only /admin/stats shows.

//--- main.cpp
#include <crow.h>

#include <chrono>

struct Timing {
    struct context {
        std::chrono::steady_clock::time_point start;
    };
    int total = 0;
    int requests = 0;
    void before_handle(crow::request&, crow::response&, context& c) { c.start = std::chrono::steady_clock::now(); }
    void after_handle(crow::request&, crow::response&, context& c) {
        total += std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - c.start).count();
        ++requests;
    }
};

int main() {
    crow::App<Timing> app;
    CROW_ROUTE(app, "/admin/stats")([&app] {
        auto& timing = app.get_middleware<Timing>();
        crow::json::wvalue answer;
        answer["requests"] = timing.requests;
        answer["average"] = timing.total;
        return answer;
    });
    CROW_ROUTE(app, "/")([] { return "hello"; });
    app.port(8080).run();
}
