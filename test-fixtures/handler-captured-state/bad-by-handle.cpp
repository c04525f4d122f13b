// An object for each connection, by its handle: what only its own handler uses is that client's, what those of other
// clients look at is not.
//--- main.cpp
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

#include <algorithm>
#include <ctime>
#include <functional>
#include <map>
#include <memory>
#include <string>

using Server = websocketpp::server<websocketpp::config::asio>;
using websocketpp::connection_hdl;

struct Client {
    std::string nick;  // want handler-captured-state: "'nick'"
    std::string mood;  // want handler-captured-state: "'mood'"
    int score = 0;     // want handler-captured-state: "'score'"
    time_t last = 0;
    int lines = 0;
};

class Chat {
public:
    Chat() {
        server_.set_open_handler([this](connection_hdl handle) { clients_[handle] = std::make_shared<Client>(); });
        server_.set_close_handler([this](connection_hdl handle) { clients_.erase(handle); });
        server_.set_message_handler([this](connection_hdl handle, Server::message_ptr message) {
            auto found = clients_.find(handle);
            if (found == clients_.end()) return;
            Client& client = *found->second;
            const time_t now = time(nullptr);
            if (now == client.last) return;
            client.last = now;
            command(client, message->get_payload());
            for (auto& entry : clients_)
                server_.send(entry.first, message->get_payload(), websocketpp::frame::opcode::text);
        });
    }
    void run() {
        server_.init_asio();
        server_.listen(9002);
        server_.start_accept();
        server_.run();
    }

private:
    void command(Client& client, const std::string& text) {
        if (++client.lines > 100) {
            client.nick = text;
            client.mood = text;
            client.score += 2;
        }
        for (auto& entry : clients_)
            if (entry.second->nick == text)
                server_.send(entry.first, line(*entry.second), websocketpp::frame::opcode::text);
        auto best = std::max_element(clients_.begin(), clients_.end(),
                                     [](auto& one, auto& other) { return one.second->score < other.second->score; });
        if (best != clients_.end()) server_.send(best->first, text, websocketpp::frame::opcode::text);
    }
    std::string line(const Client& client) { return client.mood; }

    Server server_;
    std::map<connection_hdl, std::shared_ptr<Client>, std::owner_less<connection_hdl>> clients_;  // want local-broadcast: "'clients_'"
};

int main() {
    Chat chat;
    chat.run();
}
