// Frameworks' own sessions, and conversations of bots.

//--- crow.cpp
#include <crow.h>
#include <crow/middlewares/session.h>

void serve_with_crow() {
    using Session = crow::SessionMiddleware<crow::InMemoryStore>;
    crow::App<crow::CookieParser, Session> app{Session{crow::InMemoryStore{}}};  // want in-process-session: "'app' .*'crow::InMemoryStore' is the store of its sessions"
    CROW_ROUTE(app, "/")([] { return "ok"; });
    app.port(8080).run();
}

//--- drogon.cpp
#include <drogon/drogon.h>

void serve_with_drogon() {
    drogon::app().enableSession(1200);  // want in-process-session: "'enableSession' .*switches on the framework's own sessions"
    drogon::app().run();
}

//--- bot.cpp
#include <httplib.h>

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

enum class Step { start, asked_name, asked_age };

// How far each user's dialog is.
static std::unordered_map<std::int64_t, Step> user_states;  // want in-process-session: "'user_states' .*conversation under 'chat_id'"

// What an assistant remembers of each conversation.
struct Turn {
    std::string role;
    std::string text;
};
static std::map<std::string, std::vector<Turn>> conversations;  // want in-process-session: "'conversations'"

static std::string answer(const std::string& session_id, const std::string& text) {
    auto& turns = conversations[session_id];
    turns.push_back(Turn{"user", text});
    return turns.front().text;
}

static void on_update(std::int64_t chat_id, const std::string& text) {
    Step& step = user_states[chat_id];
    if (step == Step::start) step = Step::asked_name;
    else if (!text.empty()) step = Step::asked_age;
}

int main() {
    httplib::Server svr;
    svr.Post("/bot", [](const httplib::Request& req, httplib::Response& res) {
        on_update(7, req.body);
        res.set_content(answer(req.get_header_value("X-Conversation"), req.body), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
