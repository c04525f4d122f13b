// What the code of the rules' cures takes for granted: a program around it. Declarations only: it is compiled, not run.
#pragma once

#include <chrono>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <stateless/cache.h>
#include <stateless/codec.h>
#include <stateless/pg_pool.h>

using namespace std::chrono_literals;

namespace httplib {
struct Request {
    std::string body, remote_addr;
    std::string get_header_value(const char* name) const;
    std::string get_param_value(const char* name) const;
};
struct Response {
    int status = 200;
    void set_content(const std::string& text, const char* type);
    void set_header(const std::string& name, const std::string& value);
};
struct Server {
    template <class Handler>
    void Post(const char*, Handler) {}
    void listen(const char* host, int port);
};
}  // namespace httplib

struct Order {
    std::string number;
    std::string to_json() const;
};
Order place_order(const std::string& body);

struct User {
    std::string name;
};
User check_password(const std::string& body);
User query_user(stateless::pg::Pool& database, int id);

struct Room {
    int members = 0;
};

template <>
struct stateless::Codec<User> {
    static std::string encode(const User& user);
    static std::optional<User> decode(std::string_view bytes);
};
template <>
struct stateless::Codec<Room> {
    static std::string encode(const Room& room);
    static std::optional<Room> decode(std::string_view bytes);
};

struct Loop {
    template <class Work>
    void runEvery(double, Work) {}
};
void send_reminders();

struct Request {
    std::string user() const;
};
struct Response {
    void send(const stateless::pg::Rows& rows);
    void send_unavailable();
};

std::string read_product(const std::string& id);
std::string render_products();
void save(const std::string& id, const std::string& body);
