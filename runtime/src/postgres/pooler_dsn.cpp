// Judges a DSN after libpq has parsed it. Each host needs a port of its own, since libpq fills gaps with 5432.
#include "stateless/pooler_dsn.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <optional>

#include <libpq-fe.h>

#include "postgres/list.h"

namespace stateless {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

constexpr std::uint16_t port_of_postgresql = 5432;  // NOLINT(stateless-direct-db-port): what the parser refuses

Error misuse(std::string reason) { return Error{ErrorCode::misuse, false, false, "pooler DSN: " + std::move(reason)}; }

struct Freed {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
    void operator()(char* text) const { PQfreemem(text); }
};

Result<Parameters> parsed(const std::string& dsn) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, Freed> options(PQconninfoParse(dsn.c_str(), &message));
    const std::unique_ptr<char, Freed> owned(message);
    if (dsn.find('\0') != std::string::npos) return misuse("has a null character");
    // libpq quotes the text it could not read, and that may be where the password is.
    if (!options) return misuse("libpq cannot read it");
    Parameters given;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr && *option->val != '\0') given.emplace_back(option->keyword, option->val);
    return given;
}

std::string value_of(const Parameters& parameters, std::string_view keyword) {
    for (const auto& [name, value] : parameters)
        if (name == keyword) return value;
    return {};
}

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

std::optional<Error> refused_feature(const Parameters& parameters) {
    if (!value_of(parameters, "options").empty())
        return misuse(
            "options= sets session state, which a pooler in transaction mode hands to other clients or refuses");
    if (!value_of(parameters, "replication").empty()) return misuse("replication= needs the database server itself");
    if (!value_of(parameters, "service").empty()) return misuse("service= hides the address in a file");
    if (is_set("PGOPTIONS")) return misuse("PGOPTIONS is set in the environment, which libpq would add as options=");
    if (is_set("PGSERVICE")) return misuse("PGSERVICE is set in the environment, which hides the address in a file");
    return std::nullopt;
}

std::optional<Error> refused_port(const std::string& text, const std::vector<std::uint16_t>& allowed) {
    std::uint16_t port = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty()) return misuse("has no port, so libpq would take 5432, which is the database server's");
    if (failure != std::errc{} || end != text.data() + text.size()) return misuse("'" + text + "' is no port");
    if (port == port_of_postgresql) return misuse("5432 is the database server's port, not a pooler's");
    if (std::find(allowed.begin(), allowed.end(), port) != allowed.end()) return std::nullopt;
    return misuse("port " + text + " is not one of the allowed pooler ports");
}

}  // namespace

Result<PoolerDsn> PoolerDsn::parse(const char* dsn, const std::vector<std::uint16_t>& allowed_ports) {
    if (dsn == nullptr) return misuse("is not set");
    return parse(std::string(dsn), allowed_ports);
}

Result<PoolerDsn> PoolerDsn::parse(const std::string& dsn, const std::vector<std::uint16_t>& allowed_ports) {
    auto parameters = parsed(dsn);
    if (!parameters) return parameters.error();
    if (const auto refused = refused_feature(*parameters)) return *refused;

    const std::string host = value_of(*parameters, "host"), address = value_of(*parameters, "hostaddr");
    if (host.empty() && address.empty()) return misuse("has no host");
    const std::size_t hosts = pg::split(host.empty() ? address : host).size();
    const auto ports = pg::split(value_of(*parameters, "port"));
    // One port for all hosts is libpq's own shorthand.
    if (ports.size() != 1 && ports.size() != hosts) return misuse("needs one port, or one for each host");
    for (const std::string& port : ports)
        if (const auto refused = refused_port(port, allowed_ports)) return *refused;
    return PoolerDsn(std::move(*parameters));
}

Result<PoolerDsn> PoolerDsn::unverified(const std::string& dsn, std::string_view reason) {
    if (reason.find_first_not_of(" \t\r\n") == std::string_view::npos) return misuse("unverified needs a reason");
    auto parameters = parsed(dsn);
    if (!parameters) return parameters.error();
    return PoolerDsn(std::move(*parameters));
}

std::string PoolerDsn::describe() const {
    const std::string user = value_of(parameters_, "user"), host = value_of(parameters_, "host");
    const std::string port = value_of(parameters_, "port");
    return (user.empty() ? "" : user + "@") + (host.empty() ? value_of(parameters_, "hostaddr") : host) +
           (port.empty() ? "" : ":" + port) + "/" + value_of(parameters_, "dbname");
}

}  // namespace stateless
