// Keyword strings: the two ways to separate pairs, and what the keys of either mean.
#include "rules/support/dsn_keywords.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "rules/support/text.h"

namespace stateless::lint {
namespace {

constexpr auto npos = std::string::npos;

struct Pair {
    std::string key;  // lower case
    std::string value;
    std::size_t key_offset = 0;
    std::size_t value_offset = 0;
};

struct Pairs {
    std::vector<Pair> rows;
    bool open = false;  // a hole stands where further pairs could be
};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, const std::string& key) {
    return std::find(list.begin(), list.end(), key) != list.end();
}

constexpr std::array<std::string_view, 10> host_keys{"host",        "hostaddr",  "hostname", "server",
                                                     "servername",  "address",   "addr",     "network address",
                                                     "data source", "datasource"};
constexpr std::array<std::string_view, 4> database_keys{"dbname", "database", "db", "initial catalog"};
constexpr std::array<std::string_view, 4> socket_keys{"unix_socket", "unixsocket", "socket", "mysql_unix_port"};
constexpr std::array<std::string_view, 23> other_keys{"user",
                                                      "uid",
                                                      "user id",
                                                      "userid",
                                                      "username",
                                                      "password",
                                                      "pwd",
                                                      "pass",
                                                      "driver",
                                                      "provider",
                                                      "sslmode",
                                                      "connect_timeout",
                                                      "application_name",
                                                      "client_encoding",
                                                      "options",
                                                      "target_session_attrs",
                                                      "charset",
                                                      "trusted_connection",
                                                      "integrated security",
                                                      "encrypt",
                                                      "service",
                                                      "passfile",
                                                      "port"};

bool is_key_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// key = value pairs apart by blanks; values may stand in single quotes.
std::optional<Pairs> blank_separated(const std::string& text, std::size_t at) {
    Pairs result;
    const auto skip_blanks = [&] { at = std::min(text.find_first_not_of(" \t\r\n", at), text.size()); };
    for (skip_blanks(); at < text.size(); skip_blanks()) {
        if (text[at] == dsn_hole) {
            result.open = true;
            at = std::min(text.find_first_of(" \t\r\n", at), text.size());
            continue;
        }
        Pair pair;
        pair.key_offset = at;
        while (at < text.size() && is_key_character(text[at])) ++at;
        pair.key = lower(text.substr(pair.key_offset, at - pair.key_offset));
        skip_blanks();
        if (pair.key.empty() || at == text.size() || text[at] != '=') return {};
        ++at;
        skip_blanks();
        pair.value_offset = at;
        if (at < text.size() && text[at] == '\'') {
            pair.value_offset = ++at;
            for (; at < text.size() && text[at] != '\''; ++at) {
                if (text[at] == '\\' && at + 1 < text.size()) ++at;
                pair.value += text[at];
            }
            if (at < text.size()) ++at;
        } else {
            while (at < text.size() && std::string(" \t\r\n").find(text[at]) == npos) pair.value += text[at++];
        }
        result.rows.push_back(pair);
    }
    return result;
}

/// Key=Value;Key=Value; a value in braces may hold semicolons.
std::optional<Pairs> semicolon_separated(const std::string& text, std::size_t at) {
    Pairs result;
    while (at < text.size()) {
        std::size_t end = at;
        for (bool braced = false; end < text.size() && (braced || text[end] != ';'); ++end) {
            if (text[end] == '{') braced = true;
            if (text[end] == '}') braced = false;
        }
        const std::string row = text.substr(at, end - at);
        const std::size_t equals = row.find('=');
        if (equals == npos) {
            if (row.find(dsn_hole) != npos) result.open = true;
            else if (!trimmed(row).empty()) return {};
        } else {
            Pair pair;
            pair.key = lower(trimmed(row.substr(0, equals)));
            pair.value = trimmed(row.substr(equals + 1));
            pair.key_offset = at + std::min(row.find_first_not_of(" \t\r\n"), equals);
            pair.value_offset = at + std::min(row.find_first_not_of(" \t\r\n", equals + 1), row.size());
            if (pair.key.find(dsn_hole) != npos) result.open = true;
            result.rows.push_back(pair);
        }
        at = end + 1;
    }
    return result;
}

/// ADO writes the port into the host: "tcp:db,1433"; an instance name ("db\SQLEXPRESS") decides the port by itself.
void split_server(DsnAddress& address, const Pair& pair) {
    std::string host = pair.value;
    std::size_t offset = pair.value_offset;
    if (lower(host).starts_with("tcp:")) {
        host.erase(0, 4);
        offset += 4;
    }
    const std::size_t separator = host.find_first_of(",:");
    if (separator != npos) set_port(address, trimmed(host.substr(separator + 1)), offset + separator + 1);
    address.host = host.substr(0, separator);
    address.host_offset = pair.value_offset + pair.value.size() - host.size();
    if (host.find('\\') != npos || host.starts_with("(localdb)")) address.port_kind = DsnAddress::Port::hidden;
}

}  // namespace

