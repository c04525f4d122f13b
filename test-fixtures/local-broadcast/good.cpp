// Containers of connections through which nobody gets to another client, and lists that hold no connections.

//--- keepers.cpp
#include <boost/asio.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <set>
#include <string>

class Connection : public std::enable_shared_from_this<Connection> {
public:
    explicit Connection(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}
    void answers_its_own_client() {
        boost::asio::async_write(socket_, boost::asio::buffer(text_), [](boost::system::error_code, std::size_t) {});
    }
    void stop() { socket_.close(); }

private:
    boost::asio::ip::tcp::socket socket_;
    std::string text_;
};

// Keeps them alive, and stops each.
class Keeper {
public:
    void only_keeps_alive(std::shared_ptr<Connection> connection) {
        connections_.insert(connection);
        connection->answers_its_own_client();
    }
    void only_stops(std::shared_ptr<Connection> connection) {
        connections_.erase(connection);
        connection->stop();
    }

private:
    std::set<std::shared_ptr<Connection>> connections_;
};

class Door {
public:
    explicit Door(boost::asio::io_context& context)
        : acceptor_(context, boost::asio::ip::tcp::endpoint(boost::asio::ip::tcp::v4(), 9000)) {
        accepts();
    }
    void accepts() {
        acceptor_.async_accept([this](boost::system::error_code, boost::asio::ip::tcp::socket socket) {
            auto connection = std::make_shared<Connection>(std::move(socket));
            keeper_.only_keeps_alive(connection);
            keeper_.only_stops(connection);
            accepts();
        });
    }

private:
    boost::asio::ip::tcp::acceptor acceptor_;
    Keeper keeper_;
};

//--- own_client.cpp
#include <crow.h>

#include <map>
#include <string>
#include <unordered_map>

// By connection, for the client at hand.
struct Progress {
    int answered = 0;
};
static std::unordered_map<crow::websocket::connection*, Progress> progress;

void answers_the_client_at_hand(crow::websocket::connection& connection) {
    auto found = progress.find(&connection);
    if (found != progress.end()) connection.send_text(std::to_string(++found->second.answered));
}

// Members by name, without their connections.
static std::map<std::string, std::string> members;  // want mutable-global: "'members'"

void lists_members_to_the_client_at_hand(crow::websocket::connection& connection) {
    for (auto& [name, role] : members) connection.send_text(name + role);
}

void quiz() {
    crow::SimpleApp app;
    CROW_ROUTE(app, "/quiz")
        .websocket(&app)
        .onopen([&](crow::websocket::connection& connection) {
            progress[&connection] = Progress{};
            members["ada"] = "admin";
        })
        .onclose([&](crow::websocket::connection& connection, const std::string&) { progress.erase(&connection); })
        .onmessage([&](crow::websocket::connection& connection, const std::string&, bool) {
            answers_the_client_at_hand(connection);
            lists_members_to_the_client_at_hand(connection);
        });
    app.port(8080).run();
}

//--- main.cpp
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

// Numbers that are sent, but are no descriptors.
static std::vector<int> scores;  // want mutable-global: "'scores'"

void sends_a_list_to_one(int fd) {
    for (int score : scores) send(fd, &score, sizeof score, 0);
}

// What a thread waits for, which serves nobody.
class Jobs {
public:
    void notifies_a_thread(const std::string& job) {
        std::lock_guard<std::mutex> lock(mutex_);
        jobs_.push(job);
        changed_.notify_one();
    }
    void waits_in_a_thread() {
        for (;;) {
            std::unique_lock<std::mutex> lock(mutex_);
            changed_.wait(lock, [this] { return !jobs_.empty(); });
            jobs_.pop();
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::queue<std::string> jobs_;  // want in-process-queue: "'jobs_'"
};

// Functions that are called before serving, registered before serving.
static std::vector<std::function<void()>> hooks;
void registers_before_serving() { hooks.push_back([] {}); }
void calls_what_start_up_registered() {
    for (auto& hook : hooks) hook();
}

// A history without connections.
static std::vector<std::string> history;  // want mutable-global: "'history'"
void keeps_a_history(const std::string& text) { history.push_back(text); }
std::string shows_the_history() {
    std::string all;
    for (auto& text : history) all += text;
    return all;
}

// Connections to services behind, not of clients.
struct Backend {
    std::string host;
};
static std::map<std::string, Backend> backends;  // want mutable-global: "'backends'"
void keeps_addresses_of_services(const std::string& host) { backends[host] = Backend{host}; }
std::string looks_up_a_service(const std::string& host) { return backends.at(host).host; }

// One request's clients.
void tells_those_of_one_request(int fd) {
    std::vector<int> fds{fd, fd + 1};
    for (int one : fds) send(one, "x", 1, 0);
}

int main() {
    registers_before_serving();
    Jobs jobs;
    std::thread worker([&] { jobs.waits_in_a_thread(); });
    httplib::Server svr;
    svr.Post("/all", [&](const httplib::Request& req, httplib::Response& res) {
        scores.push_back(static_cast<int>(req.body.size()));
        sends_a_list_to_one(4);
        jobs.notifies_a_thread(req.body);
        calls_what_start_up_registered();
        keeps_a_history(req.body);
        keeps_addresses_of_services(req.body);
        tells_those_of_one_request(5);
        res.set_content(shows_the_history() + looks_up_a_service(req.body), "text/plain");
    });
    svr.listen("0.0.0.0", 8081);
}
