#include <stateless/cache_control.h>
#include <stateless/sealed_cookies.h>

#include "shop.h"

using namespace stateless;
using namespace std::chrono_literals;

namespace {

constexpr char cookie[] = "__Host-session";

void never_store(httplib::Response& response) {
    response.set_header("Cache-Control", CacheControl::never_stored("it is about one user"));
}

std::string session_id(const httplib::Request& request) {
    const std::string header = request.get_header_value("Cookie");
    return std::string(find_cookie(header, cookie).value_or(""));
}

}  // namespace

Accounts::Accounts(pg::Pool& database, const Redis& redis, const TrustedProxies& proxies)
    : database_(database), proxies_(proxies), sessions_(redis, {Ttl{2h}, Ttl{24h}}),
      logins_(redis, "login", RateLimit::sliding_window(Quota{5, 10min}), LimitWithoutRedis::deny) {}

void Accounts::routes(httplib::Server& server) {
    server.Post("/login",
                [this](const httplib::Request& request, httplib::Response& response) { login(request, response); });
    server.Post("/logout",
                [this](const httplib::Request& request, httplib::Response& response) { logout(request, response); });
}

std::optional<std::string> Accounts::user_of(const httplib::Request& request) {
    const auto session = sessions_.find(session_id(request)).value();
    return session ? session->get("user") : std::nullopt;
}

void Accounts::login(const httplib::Request& request, httplib::Response& response) {
    never_store(response);
    std::vector<std::string> lines;
    for (std::size_t line = 0; line < request.get_header_value_count("X-Forwarded-For"); ++line)
        lines.push_back(request.get_header_value("X-Forwarded-For", line));
    const auto client = client_ip(request.remote_addr, std::vector<std::string_view>(lines.begin(), lines.end()),
                                  proxies_, ForwardingHeader::x_forwarded_for);
    const std::string guesser = client ? client->address.limit_key() : "unknown";
    const auto decision = logins_.acquire(guesser);
    for (const auto& [name, value] : decision.headers()) response.set_header(name, value);
    if (!decision.allowed()) {
        response.status = 429;
        return;
    }
    const std::string user = request.get_param_value("user");
    const auto rows = database_
                          .query("SELECT 1 FROM users WHERE name = $1 AND password = crypt($2, password)",
                                 {user, request.get_param_value("password")})
                          .value();
    if (rows.empty()) {
        response.status = 401;
        return;
    }
    (void)logins_.refund(guesser);  // only guesses count; if Redis cannot now, this one does for a while
    Session session = sessions_.create().value();
    session.set("user", user).value();
    response.set_header("Set-Cookie", session.cookie());
    response.status = 204;
}

void Accounts::logout(const httplib::Request& request, httplib::Response& response) {
    never_store(response);
    if (auto session = sessions_.find(session_id(request)).value()) session->destroy().value();
    response.set_header("Set-Cookie", forget_cookie("session"));
    response.status = 204;
}
