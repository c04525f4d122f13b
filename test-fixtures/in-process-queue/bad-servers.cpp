// Queues in servers of other frameworks.

//--- notifications.cpp
#include <crow.h>
#include <drogon/HttpController.h>
#include <drogon/drogon.h>

#include <list>
#include <map>
#include <mutex>
#include <queue>
#include <string>

struct Notification {
    std::string user;
    std::string text;
};

// Singleton whose name says nothing.
class Center {
public:
    static Center& instance() {
        static Center center;
        return center;
    }
    void add(Notification notification) {
        std::lock_guard<std::mutex> lock(mutex_);
        items_[notification.user].push(notification);
    }
    bool next(const std::string& user, Notification& out) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = items_.find(user);
        if (found == items_.end() || found->second.empty()) return false;
        out = found->second.front();
        found->second.pop();
        return true;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::queue<Notification>> items_;  // want in-process-queue: "'items_'"
};

class Notify : public drogon::HttpController<Notify> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Notify::create, "/notify", drogon::Post);
    METHOD_LIST_END
    void create(const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
        Center::instance().add({req->getParameter("user"), std::string(req->body())});
        callback(drogon::HttpResponse::newHttpResponse());
    }
};

class Exports {
public:
    void request(std::string what) { wanted_.push_back(std::move(what)); }
    void tick() {
        while (!wanted_.empty()) {
            write(wanted_.front());
            wanted_.pop_front();
        }
    }

private:
    void write(const std::string& what) { last_size_ = what.size(); }
    std::size_t last_size_ = 0;
    std::list<std::string> wanted_;  // want in-process-queue: "'wanted_'"
};

int main() {
    crow::SimpleApp app;
    Exports exports;
    CROW_ROUTE(app, "/export/<string>")([&](std::string name) {
        exports.request(name);
        return "ok";
    });
    CROW_ROUTE(app, "/next/<string>")([](std::string user) {
        Notification notification;
        Center::instance().next(user, notification);
        return notification.text;
    });
    app.tick(std::chrono::seconds(5), [&] { exports.tick(); });
    app.port(8080).run();
}
