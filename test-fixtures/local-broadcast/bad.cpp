// Registries of live clients through which one client's message gets to the others.

//--- crow_chat.cpp
#include <crow.h>

#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

static std::unordered_set<crow::websocket::connection*> users;  // want local-broadcast: "'users' .*'lambda in chat' sends to others through it, it holds live connections"
static std::mutex users_mutex;

// By room.
static std::map<std::string, std::unordered_set<crow::websocket::connection*>> channels;  // want local-broadcast: "'channels'"

static void tell(const std::string& channel, const std::string& text) {
    for (auto* member : channels[channel]) member->send_text(text);
}

// By name, for private messages.
static std::unordered_map<std::string, crow::websocket::connection*> by_name;  // want local-broadcast: "'by_name'"

static bool whisper(const std::string& to, const std::string& text) {
    auto found = by_name.find(to);
    if (found == by_name.end()) return false;
    found->second->send_text(text);
    return true;
}

// What is known of each, by connection.
struct Profile {
    std::string name;
};
static std::unordered_map<crow::websocket::connection*, Profile> profiles;  // want local-broadcast: "'profiles'"

// From each player to the other one.
static std::unordered_map<crow::websocket::connection*, crow::websocket::connection*> partner;  // want local-broadcast: "'partner'"

static void pass_on(crow::websocket::connection& from, const std::string& text) {
    auto found = partner.find(&from);
    if (found != partner.end()) found->second->send_text(text);
}

void chat() {
    crow::SimpleApp app;
    CROW_ROUTE(app, "/ws")
        .websocket(&app)
        .onopen([&](crow::websocket::connection& connection) {
            std::lock_guard<std::mutex> lock(users_mutex);
            users.insert(&connection);
            partner[&connection] = users.empty() ? nullptr : *users.begin();
            by_name["ada"] = &connection;
            profiles[&connection] = Profile{"ada"};
            channels["hall"].insert(&connection);
        })
        .onclose([&](crow::websocket::connection& connection, const std::string&) {
            std::lock_guard<std::mutex> lock(users_mutex);
            users.erase(&connection);
            by_name.erase("ada");
            profiles.erase(&connection);
            channels["hall"].erase(&connection);
        })
        .onmessage([&](crow::websocket::connection& from, const std::string& text, bool binary) {
            std::lock_guard<std::mutex> lock(users_mutex);
            for (auto* user : users)
                if (binary) user->send_binary(text);
                else user->send_text(text);
            for (auto& [connection, profile] : profiles) connection->send_text(profile.name);
            pass_on(from, text);
            whisper("ada", text);
            tell("hall", text);
        });
    app.port(8080).run();
}

//--- sockets.cpp
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

static std::vector<int> client_fds;  // want local-broadcast: "'client_fds'"
static std::mutex clients_mutex;

static void serve_client(int fd) {
    char text[512];
    for (;;) {
        ssize_t length = recv(fd, text, sizeof text, 0);
        if (length <= 0) break;
        std::lock_guard<std::mutex> lock(clients_mutex);
        for (int other : client_fds)
            if (other != fd) send(other, text, length, 0);
    }
    std::lock_guard<std::mutex> lock(clients_mutex);
    client_fds.erase(std::remove(client_fds.begin(), client_fds.end(), fd), client_fds.end());
    close(fd);
}

void accept_clients() {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    for (;;) {
        int fd = accept(listener, nullptr, nullptr);
        {
            std::lock_guard<std::mutex> lock(clients_mutex);
            client_fds.push_back(fd);
        }
        std::thread(serve_client, fd).detach();
    }
}

//--- beast.cpp
#include <boost/asio.hpp>
#include <boost/beast.hpp>

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

class Session;

// What all the sessions share.
class Hall {
public:
    void join(Session* session) {
        std::lock_guard<std::mutex> lock(mutex_);
        sessions_.insert(session);
    }
    void leave(Session* session) {
        std::lock_guard<std::mutex> lock(mutex_);
        sessions_.erase(session);
    }
    void send(const std::string& text);

private:
    std::mutex mutex_;
    std::set<Session*> sessions_;  // want local-broadcast: "'sessions_' .*'Hall::send' sends to others"
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(boost::asio::ip::tcp::socket socket, Hall& hall) : stream_(std::move(socket)), hall_(hall) {}
    ~Session() { hall_.leave(this); }
    void run() {
        hall_.join(this);
        read();
    }
    void send(std::shared_ptr<std::string> text) {
        stream_.async_write(boost::asio::buffer(*text),
                            [self = shared_from_this()](boost::system::error_code, std::size_t) {});
    }

private:
    void read() {
        stream_.async_read(buffer_, [self = shared_from_this()](boost::system::error_code error, std::size_t) {
            if (error) return;
            self->hall_.send("text");
            self->read();
        });
    }
    boost::beast::websocket::stream<boost::asio::ip::tcp::socket> stream_;
    boost::beast::flat_buffer buffer_;
    Hall& hall_;
};

