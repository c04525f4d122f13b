// drogon: controllers of three kinds, filters, middleware, lambdas, advices, timers.

//--- controllers.h
#pragma once
#include <drogon/HttpController.h>
#include <drogon/HttpFilter.h>
#include <drogon/HttpSimpleController.h>
#include <drogon/WebSocketController.h>

#include <functional>
#include <string>

using Callback = std::function<void(const drogon::HttpResponsePtr&)>;

class Orders : public drogon::HttpController<Orders> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Orders::create, "/orders", drogon::Post);
    METHOD_ADD(Orders::cancel, "/{id}/cancel", drogon::Delete);
    ADD_METHOD_VIA_REGEX(Orders::search, "/find/(.*)", drogon::Get);
    METHOD_LIST_END

    void create(const drogon::HttpRequestPtr& req, Callback&& callback);
    void cancel(const drogon::HttpRequestPtr& req, Callback&& callback, int id);
    void search(const drogon::HttpRequestPtr& req, Callback&& callback, std::string text);
};

class Front : public drogon::HttpSimpleController<Front> {
public:
    void asyncHandleHttpRequest(const drogon::HttpRequestPtr& req, Callback&& callback) override;
    PATH_LIST_BEGIN
    PATH_ADD("/front", drogon::Get);
    PATH_LIST_END
};

class Chat : public drogon::WebSocketController<Chat> {
public:
    void handleNewMessage(const drogon::WebSocketConnectionPtr&, std::string&&,
                          const drogon::WebSocketMessageType&) override;
    void handleNewConnection(const drogon::HttpRequestPtr&, const drogon::WebSocketConnectionPtr&) override;
    void handleConnectionClosed(const drogon::WebSocketConnectionPtr&) override;
    WS_PATH_LIST_BEGIN
    WS_PATH_ADD("/chat");
    WS_PATH_LIST_END
};

class Gate : public drogon::HttpFilter<Gate> {
public:
    void doFilter(const drogon::HttpRequestPtr& req, drogon::FilterCallback&& deny,
                  drogon::FilterChainCallback&& next) override;
};

//--- controllers.cpp
#include "controllers.h"

int reached_by_controller = 0;         // want mutable-global: "'reached_by_controller'" via ".*/orders.*"
int reached_by_controller_method = 0;  // want mutable-global: "'reached_by_controller_method'" via "DELETE /Orders/.id./cancel > Orders::cancel"
int reached_by_regex = 0;              // want mutable-global: "'reached_by_regex'"
int reached_by_simple_controller = 0;  // want mutable-global: "'reached_by_simple_controller'" via "GET /front > Front::asyncHandleHttpRequest"
int reached_by_message = 0;            // want mutable-global: "'reached_by_message'" via "message handler /chat > Chat::handleNewMessage"
int reached_by_connection = 0;         // want mutable-global: "'reached_by_connection'"
int reached_by_close = 0;              // want mutable-global: "'reached_by_close'"
int reached_by_filter = 0;             // want mutable-global: "'reached_by_filter'"

void Orders::create(const drogon::HttpRequestPtr&, Callback&& callback) {
    ++reached_by_controller;
    callback(drogon::HttpResponse::newHttpResponse());
}
void Orders::cancel(const drogon::HttpRequestPtr&, Callback&& callback, int id) {
    reached_by_controller_method += id;
    callback(drogon::HttpResponse::newHttpResponse());
}
void Orders::search(const drogon::HttpRequestPtr&, Callback&& callback, std::string) {
    ++reached_by_regex;
    callback(drogon::HttpResponse::newHttpResponse());
}
void Front::asyncHandleHttpRequest(const drogon::HttpRequestPtr&, Callback&& callback) {
    ++reached_by_simple_controller;
    callback(drogon::HttpResponse::newHttpResponse());
}
void Chat::handleNewMessage(const drogon::WebSocketConnectionPtr&, std::string&&, const drogon::WebSocketMessageType&) {
    ++reached_by_message;
}
void Chat::handleNewConnection(const drogon::HttpRequestPtr&, const drogon::WebSocketConnectionPtr&) {
    ++reached_by_connection;
}
void Chat::handleConnectionClosed(const drogon::WebSocketConnectionPtr&) { ++reached_by_close; }
void Gate::doFilter(const drogon::HttpRequestPtr&, drogon::FilterCallback&&, drogon::FilterChainCallback&& next) {
    ++reached_by_filter;
    next();
}

//--- main.cpp
#include <drogon/drogon.h>

#include <functional>

int reached_by_lambda = 0;            // want mutable-global: "'reached_by_lambda'" via "POST /lambda"
int reached_by_function_pointer = 0;  // want mutable-global: "'reached_by_function_pointer'"
int reached_by_bound_method = 0;      // want mutable-global: "'reached_by_bound_method'"
int reached_by_function_member = 0;   // want mutable-global: "'reached_by_function_member'"
int reached_by_virtual_method = 0;    // want mutable-global: "'reached_by_virtual_method'"
int reached_by_pre_routing = 0;       // want mutable-global: "'reached_by_pre_routing'"
int reached_by_pre_sending = 0;       // want mutable-global: "'reached_by_pre_sending'"
int reached_by_timer = 0;             // want mutable-global: "'reached_by_timer'"
int set_by_beginning_advice = 0;

using Callback = std::function<void(const drogon::HttpResponsePtr&)>;

static void by_function_pointer(const drogon::HttpRequestPtr&, Callback&& callback) {
    ++reached_by_function_pointer;
    callback(drogon::HttpResponse::newHttpResponse());
}

class Shop {
public:
    Shop() : on_sale([] { ++reached_by_function_member; }) {}
    virtual ~Shop() = default;
    void by_method(const drogon::HttpRequestPtr&, Callback&& callback) {
        ++reached_by_bound_method;
        on_sale();
        greet();
        callback(drogon::HttpResponse::newHttpResponse());
    }
    virtual void greet() = 0;
    std::function<void()> on_sale;
};
class TeaShop : public Shop {
public:
    void greet() override { ++reached_by_virtual_method; }
};

int main() {
    TeaShop tea;
    Shop* shop = &tea;
    drogon::app().registerHandler(
        "/lambda",
        [](const drogon::HttpRequestPtr&, Callback&& callback) {
            ++reached_by_lambda;
            callback(drogon::HttpResponse::newHttpResponse());
        },
        {drogon::Post});
    drogon::app().registerHandler("/pointer", &by_function_pointer, {drogon::Get});
    drogon::app().registerHandler(
        "/method",
        [shop](const drogon::HttpRequestPtr& req, Callback&& callback) { shop->by_method(req, std::move(callback)); });
    drogon::app().registerPreRoutingAdvice([](const drogon::HttpRequestPtr&) { ++reached_by_pre_routing; });
    drogon::app().registerPreSendingAdvice(
        [](const drogon::HttpRequestPtr&, const drogon::HttpResponsePtr&) { ++reached_by_pre_sending; });
    drogon::app().registerBeginningAdvice([] { set_by_beginning_advice = 1; });
    drogon::app().getLoop()->runEvery(10.0, [] { ++reached_by_timer; });
    drogon::app().addListener("0.0.0.0", 8080).run();
}
