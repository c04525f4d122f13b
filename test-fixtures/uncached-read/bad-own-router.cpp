// A server's own table of routes over a raw socket: method and path are texts beside the handler.

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
    void route(std::string method, std::string prefix, Handler handler);
    void get(const std::string& path, Handler handler) { gets_[path] = std::move(handler); }
    void post(const std::string& path, Handler handler) { posts_[path] = std::move(handler); }
    void run(int listener);

private:
    struct Entry {
        std::string method, prefix;
        Handler handler;
    };
    Response answer(const Request& request);
    std::vector<Entry> table_;
    std::map<std::string, Handler> gets_, posts_;
};

PGconn* pooled();

//--- server.cpp
#include "server.h"

#include <sys/socket.h>
#include <unistd.h>

void Server::route(std::string method, std::string prefix, Handler handler) {
    table_.push_back({std::move(method), std::move(prefix), std::move(handler)});
}

Response Server::answer(const Request& request) {
    for (auto& entry : table_)
        if (entry.method == request.method && request.target.rfind(entry.prefix, 0) == 0) return entry.handler(request);
    auto& handlers = request.method == "GET" ? gets_ : posts_;
    const auto found = handlers.find(request.target);
    return found == handlers.end() ? Response{404, "", {}} : found->second(request);
}

void Server::run(int listener) {
    listen(listener, 16);
    for (;;) {
        const int client = accept(listener, nullptr, nullptr);
        char text[1024];
        const ssize_t size = recv(client, text, sizeof text, 0);
        const std::string head(text, size > 0 ? size : 0);
        const Response response = answer({head.substr(0, head.find(' ')), head.substr(head.find(' ') + 1), "", {}});
        std::string out = "HTTP/1.1 200 OK\r\n";
        for (auto& header : response.headers) out += header.first + ": " + header.second + "\r\n";
        out += "\r\n" + response.body;
        send(client, out.data(), out.size(), 0);
        close(client);
    }
}

//--- main.cpp
#include <sys/socket.h>

#include "server.h"

static std::string first_of(const char* statement) {
    PGresult* rows = PQexec(pooled(), statement);
    std::string text = PQgetvalue(rows, 0, 0);
    PQclear(rows);
    return text;
}

static Response about(const Request&) { return {200, "we sell", {{"Cache-Control", "no-store"}}}; }  // want zero-ttl: "'Cache-Control: no-store'"

static Response order(const Request&) {
    PQclear(PQexec(pooled(), "INSERT INTO orders VALUES (1)"));
    return {201, "", {{"Cache-Control", "no-store"}}};
}

int main() {
    Server server;
    server.route("GET", "/about", about);
    server.route("GET", "/products", [](const Request&) { return Response{200, first_of("SELECT json_agg(p) FROM products p"), {}}; });  // want uncached-read: "'GET /products' asks the database"
    server.get("/tags", [](const Request&) { return Response{200, first_of("SELECT json_agg(t) FROM tags t"), {}}; });  // want uncached-read: "'GET /tags' asks the database"
    server.get("/hours", [](const Request&) {
        Response response;
        response.headers["Cache-Control"] = "no-cache";  // want zero-ttl: "'Cache-Control: no-cache'"
        response.body = "9 to 5";
        return response;
    });
    server.get("/me", [](const Request& request) {
        if (request.headers.count("authorization") == 0) return Response{401, "", {}};
        return Response{200, first_of("SELECT name FROM users"), {{"Cache-Control", "no-store"}}};
    });
    server.route("POST", "/order", order);
    server.post("/search", [](const Request&) { return Response{200, first_of("SELECT json_agg(p) FROM products p"), {}}; });
    server.run(socket(AF_INET, SOCK_STREAM, 0));
}
