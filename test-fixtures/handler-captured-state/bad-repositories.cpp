// A REST service in layers: an in-memory repository behind an interface, a service that owns it, an application that
// owns the service and the server, and a global that owns the application.

//--- models.h
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>
namespace todo {
struct User {
    int id = 0;
    std::string name;
    std::string email;
};
struct Item {
    int id = 0;
    std::string title;
    bool done = false;
};
class IUserRepository {
public:
    virtual ~IUserRepository() = default;
    virtual std::optional<User> find(int id) = 0;
    virtual User save(User u) = 0;
    virtual bool remove(int id) = 0;
    virtual std::vector<User> all() const = 0;
};
class InMemoryUserRepository final : public IUserRepository {
public:
    std::optional<User> find(int id) override;
    User save(User u) override;
    bool remove(int id) override;
    std::vector<User> all() const override;

private:
    std::map<int, User> users_;  // want handler-captured-state: "'users_'"
    mutable std::mutex mtx_;
};
}  // namespace todo
//--- repo.cpp
#include "models.h"
namespace todo {
std::optional<User> InMemoryUserRepository::find(int id) {
    std::lock_guard<std::mutex> g(mtx_);
    auto it = users_.find(id);
    if (it == users_.end()) return std::nullopt;
    return it->second;
}
User InMemoryUserRepository::save(User u) {
    std::lock_guard<std::mutex> g(mtx_);
    if (u.id == 0) u.id = static_cast<int>(users_.size()) + 1;
    users_[u.id] = u;
    return u;
}
bool InMemoryUserRepository::remove(int id) {
    std::lock_guard<std::mutex> g(mtx_);
    return users_.erase(id) > 0;
}
std::vector<User> InMemoryUserRepository::all() const {
    std::vector<User> out;
    for (const auto& [k, v] : users_) out.push_back(v);
    return out;
}
}  // namespace todo
//--- service.h
#pragma once
#include "models.h"
namespace todo {
class UserService {
public:
    explicit UserService(std::unique_ptr<IUserRepository> repo) : repo_(std::move(repo)) {}
    std::optional<User> get(int id) { return repo_->find(id); }
    User create(const std::string& n, const std::string& e) {
        User u;
        u.name = n;
        u.email = e;
        ++created_;
        return repo_->save(std::move(u));
    }
    bool drop(int id) { return repo_->remove(id); }
    long created() const { return created_; }

private:
    std::unique_ptr<IUserRepository> repo_;
    long created_ = 0;  // want handler-captured-state: "'created_'"
};
class TodoList {
public:
    void add(std::string t) {
        Item i;
        i.id = static_cast<int>(items.size()) + 1;
        i.title = std::move(t);
        items.push_back(i);
    }
    bool toggle(int id) {
        for (auto& i : items)
            if (i.id == id) {
                i.done = !i.done;
                return true;
            }
        return false;
    }
    const std::vector<Item>& list() const { return items; }

private:
    std::vector<Item> items;  // want handler-captured-state: "'items'"
};
}  // namespace todo
//--- app.h
#pragma once
#include "service.h"
#include <httplib.h>
class App {
public:
    App();
    int run(int port);

private:
    void routes();
    void handleCreate(const httplib::Request& req, httplib::Response& res);
    httplib::Server server_;
    std::unique_ptr<todo::UserService> users_;
    std::shared_ptr<todo::TodoList> todos_ = std::make_shared<todo::TodoList>();
    std::string motd_ = "hi";  // want handler-captured-state: "'motd_'"
    std::string root_ = "/srv";
};
//--- app.cpp
#include "app.h"
App::App() : users_(std::make_unique<todo::UserService>(std::make_unique<todo::InMemoryUserRepository>())) { routes(); }
void App::routes() {
    server_.Get("/users/:id", [this](const httplib::Request& req, httplib::Response& res) {
        auto u = users_->get(std::stoi(req.path_params.at("id")));
        if (!u) {
            res.status = 404;
            return;
        }
        res.set_content(u->name + root_, "text/plain");
    });
    server_.Post("/users", [this](const httplib::Request& a, httplib::Response& b) { handleCreate(a, b); });
    server_.Delete("/users/:id", [&](const auto& req, auto& res) {
        res.status = users_->drop(std::stoi(req.path_params.at("id"))) ? 204 : 404;
    });
    server_.Post("/todos", [this](const httplib::Request& req, httplib::Response& res) {
        todos_->add(req.body);
        res.status = 201;
    });
    server_.Patch("/todos/:id", [todos = todos_](const httplib::Request& req, httplib::Response& res) {
        if (!todos->toggle(std::stoi(req.path_params.at("id")))) res.status = 404;
    });
    server_.Put("/motd", [this](const httplib::Request& req, httplib::Response&) { motd_ = req.body; });
    server_.Get("/motd", [this](const httplib::Request&, httplib::Response& res) {
        res.set_content(motd_ + std::to_string(users_->created()), "text/plain");
    });
}
void App::handleCreate(const httplib::Request& req, httplib::Response& res) {
    auto u = users_->create(req.get_param_value("name"), req.get_param_value("email"));
    res.status = 201;
    res.set_content(std::to_string(u.id), "text/plain");
}
int App::run(int port) { return server_.listen("0.0.0.0", port) ? 0 : 1; }
//--- main.cpp
#include "app.h"
std::unique_ptr<App> g_app;
int main() {
    g_app = std::make_unique<App>();
    return g_app->run(8080);
}
