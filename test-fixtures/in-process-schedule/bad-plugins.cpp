// drogon starts a plugin once, before it serves: what that fills is a table, and its timers run in every replica.

//--- main.cpp
#include <drogon/drogon.h>
#include <drogon/plugins/Plugin.h>

#include <fstream>
#include <set>
#include <string>

using namespace drogon;

class BadWords : public Plugin<BadWords> {
public:
    void initAndStart(const Json::Value&) override {
        std::ifstream in("badwords.txt");
        std::string word;
        while (in >> word) words_.insert(word);
        app().getLoop()->runEvery(3600.0, [] {  // want in-process-schedule: "'BadWords::initAndStart'"
            app().getDbClient()->execSqlSync("DELETE FROM posts WHERE created < now() - interval '1 year'");
        });
    }
    void shutdown() override {}
    bool has(const std::string& text) const { return words_.count(text) > 0 || reported_.count(text) > 0; }
    void report(const std::string& word) { reported_.insert(word); }

private:
    std::set<std::string> words_;
    std::set<std::string> reported_;  // want handler-captured-state: "'reported_'"
};

class Posts : public HttpController<Posts> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Posts::add, "/posts", Post);
    METHOD_LIST_END
    void add(const HttpRequestPtr& request, std::function<void(const HttpResponsePtr&)>&& callback) {
        auto response = HttpResponse::newHttpResponse();
        auto* words = app().getPlugin<BadWords>();
        if (words->has(request->getParameter("text"))) response->setStatusCode(k400BadRequest);
        words->report(request->getParameter("word"));
        callback(response);
    }
};

int main() { app().run(); }
