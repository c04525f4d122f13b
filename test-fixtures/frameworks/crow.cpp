// Crow: routes, dynamic and catch-all rules, blueprints, middleware of both kinds, websockets, timers.

//--- main.cpp
#include <crow.h>

#include <chrono>
#include <functional>
#include <string>

int reached_by_route = 0;           // want mutable-global: "'reached_by_route'" via "GET /route"
int reached_by_post = 0;            // want mutable-global: "'reached_by_post'" via "POST /post"
int reached_by_parameter = 0;       // want mutable-global: "'reached_by_parameter'"
int reached_by_dynamic_route = 0;   // want mutable-global: "'reached_by_dynamic_route'"
int reached_by_catch_all = 0;       // want mutable-global: "'reached_by_catch_all'"
int reached_by_blueprint = 0;       // want mutable-global: "'reached_by_blueprint'"
int reached_by_function_pointer = 0;  // want mutable-global: "'reached_by_function_pointer'"
int reached_by_bound_method = 0;    // want mutable-global: "'reached_by_bound_method'"
int reached_by_function_member = 0;  // want mutable-global: "'reached_by_function_member'"
int reached_by_virtual_method = 0;  // want mutable-global: "'reached_by_virtual_method'" via ".*Cake::bake"
int reached_before_handle = 0;      // want mutable-global: "'reached_before_handle'"
int reached_after_handle = 0;       // want mutable-global: "'reached_after_handle'"
int reached_by_local_middleware = 0;  // want mutable-global: "'reached_by_local_middleware'"
int reached_by_open = 0;            // want mutable-global: "'reached_by_open'"
int reached_by_message = 0;         // want mutable-global: "'reached_by_message'"
int reached_by_close = 0;           // want mutable-global: "'reached_by_close'"
int reached_by_accept = 0;          // want mutable-global: "'reached_by_accept'"
int reached_by_tick = 0;            // want mutable-global: "'reached_by_tick'"

struct Everywhere {
    struct context {};
    void before_handle(crow::request&, crow::response&, context&) { ++reached_before_handle; }
    void after_handle(crow::request&, crow::response&, context&) { ++reached_after_handle; }
};

struct HereOnly : crow::ILocalMiddleware {
    struct context {};
    void before_handle(crow::request&, crow::response&, context&) { ++reached_by_local_middleware; }
    void after_handle(crow::request&, crow::response&, context&) {}
};

static std::string by_function_pointer() {
    ++reached_by_function_pointer;
    return "ok";
}

class Shop {
public:
    Shop() : on_order([] { ++reached_by_function_member; }) {}
    std::string by_method(const crow::request&) {
        ++reached_by_bound_method;
        return "ok";
    }
    std::function<void()> on_order;
};

struct Recipe {
    virtual ~Recipe() = default;
    virtual void bake() = 0;
};
struct Cake : Recipe {
    void bake() override { ++reached_by_virtual_method; }
};

int main() {
    crow::App<Everywhere, HereOnly> app;
    Shop shop;
    Cake cake;
    Recipe* recipe = &cake;

    CROW_ROUTE(app, "/route")([] {
        ++reached_by_route;
        return "ok";
    });
    CROW_ROUTE(app, "/post").methods("POST"_method)([](const crow::request&) {
        ++reached_by_post;
        return crow::response(200);
    });
    CROW_ROUTE(app, "/parameter/<int>")([](const crow::request&, crow::response& res, int n) {
        reached_by_parameter += n;
        res.end();
    });
    app.route_dynamic("/dynamic")([] {
        ++reached_by_dynamic_route;
        return "ok";
    });
    CROW_CATCHALL_ROUTE(app)([] {
        ++reached_by_catch_all;
        return "nothing here";
    });
    crow::Blueprint blueprint("shop");
    CROW_BP_ROUTE(blueprint, "/blue")([] {
        ++reached_by_blueprint;
        return "ok";
    });
    app.register_blueprint(blueprint);
    CROW_ROUTE(app, "/pointer")(by_function_pointer);
    CROW_ROUTE(app, "/method")([&shop](const crow::request& req) { return shop.by_method(req); });
    CROW_ROUTE(app, "/member")([&shop] {
        shop.on_order();
        return "ok";
    });
    CROW_ROUTE(app, "/virtual")([recipe] {
        recipe->bake();
        return "ok";
    });
    CROW_ROUTE(app, "/local").CROW_MIDDLEWARES(app, HereOnly)([] { return "ok"; });
    CROW_WEBSOCKET_ROUTE(app, "/socket")
        .onaccept([](const crow::request&, void**) {
            ++reached_by_accept;
            return true;
        })
        .onopen([](crow::websocket::connection&) { ++reached_by_open; })
        .onmessage([](crow::websocket::connection& connection, const std::string& message, bool) {
            ++reached_by_message;
            connection.send_text(message);
        })
        .onclose([](crow::websocket::connection&, const std::string&, uint16_t) { ++reached_by_close; });
    app.tick(std::chrono::seconds(5), [] { ++reached_by_tick; });
    app.port(8080).multithreaded().run();
}
