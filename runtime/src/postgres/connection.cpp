// The loops around libpq's non-blocking calls. Host names are resolved beforehand, since libpq would block on them.
#include "postgres/connection.h"

#include <algorithm>

#include <libpq-fe.h>

#include "postgres/errors.h"
#include "postgres/list.h"

namespace stateless::pg {
namespace {

constexpr char seconds_missed[] = "no answer by the deadline";

std::string trimmed_message(const PGconn* connection) {
    std::string text = PQerrorMessage(connection);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

std::string* find(Parameters& parameters, std::string_view keyword) {
    for (auto& [name, value] : parameters)
        if (name == keyword) return &value;
    return nullptr;
}

void set_unless_given(Parameters& parameters, const char* keyword, const char* value) {
    if (find(parameters, keyword) == nullptr) parameters.emplace_back(keyword, value);
}

void append(std::string& list, const std::string& part, bool first) {
    if (!first) list += ',';
    list += part;
}

// libpq pairs host, hostaddr and port by position: a host with two addresses is listed twice.
Result<Parameters> with_addresses(const Parameters& given, net::Resolver& resolver, Deadline deadline) {
    Parameters parameters = given;
    const std::string* host_list = find(parameters, "host");
    if (host_list == nullptr || find(parameters, "hostaddr") != nullptr) return parameters;
    const auto hosts = split(*host_list);
    const std::string* port_list = find(parameters, "port");
    const auto given_ports = split(port_list == nullptr ? std::string() : *port_list);

    std::string names, addresses, ports;
    std::optional<Error> failure;
    bool first = true;
    for (std::size_t at = 0; at < hosts.size(); ++at) {
        const auto found = resolver.resolve(hosts[at], deadline);
        if (!found) {
            failure = found.error();
            continue;
        }
        for (const std::string& address : *found) {
            append(names, hosts[at], first);
            append(addresses, address.empty() || address.front() == '/' || address.front() == '@' ? "" : address,
                   first);
            append(ports, given_ports.size() == 1 ? given_ports.front() : given_ports.at(at), first);
            first = false;
        }
    }
    if (first) return *failure;
    *find(parameters, "host") = names;
    // Of Unix sockets only: libpq takes no list of empty addresses without a host beside each, and needs none.
    if (addresses.find_first_not_of(',') != std::string::npos) parameters.emplace_back("hostaddr", addresses);
    if (std::string* port = find(parameters, "port")) *port = ports;
    return parameters;
}

PGconn* start(const Parameters& parameters) {
    std::vector<const char*> keywords, values;
    for (const auto& [keyword, value] : parameters) {
        keywords.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    return PQconnectStartParams(keywords.data(), values.data(), 0);
}

// One for each address in the lists. libpq itself goes on to the next one only when one refuses: a silent one would
// have all the time there is, each time. A standby that is preferred and not required it finds in two rounds; those are
// its own.
std::vector<Parameters> one_by_one(const Parameters& parameters) {
    std::vector<std::vector<std::string>> lists;
    std::size_t addresses = 0;
    for (const auto& [name, value] : parameters) {
        if (name == "target_session_attrs" && value == "prefer-standby") return {parameters};
        const bool is_list = name == "host" || name == "hostaddr" || name == "port";
        lists.push_back(is_list ? split(value) : std::vector<std::string>{value});
        if (is_list) addresses = std::max(addresses, lists.back().size());
    }
    if (addresses < 2) return {parameters};
    std::vector<Parameters> each(addresses);
    for (std::size_t address = 0; address < addresses; ++address)
        for (std::size_t at = 0; at < parameters.size(); ++at) {
            const std::string& value = lists[at].size() == 1 ? lists[at].front() : lists[at].at(address);
            if (!value.empty()) each[address].emplace_back(parameters[at].first, value);
        }
    return each;
}

}  // namespace

void Connection::Finished::operator()(pg_conn* connection) const { PQfinish(connection); }

Result<std::unique_ptr<Connection>> Connection::open(const Parameters& given, net::Resolver& resolver,
                                                     Deadline deadline) {
    auto parameters = with_addresses(given, resolver, deadline);
    if (!parameters) return parameters.error();
    set_unless_given(*parameters, "client_encoding", "UTF8");
    // Looking for Kerberos tickets may wait for a server of its own.
    set_unless_given(*parameters, "gssencmode", "disable");

    const auto each = one_by_one(*parameters);
    Result<std::unique_ptr<Connection>> opened = unavailable("cannot connect: no address");
    for (std::size_t at = 0; at < each.size(); ++at) {
        const Deadline share(Clock::now() + deadline.left() / static_cast<int>(each.size() - at));
        opened = dial(each[at], share);
        if (opened || deadline.passed()) break;
    }
    return opened;
}

Result<std::unique_ptr<Connection>> Connection::dial(const Parameters& parameters, Deadline deadline) {
    std::unique_ptr<PGconn, Finished> connection(start(parameters));
    if (!connection) return unavailable("cannot connect: out of memory");
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (PQstatus(connection.get()) != CONNECTION_BAD) {
        const short events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (!net::wait_for(PQsocket(connection.get()), events, deadline))
            return unavailable("cannot connect: " + std::string(seconds_missed));
        status = PQconnectPoll(connection.get());
        if (status == PGRES_POLLING_FAILED) break;
        if (status != PGRES_POLLING_OK) continue;
        PQsetnonblocking(connection.get(), 1);
        // A notice goes to stderr by default; a server program's stderr is not ours.
        PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
        return std::unique_ptr<Connection>(new Connection(std::move(connection)));
    }
    return unavailable("cannot connect: " + trimmed_message(connection.get()));
}

bool Connection::usable() const {
    if (broken_ || PQstatus(connection_.get()) != CONNECTION_OK ||
        PQtransactionStatus(connection_.get()) != PQTRANS_IDLE)
        return false;
    // Nothing was asked, so whatever there is to read is a farewell.
    pollfd polled{PQsocket(connection_.get()), POLLIN, 0};
    return ::poll(&polled, 1, 0) == 0;
}

Result<Rows> Connection::execute(const std::string& sql, const std::vector<Param>& parameters, Deadline deadline) {
    std::vector<const char*> values;
    values.reserve(parameters.size());
    for (const Param& parameter : parameters) {
        if (parameter.text() && parameter.text()->find('\0') != std::string::npos)
            return misuse("a text parameter has a null character, which PostgreSQL cannot store; use Param::bytes");
        values.push_back(parameter.text() ? parameter.text()->c_str() : nullptr);
    }
    if (parameters.size() > 65535) return misuse("more than 65535 parameters");
    if (PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                          nullptr, nullptr, 0) != 1) {
        broken_ = true;
        return unavailable("cannot send: " + message());
    }
    auto result = answer(deadline);
    if (!result) return result.error();
    return Rows(std::move(*result));
}

Result<std::string> Connection::command(const std::string& sql, Deadline deadline) {
    if (PQsendQuery(connection_.get(), sql.c_str()) != 1) {
        broken_ = true;
        return unavailable("cannot send: " + message());
    }
    auto result = answer(deadline);
    if (!result) return result.error();
    return std::string(PQcmdStatus(result->get()));
}

bool Connection::flush(Deadline deadline) {
    while (true) {
        const int state = PQflush(connection_.get());
        if (state <= 0) return true;  // An error shows when the answer is read.
        if (!net::wait_for(PQsocket(connection_.get()), POLLIN | POLLOUT, deadline)) return false;
        // The server may not take more before it has got rid of what it has to say.
        if (PQconsumeInput(connection_.get()) != 1) return true;
    }
}

Result<std::shared_ptr<pg_result>> Connection::answer(Deadline deadline) {
    const auto lost = [this](Error error) {
        broken_ = true;
        return error;
    };
    // Without its end the server does not act on a message.
    if (!flush(deadline)) return lost(unavailable("cannot send: " + std::string(seconds_missed)));

    std::shared_ptr<pg_result> last;
    std::optional<Error> refused;
    while (true) {
        while (PQisBusy(connection_.get()) == 1) {
            if (!net::wait_for(PQsocket(connection_.get()), POLLIN, deadline)) return lost(no_answer(seconds_missed));
            if (PQconsumeInput(connection_.get()) != 1) return lost(refused ? *refused : no_answer(message()));
        }
        std::shared_ptr<pg_result> next(PQgetResult(connection_.get()), PQclear);
        if (!next) break;
        switch (PQresultStatus(next.get())) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_EMPTY_QUERY: last = std::move(next); break;
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH: return lost(misuse("COPY through the client is not supported"));
        default:
            if (!refused) refused = error_of(next.get());
        }
    }
    if (PQstatus(connection_.get()) != CONNECTION_OK) broken_ = true;
    if (refused) return *refused;
    if (!last) return lost(no_answer(message()));
    return last;
}

std::string Connection::message() const {
    const std::string text = trimmed_message(connection_.get());
    return text.empty() ? "the connection was lost" : text;
}

}  // namespace stateless::pg
