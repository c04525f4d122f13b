// Ids of connections, rooms and messages in servers of other frameworks.

//--- crow.cpp
#include <crow.h>

#include <mutex>
#include <string>
#include <unordered_map>

struct Message {
    int messageId = 0;
    std::string text;
};

void serve_with_crow() {
    crow::SimpleApp app;
    std::mutex mutex;
    int currentId = 0;                      // want local-id-sequence: "'currentId'"
    std::unordered_map<int, Message> sent;  // want handler-captured-state: "'sent'"
    CROW_ROUTE(app, "/send/<string>").methods("POST"_method)([&](std::string text) {
        std::lock_guard<std::mutex> lock(mutex);
        Message message{currentId++, text};
        sent[message.messageId] = message;
        return std::to_string(message.messageId);
    });
    app.port(8080).run();
}

//--- uws.cpp
#include <uWebSockets/App.h>

struct PerSocket {
    int client_id = 0;
};

static int clients_seen = 0;  // want local-id-sequence: "'clients_seen' .*it becomes 'client_id'"

void serve_with_uws() {
    uWS::App app;
    app.ws<PerSocket>("/game", {.open = [](uWS::WebSocket<false, true, PerSocket>* socket) {
                                    socket->getUserData()->client_id = clients_seen++;
                                }});
    app.run();
}

//--- drogon.cpp
#include <drogon/HttpController.h>
#include <drogon/drogon.h>

#include <atomic>
#include <string>

class Rooms : public drogon::HttpController<Rooms> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Rooms::create, "/rooms", drogon::Post);
    METHOD_LIST_END
    void create(const drogon::HttpRequestPtr&, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
        Json::Value answer;
        answer["room_id"] = nextRoomId++;
        callback(drogon::HttpResponse::newHttpJsonResponse(answer));
    }

private:
    int nextRoomId = 1;  // want local-id-sequence: "'nextRoomId'"
};

int main() { drogon::app().run(); }
