#include <openssl/hmac.h>

#include <algorithm>
#include <random>

#include "services.h"
#include "telemetry.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t failures_allowed = 5;
constexpr auto failure_window = std::chrono::minutes(10);
constexpr auto idle_limit = std::chrono::hours(2);

std::string random_hex(size_t bytes) {
    thread_local std::random_device device;
    static const char digits[] = "0123456789abcdef";
    std::string result;
    for (size_t i = 0; i < bytes * 2; ++i) result += digits[device() % 16];
    return result;
}

std::string cookie(const httplib::Request& request, const std::string& name) {
    std::string all = request.get_header_value("Cookie");
    size_t begin = all.find(name + "=");
    if (begin == std::string::npos) return {};
    begin += name.size() + 1;
    return all.substr(begin, all.find(';', begin) - begin);
}

}  // namespace

Accounts::Accounts(const Config& config) : config_(config), signing_key_(random_hex(32)) {}

void Accounts::routes(httplib::Server& server) {
    server.Post("/login",
                [this](const httplib::Request& request, httplib::Response& response) { login(request, response); });
    server.Post("/logout",
                [this](const httplib::Request& request, httplib::Response& response) { logout(request, response); });
}

std::string Accounts::sign(const std::string& token) const {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), signing_key_.data(), static_cast<int>(signing_key_.size()),
         reinterpret_cast<const unsigned char*>(token.data()), token.size(), digest, &size);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        char pair[3];
        std::snprintf(pair, sizeof pair, "%02x", digest[i]);
        hex += pair;
    }
    return hex;
}

bool Accounts::too_many_failures(const std::string& address) {
    std::lock_guard lock(mutex_);
    auto& attempts = failed_logins_[address];
    auto oldest = Clock::now() - failure_window;
    attempts.erase(std::remove_if(attempts.begin(), attempts.end(), [&](auto when) { return when < oldest; }),
                   attempts.end());
    return attempts.size() >= failures_allowed;
}

void Accounts::note_failure(const std::string& address) {
    std::lock_guard lock(mutex_);
    failed_logins_[address].push_back(Clock::now());
}

void Accounts::login(const httplib::Request& request, httplib::Response& response) {
    response.set_header("Cache-Control", "no-store");
    if (too_many_failures(request.remote_addr)) {
        response.status = 429;
        response.set_header("Retry-After", "600");
        return;
    }
    std::string user = request.get_param_value("user");
    Database database(config_);
    auto rows = database.query("SELECT 1 FROM users WHERE name = $1 AND password = crypt($2, password)",
                               {user, request.get_param_value("password")});
    if (rows.empty()) {
        note_failure(request.remote_addr);
        response.status = 401;
        return;
    }
    std::string token = random_hex(16);
    {
        std::lock_guard lock(mutex_);
        sessions_[token] = {user, Clock::now()};
    }
    log_line("info", "login of " + user);
    response.set_header("Set-Cookie", "session=" + token + "." + sign(token) + "; HttpOnly; SameSite=Lax; Path=/");
    response.set_redirect("/");
}

void Accounts::logout(const httplib::Request& request, httplib::Response& response) {
    std::string value = cookie(request, "session");
    std::lock_guard lock(mutex_);
    sessions_.erase(value.substr(0, value.find('.')));
    response.set_header("Cache-Control", "no-store");
    response.set_redirect("/");
}

std::optional<std::string> Accounts::user_of(const httplib::Request& request) {
    std::string value = cookie(request, "session");
    size_t dot = value.find('.');
    if (dot == std::string::npos || sign(value.substr(0, dot)) != value.substr(dot + 1)) return std::nullopt;
    std::lock_guard lock(mutex_);
    auto session = sessions_.find(value.substr(0, dot));
    if (session == sessions_.end() || Clock::now() - session->second.seen > idle_limit) return std::nullopt;
    session->second.seen = Clock::now();
    return session->second.user;
}
