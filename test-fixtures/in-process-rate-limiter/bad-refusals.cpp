// Who is turned away, and by which of the things that the function looks at.

//--- login.cpp
#include <crow.h>

#include <ctime>
#include <map>
#include <mutex>
#include <string>

// What is looked at after the refusal is no limiter.
static std::map<std::string, std::string> users;                       // want mutable-global: "'users'"
static std::map<std::string, std::pair<int, std::time_t>> wrong_tries;  // want in-process-rate-limiter: "'wrong_tries'"
static std::mutex mutex;

static crow::response log_in(const std::string& user, const std::string& password) {
    std::lock_guard<std::mutex> lock(mutex);
    auto found = wrong_tries.find(user);
    if (found != wrong_tries.end() && found->second.first >= 5 && std::time(nullptr) - found->second.second < 600)
        return crow::response(429, "too many");
    const bool right = users.count(user) && users[user] == password;
    if (!right) {
        wrong_tries[user].first++;
        wrong_tries[user].second = std::time(nullptr);
        return crow::response(403, "wrong");
    }
    return crow::response(200);
}

static void add(const std::string& user, const std::string& password) {
    std::lock_guard<std::mutex> lock(mutex);
    if (!users.count(user)) users.insert({user, password});
}

void serve_logins() {
    crow::SimpleApp app;
    CROW_ROUTE(app, "/login").methods(crow::HTTPMethod::Post)([](const crow::request& request) {
        return log_in(request.body, "x");
    });
    CROW_ROUTE(app, "/users").methods(crow::HTTPMethod::Post)([](const crow::request& request) {
        add(request.body, "x");
        return "ok";
    });
    app.run();
}

//--- tickets.cpp
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <map>
#include <mutex>
#include <string>

// The status as a text, since the library has no name for it.
struct Context {
    std::mutex mutex;
    std::map<std::string, int> per_user;  // want in-process-rate-limiter: "'per_user'"
    std::map<std::string, int> rooms;     // want handler-captured-state: "'rooms'"
};

class Handler : public Poco::Net::HTTPRequestHandler {
public:
    explicit Handler(Context& context) : context_(context) {}
    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
        std::lock_guard<std::mutex> lock(context_.mutex);
        if (request.getURI() == "/rooms") return room(response, "429");
        if (++context_.per_user[request.getURI()] > 20) {
            response.setStatus("429");
            response.send();
            return;
        }
        response.send() << "created";
    }

private:
    // A number that is no status.
    void room(Poco::Net::HTTPServerResponse& response, const std::string& number) {
        if (number == "429") ++context_.rooms[number];
        response.send() << context_.rooms[number];
    }
    Context& context_;
};

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
public:
    explicit Factory(Context& context) : context_(context) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
        return new Handler(context_);
    }

private:
    Context& context_;
};

void serve_logins();

int main() {
    serve_logins();
    Context context;
    Poco::Net::HTTPServer server(new Factory(context), Poco::Net::ServerSocket(80), new Poco::Net::HTTPServerParams);
    server.start();
    for (;;) {}
}