void accept_sessions() {
    boost::asio::io_context context;
    static Hall hall;
    boost::asio::ip::tcp::acceptor acceptor(context, {boost::asio::ip::tcp::v4(), 9001});
    acceptor.async_accept([](boost::system::error_code, boost::asio::ip::tcp::socket socket) {
        std::make_shared<Session>(std::move(socket), hall)->run();
    });
    context.run();
}

void Hall::send(const std::string& text) {
    auto shared = std::make_shared<std::string>(text);
    std::vector<std::weak_ptr<Session>> all;
    {
        std::lock_guard<std::mutex> lock(mutex_);
        for (auto* session : sessions_) all.emplace_back(session->weak_from_this());
    }
    for (auto& weak : all)
        if (auto session = weak.lock()) session->send(shared);
}

//--- httplib_events.cpp
#include <httplib.h>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

// Handlers of server-sent events wait here for the next message.
class Feed {
public:
    void post(const std::string& text) {
        std::lock_guard<std::mutex> lock(mutex_);
        latest_ = text;
        ++posted_;
        changed_.notify_all();
    }
    bool wait(httplib::DataSink& sink) {
        std::unique_lock<std::mutex> lock(mutex_);
        changed_.wait(lock);
        return sink.write(latest_.data(), latest_.size());
    }
    int posted() const { return posted_; }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::string latest_;  // want local-broadcast: "'latest_' .*handlers of other clients wait for it"
    int posted_ = 0;      // want handler-captured-state: "'posted_'"
};

class Feeds {
public:
    std::shared_ptr<Feed> open(const std::string& name) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto& feed = feeds_[name];
        if (!feed) feed = std::make_shared<Feed>();
        return feed;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Feed>> feeds_;  // want local-broadcast: "'feeds_' .*it holds what other clients' handlers wait on"
};

// Each listener's function, called for every message.
static std::vector<std::function<void(const std::string&)>> listeners;  // want local-broadcast: "'listeners'"

static std::vector<httplib::DataSink*> sinks;  // want local-broadcast: "'sinks'"

static void publish(const std::string& text) {
    for (auto* sink : sinks) sink->write(text.data(), text.size());
}

void serve_events() {
    static Feeds feeds;
    httplib::Server svr;
    svr.Get("/events", [&](const httplib::Request& req, httplib::Response& res) {
        auto feed = feeds.open(req.path);
        res.set_chunked_content_provider("text/event-stream", [feed](std::size_t, httplib::DataSink& sink) {
            listeners.push_back([&sink](const std::string& text) { sink.write(text.data(), text.size()); });
            sinks.push_back(&sink);
            return feed->wait(sink);
        });
    });
    svr.Post("/events", [&](const httplib::Request& req, httplib::Response& res) {
        auto feed = feeds.open(req.path);
        feed->post(req.body);
        for (auto& listener : listeners) listener(req.body);
        publish(req.body);
        res.set_content(std::to_string(feed->posted()), "text/plain");
    });
    svr.listen("0.0.0.0", 8081);
}

//--- rooms.cpp
#include <drogon/PubSubService.h>
#include <drogon/WebSocketController.h>
#include <drogon/drogon.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

// A lobby of rooms that hold the players' connections.
class Room {
public:
    void join(const drogon::WebSocketConnectionPtr& player) { players_.push_back(player); }
    void say(const std::string& text) {
        history_.push_back(text);
        for (auto& player : players_) player->send(text);
    }
    std::string past() const { return history_.empty() ? "" : history_.back(); }

private:
    std::vector<drogon::WebSocketConnectionPtr> players_;  // want local-broadcast: "'players_'"
    std::vector<std::string> history_;                     // want handler-captured-state: "'history_'"
};

class Lobby {
public:
    static Lobby& instance() {
        static Lobby lobby;
        return lobby;
    }
    std::shared_ptr<Room> room(const std::string& name) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = rooms_.find(name);
        if (found != rooms_.end()) return found->second;
        auto room = std::make_shared<Room>();
        rooms_[name] = room;
        return room;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Room>> rooms_;  // want local-broadcast: "'rooms_' .*reaches live clients through 'players_'"
};

class Play : public drogon::WebSocketController<Play> {
public:
    void handleNewMessage(const drogon::WebSocketConnectionPtr&, std::string&& text,
                          const drogon::WebSocketMessageType&) override {
        Lobby::instance().room("hall")->say(text);
        topics_.publish(Lobby::instance().room("hall")->past(), text);
    }
    void handleNewConnection(const drogon::HttpRequestPtr&, const drogon::WebSocketConnectionPtr& player) override {
        Lobby::instance().room("hall")->join(player);
        topics_.subscribe("hall", [player](const std::string&, const std::string& text) { player->send(text); });
    }
    void handleConnectionClosed(const drogon::WebSocketConnectionPtr&) override {}
    WS_PATH_LIST_BEGIN
    WS_PATH_ADD("/play");
    WS_PATH_LIST_END

private:
    drogon::PubSubService<std::string> topics_;  // want local-broadcast: "'topics_' .*knows this process's subscribers only"
};

int main() { drogon::app().run(); }
