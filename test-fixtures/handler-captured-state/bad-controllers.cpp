// Fields of controllers, services and middleware: the framework keeps one of each for as long as the process lives.

//--- poll.h
#pragma once
#include <drogon/HttpController.h>
#include <drogon/HttpFilter.h>
#include <drogon/HttpSimpleController.h>
#include <drogon/WebSocketController.h>

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

class Ballot {
public:
    virtual ~Ballot() = default;
    virtual void cast(const std::string& choice) = 0;
};

class MemoryBallot : public Ballot {
public:
    void cast(const std::string& choice) override { votes_[choice]++; }

private:
    std::map<std::string, int> votes_;  // want handler-captured-state: "votes_'" via ".*MemoryBallot::cast"
};

class PollController : public drogon::HttpController<PollController> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(PollController::vote, "/poll/{choice}", drogon::Post);
    ADD_METHOD_TO(PollController::question, "/question", drogon::Get, drogon::Post);
    METHOD_LIST_END

    PollController() : ballot_(std::make_unique<MemoryBallot>()) {}
    void vote(const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback,
              const std::string& choice);
    void question(const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback);

private:
    std::unique_ptr<Ballot> ballot_;
    std::string question_ = "tea or coffee?";  // want handler-captured-state: "question_'"
    int voters_ = 0;                           // want handler-captured-state: "voters_'"
    static int rejected_;
};

class Banner : public drogon::HttpSimpleController<Banner> {
public:
    void asyncHandleHttpRequest(const drogon::HttpRequestPtr& req,
                                std::function<void(const drogon::HttpResponsePtr&)>&& callback) override;
    PATH_LIST_BEGIN
    PATH_ADD("/banner", drogon::Get);
    PATH_LIST_END

private:
    size_t shown_variant_ = 0;  // want handler-captured-state: "shown_variant_'"
};

class QuietHours : public drogon::HttpFilter<QuietHours> {
public:
    void doFilter(const drogon::HttpRequestPtr& req, drogon::FilterCallback&& deny,
                  drogon::FilterChainCallback&& next) override;

private:
    bool quiet_ = false;  // want handler-captured-state: "quiet_'"
};

class Whiteboard : public drogon::WebSocketController<Whiteboard> {
public:
    void handleNewMessage(const drogon::WebSocketConnectionPtr& connection, std::string&& message,
                          const drogon::WebSocketMessageType& type) override;
    void handleNewConnection(const drogon::HttpRequestPtr& req,
                             const drogon::WebSocketConnectionPtr& connection) override;
    void handleConnectionClosed(const drogon::WebSocketConnectionPtr& connection) override;
    WS_PATH_LIST_BEGIN
    WS_PATH_ADD("/board");
    WS_PATH_LIST_END

private:
    std::vector<std::string> strokes_;  // want handler-captured-state: "strokes_'"
};

//--- poll.cpp
#include "poll.h"

int PollController::rejected_ = 0;  // want mutable-global: "rejected_'"

void PollController::vote(const drogon::HttpRequestPtr&, std::function<void(const drogon::HttpResponsePtr&)>&& callback,
                          const std::string& choice) {
    if (choice.empty()) {
        ++rejected_;
    } else {
        ballot_->cast(choice);
        ++voters_;
    }
    callback(drogon::HttpResponse::newHttpResponse());
}

void PollController::question(const drogon::HttpRequestPtr& req,
                              std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
    if (req->method() == drogon::Post) question_ = req->getParameter("text");
    auto response = drogon::HttpResponse::newHttpResponse();
    response->setBody(question_ + std::to_string(voters_));
    callback(response);
}

void Banner::asyncHandleHttpRequest(const drogon::HttpRequestPtr&,
                                    std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
    shown_variant_ = (shown_variant_ + 1) % 3;
    auto response = drogon::HttpResponse::newHttpResponse();
    response->setBody(std::to_string(shown_variant_));
    callback(response);
}

void QuietHours::doFilter(const drogon::HttpRequestPtr& req, drogon::FilterCallback&& deny,
                          drogon::FilterChainCallback&& next) {
    if (req->path() == "/quiet") quiet_ = true;
    if (req->path() == "/loud") quiet_ = false;
    if (quiet_) {
        deny(drogon::HttpResponse::newHttpResponse());
    } else {
        next();
    }
}

void Whiteboard::handleNewMessage(const drogon::WebSocketConnectionPtr& connection, std::string&& message,
                                  const drogon::WebSocketMessageType&) {
    strokes_.push_back(std::move(message));
    connection->send(strokes_.back());
}
void Whiteboard::handleNewConnection(const drogon::HttpRequestPtr&, const drogon::WebSocketConnectionPtr& connection) {
    for (const auto& stroke : strokes_) connection->send(stroke);
}
void Whiteboard::handleConnectionClosed(const drogon::WebSocketConnectionPtr&) {}

//--- main.cpp
#include <drogon/drogon.h>

#include <map>
#include <memory>

struct Room {
    std::vector<std::string> history;  // want handler-captured-state: "history'"
    std::string topic;                 // want handler-captured-state: "topic'"
};

class Lobby {
public:
    std::shared_ptr<Room> enter(const std::string& name) {
        auto& room = rooms_[name];
        if (!room) room = std::make_shared<Room>();
        return room;
    }

private:
    std::map<std::string, std::shared_ptr<Room>> rooms_;  // want handler-captured-state: "rooms_'"
};

int main() {
    auto lobby = std::make_shared<Lobby>();
    drogon::app().registerHandler(
        "/say",
        [lobby](const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
            auto room = lobby->enter(req->getParameter("room"));
            room->history.push_back(req->getParameter("text"));
            callback(drogon::HttpResponse::newHttpResponse());
        },
        {drogon::Post});
    drogon::app().registerHandler(
        "/topic",
        [lobby](const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
            lobby->enter(req->getParameter("room"))->topic = req->getParameter("text");
            callback(drogon::HttpResponse::newHttpResponse());
        },
        {drogon::Post});
    drogon::app().registerHandler(
        "/room",
        [lobby](const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
            auto response = drogon::HttpResponse::newHttpResponse();
            response->setBody(lobby->enter(req->getParameter("room"))->topic);
            callback(response);
        },
        {drogon::Get});
    drogon::app().addListener("0.0.0.0", 8080).run();
}
