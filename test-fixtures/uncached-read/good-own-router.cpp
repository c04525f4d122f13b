// What looks like a router of the program's own: the server asks who the client is before it calls a handler, a class
// that asks other servers for paths, and handlers that nobody calls.

//--- server.h
#pragma once
#include <libpq-fe.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

struct Request {
    std::string method, target, body;
    std::map<std::string, std::string> headers;
};
struct Response {
    int status = 200;
    std::string body;
    std::map<std::string, std::string> headers;
};
using Handler = std::function<Response(const Request&)>;

class Server {
public:
    void route(const std::string& method, const std::string& path, Handler handler) { table_[method + path] = std::move(handler); }
    void run(int listener);

private:
    std::map<std::string, Handler> table_;
};

class HttpClient {
public:
    void get(const std::string& path, std::function<void(const Response&)> done) { waiting_[path] = std::move(done); }
    void answered(const std::string& path, const Response& response) { waiting_[path](response); }

private:
    std::map<std::string, std::function<void(const Response&)>> waiting_;
};

class Documentation {
public:
    void describe(const std::string& method, const std::string& path, Handler example) { examples_[method + path] = std::move(example); }

private:
    std::map<std::string, Handler> examples_;
};

PGconn* pooled();
HttpClient& prices();

//--- server.cpp
#include "server.h"

#include <sys/socket.h>
#include <unistd.h>

void Server::run(int listener) {
    listen(listener, 16);
    for (;;) {
        const int client = accept(listener, nullptr, nullptr);
        char text[1024];
        const ssize_t size = recv(client, text, sizeof text, 0);
        const std::string head(text, size > 0 ? size : 0);
        Request request{head.substr(0, head.find(' ')), head.substr(head.find(' ') + 1), "", {}};
        const auto found = table_.find(request.method + request.target);
        const bool known = request.headers.count("authorization") != 0;
        const Response response = known && found != table_.end() ? found->second(request) : Response{404, "", {}};
        send(client, response.body.data(), response.body.size(), 0);
        prices().answered("/prices", response);
        close(client);
    }
}

//--- main.cpp
#include <sys/socket.h>

#include "server.h"

HttpClient& prices() {
    static HttpClient client;
    return client;
}

static std::string first_of(const char* statement) {
    PGresult* rows = PQexec(pooled(), statement);
    std::string text = PQgetvalue(rows, 0, 0);
    PQclear(rows);
    return text;
}

int main() {
    Server server;
    Documentation documentation;
    documentation.describe("GET", "/products", [](const Request&) { return Response{200, first_of("SELECT json_agg(p) FROM products p"), {}}; });
    prices().get("/prices", [](const Response& response) { PQclear(PQexec(pooled(), ("SELECT note('" + response.body + "')").c_str())); });
    server.route("GET", "/orders", [](const Request&) { return Response{200, first_of("SELECT json_agg(o) FROM orders o"), {}}; });
    server.run(socket(AF_INET, SOCK_STREAM, 0));
}
