// A session manager as servers on Poco have it: one for the process, with shared pointers under random ids.
//--- main.cpp
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/SharedPtr.h>
#include <Poco/SingletonHolder.h>
#include <Poco/UUIDGenerator.h>

#include <map>
#include <mutex>
#include <string>

class UserSession {
public:
    explicit UserSession(const std::string& user) : user_(user) {}
    const std::string& user() const { return user_; }

private:
    std::string user_;
};

class SessionManager {
public:
    static SessionManager& instance() {
        static Poco::SingletonHolder<SessionManager> holder;
        return *holder.get();
    }
    std::string open(const std::string& user) {
        std::string id = Poco::UUIDGenerator::defaultGenerator().createRandom().toString();
        std::lock_guard<std::mutex> lock(mutex_);
        sessions_[id] = new UserSession(user);
        return id;
    }
    Poco::SharedPtr<UserSession> find(const std::string& id) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = sessions_.find(id);
        return found == sessions_.end() ? Poco::SharedPtr<UserSession>() : found->second;
    }

private:
    std::mutex mutex_;
    std::map<std::string, Poco::SharedPtr<UserSession>> sessions_;  // want in-process-session: "'sessions_' .*at random"
};

// Things under random ids are none.
class Baskets {
public:
    void add(const std::string& what) {
        things_[Poco::UUIDGenerator::defaultGenerator().createRandom().toString()] = what;
    }
    std::size_t size() const { return things_.size(); }

private:
    std::map<std::string, std::string> things_;  // want handler-captured-state: "'things_'"
};
static Baskets baskets;

class Handler : public Poco::Net::HTTPRequestHandler {
    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
        baskets.add(request.getURI());
        if (request.getURI() == "/login") {
            response.set("X-Session", SessionManager::instance().open("joe"));
            response.send() << baskets.size();
            return;
        }
        auto session = SessionManager::instance().find(request.getURI());
        if (!session) response.setStatus(Poco::Net::HTTPResponse::HTTP_UNAUTHORIZED);
        response.send();
    }
};

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
        return new Handler;
    }
};

int main() {
    Poco::Net::HTTPServer server(new Factory, Poco::Net::ServerSocket(80), new Poco::Net::HTTPServerParams);
    server.start();
    for (;;) {}
}
