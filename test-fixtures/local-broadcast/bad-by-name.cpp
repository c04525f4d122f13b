// Players by name: one who writes to another is served by the replica that has both, or by none.

//--- main.cpp
#include <drogon/WebSocketController.h>
#include <drogon/drogon.h>

#include <mutex>
#include <string>
#include <unordered_map>

class Lobby : public drogon::WebSocketController<Lobby> {
public:
    void handleNewMessage(const drogon::WebSocketConnectionPtr& connection, std::string&& message,
                          const drogon::WebSocketMessageType&) override {
        std::lock_guard<std::mutex> lock(mutex_);
        if (message.starts_with("as ")) {
            players_[message.substr(3)] = connection;
        } else if (message.starts_with("to ")) {
            auto other = players_.find(message.substr(3, 8));
            if (other != players_.end()) other->second->send(message.substr(11));
        }
    }
    void handleNewConnection(const drogon::HttpRequestPtr&, const drogon::WebSocketConnectionPtr&) override {}
    void handleConnectionClosed(const drogon::WebSocketConnectionPtr& connection) override {
        std::lock_guard<std::mutex> lock(mutex_);
        std::erase_if(players_, [&](const auto& player) { return player.second == connection; });
    }
    WS_PATH_LIST_BEGIN
    WS_PATH_ADD("/lobby");
    WS_PATH_LIST_END

private:
    std::mutex mutex_;
    std::unordered_map<std::string, drogon::WebSocketConnectionPtr> players_;  // want local-broadcast: "'players_'"
};

int main() { drogon::app().addListener("0.0.0.0", 8080).run(); }
