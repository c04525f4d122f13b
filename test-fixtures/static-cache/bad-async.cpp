// The miss asks asynchronously, and the callback that gets the rows keeps them.

//--- main.cpp
#include <drogon/drogon.h>

#include <exception>
#include <map>
#include <mutex>
#include <string>

using namespace drogon;

class Forum : public HttpController<Forum> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Forum::topic, "/t/{id}", Get);
    METHOD_LIST_END
    void topic(const HttpRequestPtr&, std::function<void(const HttpResponsePtr&)>&& callback, int id) {
        {
            std::lock_guard<std::mutex> lock(mutex_);
            if (auto found = pages_.find(id); found != pages_.end()) {
                auto response = HttpResponse::newHttpResponse();
                response->setBody(std::string(found->second));
                return callback(response);
            }
        }
        auto answer = std::make_shared<std::function<void(const HttpResponsePtr&)>>(std::move(callback));
        app().getDbClient()->execSqlAsync(
            "SELECT text FROM posts WHERE topic=$1",
            [this, answer, id](const orm::Result& rows) {
                std::string page = std::to_string(rows.size());
                {
                    std::lock_guard<std::mutex> lock(mutex_);
                    pages_[id] = page;
                }
                auto response = HttpResponse::newHttpResponse();
                response->setBody(std::string(page));
                (*answer)(response);
            },
            [answer](const std::exception&) { (*answer)(HttpResponse::newHttpResponse()); }, id);
    }

private:
    std::mutex mutex_;
    std::map<int, std::string> pages_;  // want static-cache: "'pages_'"
};

// The callback counts who has answered: nothing that the database has.
class Votes : public HttpController<Votes> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Votes::vote, "/vote", Post);
    METHOD_LIST_END
    void vote(const HttpRequestPtr& request, std::function<void(const HttpResponsePtr&)>&& callback) {
        const std::string choice = request->getParameter("choice");
        auto answer = std::make_shared<std::function<void(const HttpResponsePtr&)>>(std::move(callback));
        app().getDbClient()->execSqlAsync(
            "SELECT 1 FROM choices WHERE name=$1",
            [this, answer, choice](const orm::Result&) {
                std::lock_guard<std::mutex> lock(mutex_);
                votes_[choice] += 1;
                (*answer)(HttpResponse::newHttpResponse());
            },
            [answer](const std::exception&) { (*answer)(HttpResponse::newHttpResponse()); }, choice);
    }

private:
    std::mutex mutex_;
    std::map<std::string, int> votes_;  // want handler-captured-state: "'votes_'"
};

int main() { app().run(); }
