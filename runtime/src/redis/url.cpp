// Takes the text apart by hand, as RFC 3986 divides it; a list of hosts is the one thing it adds.
#include <stateless/redis_url.h>

#include <charconv>
#include <optional>

#include "redis/errors.h"

namespace stateless {
namespace {

struct Scheme {
    std::string_view name;
    RedisUrl::Mode mode;
    bool tls;
};
constexpr Scheme schemes[] = {
    {"redis", RedisUrl::Mode::standalone, false},        {"rediss", RedisUrl::Mode::standalone, true},
    {"redis+cluster", RedisUrl::Mode::cluster, false},   {"rediss+cluster", RedisUrl::Mode::cluster, true},
    {"redis+sentinel", RedisUrl::Mode::sentinel, false}, {"rediss+sentinel", RedisUrl::Mode::sentinel, true},
};

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

int digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            plain += text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = digit(text[at + 1]), low = digit(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        plain += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return plain;
}

// Splits at the first separator; the part behind it is taken off the text.
std::optional<std::string_view> behind(std::string_view& text, char separator) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view part = text.substr(at + 1);
    text = text.substr(0, at);
    return part;
}

bool may_name_a_host(std::string_view name) {
    if (name.empty() || name.size() > 253) return false;
    for (const char character : name)
        if (static_cast<unsigned char>(character) <= ' ' || character == '/' || character == '@' || character == '%' ||
            character == '[' || character == ']' || character == ':' || character == 0x7F || character == '\\')
            return false;
    return true;
}

}  // namespace

/// Each step returns why the text is refused, or nothing.
class RedisUrlReader {
public:
    using Refusal = std::optional<std::string>;

    Refusal read(std::string_view text) {
        const std::size_t colon = text.find("://");
        const std::string_view name = text.substr(0, colon);
        const Scheme* scheme = nullptr;
        for (const Scheme& each : schemes)
            if (colon != std::string_view::npos && each.name == name) scheme = &each;
        if (scheme == nullptr) return "it begins with redis://, rediss://, redis+cluster:// or redis+sentinel://";
        url_.mode_ = scheme->mode;
        url_.tls_ = scheme->tls;
        std::string_view rest = text.substr(colon + 3);
        if (rest.find('#') != std::string_view::npos) return "it has a '#': write %23 in a password";
        const std::string_view query = behind(rest, '?').value_or("");
        // A password may not have a bare '/' either, so the first one ends the hosts.
        const std::string_view path = behind(rest, '/').value_or("");
        const std::size_t at = rest.rfind('@');
        const std::string_view hosts = at == std::string_view::npos ? rest : rest.substr(at + 1);
        if (at != std::string_view::npos)
            if (auto refused = read_login(rest.substr(0, at))) return refused;
        if (auto refused = read_hosts(hosts)) return refused;
        if (auto refused = read_path(path)) return refused;
        return read_query(query);
    }

    RedisUrl take() { return std::move(url_); }

    static RedisUrl empty() { return RedisUrl(); }

private:
    Refusal read_login(std::string_view text) {
        const auto password = behind(text, ':');
        if (!password || password->empty()) return "a login is user:password@ or :password@";
        const auto user = decoded(text), secret = decoded(*password);
        if (!user || !secret) return "a percent sign in the login has no two digits behind it";
        url_.login_ = {*user, *secret};
        return std::nullopt;
    }

    Refusal read_hosts(std::string_view text) {
        while (true) {
            const auto next = behind(text, ',');
            if (auto refused = read_host(text)) return refused;
            if (!next) break;
            text = *next;
        }
        if (url_.mode_ == RedisUrl::Mode::standalone && url_.hosts_.size() > 1)
            return "several hosts need redis+cluster:// or redis+sentinel://";
        return std::nullopt;
    }

    Refusal read_host(std::string_view text) {
        std::string_view name = text, port_text;
        bool has_port = false;
        if (!text.empty() && text.front() == '[') {
            const std::size_t close = text.find(']');
            if (close == std::string_view::npos) return "an address in brackets does not end";
            name = text.substr(1, close - 1);
            const std::string_view rest = text.substr(close + 1);
            if (!rest.empty() && rest.front() != ':') return "behind an address in brackets stands its port";
            has_port = !rest.empty();
            port_text = has_port ? rest.substr(1) : rest;
            if (name.find(':') == std::string_view::npos ||
                name.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos)
                return "in brackets stands an IPv6 address";
        } else {
            const auto port = behind(name, ':');
            has_port = port.has_value();
            port_text = port.value_or("");
            if (!may_name_a_host(name)) return "a host has no name, or one that cannot be";
        }
        std::uint16_t port = url_.mode_ == RedisUrl::Mode::sentinel ? 26379 : 6379;
        if (has_port) {
            const auto given = number<std::uint16_t>(port_text);
            if (!given || *given == 0) return "a port is a number from 1 to 65535";
            port = *given;
        }
        url_.hosts_.push_back({std::string(name), port});
        return std::nullopt;
    }

    Refusal read_path(std::string_view path) {
        if (url_.mode_ == RedisUrl::Mode::sentinel) {
            const auto database = behind(path, '/');
            const auto name = decoded(path);
            if (!name || name->empty()) return "behind the sentinels stands the master's name: /mymaster";
            url_.master_name_ = *name;
            path = database.value_or("");
        }
        if (path.empty()) return std::nullopt;
        const auto database = number<unsigned>(path);
        if (!database) return "the database is a number";
        if (url_.mode_ == RedisUrl::Mode::cluster && *database != 0) return "a cluster has no database but 0";
        url_.database_ = *database;
        return std::nullopt;
    }

    Refusal read_query(std::string_view query) {
        while (!query.empty()) {
            const std::string_view rest = behind(query, '&').value_or("");
            const auto value = decoded(behind(query, '=').value_or(""));
            if (!value) return "a percent sign in a parameter has no two digits behind it";
            const bool sentinel = url_.mode_ == RedisUrl::Mode::sentinel;
            if (sentinel && query == "sentinel_user") url_.sentinel_login_.user = *value;
            else if (sentinel && query == "sentinel_password") url_.sentinel_login_.password = *value;
            else return "it has a parameter that is not known here; TLS and timeouts are set in RedisOptions";
            query = rest;
        }
        if (!url_.sentinel_login_.user.empty() && url_.sentinel_login_.password.empty())
            return "sentinel_user needs sentinel_password";
        return std::nullopt;
    }

    RedisUrl url_ = empty();
};

Result<RedisUrl> RedisUrl::parse(const char* url) {
    if (url == nullptr) return redis::misuse("there is no Redis URL: it is null (is an environment variable unset?)");
    return parse(std::string_view(url));
}

Result<RedisUrl> RedisUrl::parse(std::string_view url) {
    RedisUrlReader reader;
    if (const auto refused = reader.read(url)) return redis::misuse("no Redis URL: " + *refused);
    return reader.take();
}

std::string RedisUrl::describe() const {
    std::string text;
    for (const Scheme& each : schemes)
        if (each.mode == mode_ && each.tls == tls_) text = each.name;
    text += "://";
    if (!login_.user.empty()) text += login_.user + "@";
    bool first = true;
    for (const Host& host : hosts_) {
        if (!first) text += ',';
        first = false;
        const bool v6 = host.name.find(':') != std::string::npos;
        text += (v6 ? "[" + host.name + "]" : host.name) + ":" + std::to_string(host.port);
    }
    if (!master_name_.empty()) text += "/" + master_name_;
    if (database_ != 0) text += "/" + std::to_string(database_);
    return text;
}

}  // namespace stateless