void set_port(DsnAddress& address, const std::string& port, std::size_t offset) {
    address.port_kind = DsnAddress::Port::hidden;
    if (port.empty() || port == "0") {
        address.port_kind = DsnAddress::Port::left_out;
    } else if (is_number(port) && port.size() <= 5) {
        address.port_kind = DsnAddress::Port::given;
        address.port = std::stoi(port);
        address.offset = offset;
    }
}

std::optional<Dsn> parse_keywords(const std::string& text, std::size_t begin, const std::string& system) {
    const bool semicolons = text.find(';', begin) != npos;
    const auto pairs = semicolons ? semicolon_separated(text, begin) : blank_separated(text, begin);
    if (!pairs) return {};
    Dsn result;
    result.form = Dsn::Form::keywords;
    result.system = system;
    DsnAddress whole;
    whole.port_kind = DsnAddress::Port::left_out;
    whole.offset = begin;
    const Pair* host = nullptr;
    const Pair* port = nullptr;
    for (const Pair& pair : pairs->rows) {
        if (among(host_keys, pair.key)) {
            if (!host || pair.key != "hostaddr") host = &pair;
        } else if (among(socket_keys, pair.key)) {
            whole.is_socket = true;
        } else if (pair.key == "port") {
            port = &pair;
        } else if (!among(database_keys, pair.key) && !among(other_keys, pair.key)) {
            continue;
        }
        ++result.known_keys;
    }
    if (result.known_keys == 0) return {};
    if (pairs->open) whole.port_kind = DsnAddress::Port::hidden;
    if (host) {
        whole.offset = host->key_offset;
        const bool lists_hosts = host->key == "host" || host->key == "hostaddr";
        whole.host_offset = host->value_offset;
        if (lists_hosts) whole.host = host->value;
        else split_server(whole, *host);
        if (!whole.host.empty() && (whole.host[0] == '/' || whole.host[0] == '@')) whole.is_socket = true;
    }
    if (port) set_port(whole, port->value.substr(0, port->value.find(',')), port->value_offset);
    const bool unfinished =
        port && port->value.empty() && port->value_offset >= text.size();  // "... port=" and more to come
    if (unfinished) whole.port_kind = DsnAddress::Port::hidden;
    result.addresses = {whole};
    return result;
}

void name_system(Dsn& dsn, const std::string& text, const std::vector<std::string>& schemes) {
    std::string packed = lower(text);
    const std::size_t driver = packed.find("driver");
    if (driver == npos) return;
    std::string name = packed.substr(driver, packed.find(';', driver) - driver);
    std::erase(name, ' ');
    for (const std::string& scheme : schemes) {
        if (name.find(scheme) != npos && scheme.size() > dsn.system.size()) dsn.system = scheme;
    }
}

}  // namespace stateless::lint
