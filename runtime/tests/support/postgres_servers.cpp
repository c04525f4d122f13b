// How the two are configured: nothing is durable, everybody on the loopback interface may log in.
#include "support/postgres_servers.h"

#include <unistd.h>

#include <stdexcept>

#include <libpq-fe.h>

namespace stateless::testing {
namespace {

void wait_until_up(const std::string& dsn) {
    if (!eventually([&] { return PQping((dsn + " connect_timeout=2").c_str()) == PQPING_OK; }))
        throw std::runtime_error("not up: " + dsn);
}

std::string local_dsn(std::uint16_t port, const std::string& address = "127.0.0.1") {
    return "host=" + address + " port=" + std::to_string(port) + " user=tester dbname=postgres";
}

}  // namespace

PostgresServer::PostgresServer(std::vector<std::string> settings, const std::string& access)
    : port_(free_port()), settings_(std::move(settings)) {
    const std::string data = folder_.path() / "data";
    ServerProcess make({"initdb", "-D", data, "-U", "tester", "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8"},
                       folder_.path() / "initdb.log");
    if (make.finish() != 0) throw std::runtime_error("initdb failed");
    if (!access.empty()) {
        settings_.emplace_back("-c");
        settings_.push_back("hba_file=" + folder_.write("pg_hba.conf", access).string());
    }
    start();
}

void PostgresServer::start() {
    std::vector<std::string> command{"postgres",
                                     "-D",
                                     folder_.path() / "data",
                                     "-p",
                                     std::to_string(port_),
                                     "-c",
                                     "listen_addresses=127.0.0.1",
                                     "-c",
                                     "unix_socket_directories=" + folder_.path().string(),
                                     "-c",
                                     "fsync=off",
                                     "-c",
                                     "shared_buffers=16MB",
                                     "-c",
                                     "max_connections=60"};
    command.insert(command.end(), settings_.begin(), settings_.end());
    process_ = std::make_unique<ServerProcess>(command, folder_.path() / "postgres.log");
    wait_until_up(dsn());
}

void PostgresServer::stop(int signal) { process_->end(signal); }

std::string PostgresServer::dsn() const { return local_dsn(port_); }

std::string PostgresServer::ask(const std::string& sql) const {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(dsn().c_str()), PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

std::string own_address() {
    return "127.83." + std::to_string(getpid() / 250 % 250) + "." + std::to_string(getpid() % 250 + 1);
}

PgBouncer::PgBouncer(const PostgresServer& server, const std::string& settings, const std::string& address,
                     std::uint16_t port)
    : address_(address), port_(port) {
    configuration_ =
        folder_.write("pgbouncer.ini", "[databases]\n* = host=127.0.0.1 port=" + std::to_string(server.port()) +
                                           " user=tester\n[pgbouncer]\n"
                                           "pool_mode = transaction\n"
                                           "auth_type = any\n"
                                           "listen_addr = " +
                                           address +
                                           "\n"
                                           "unix_socket_dir =\n"
                                           "server_login_retry = 1\n"
                                           "listen_port = " +
                                           std::to_string(port_) + "\n" + settings + "\n");
    start();
}

void PgBouncer::start() {
    process_ = std::make_unique<ServerProcess>(std::vector<std::string>{"pgbouncer", configuration_},
                                               folder_.path() / "pgbouncer.log");
    wait_until_up(dsn());
}

void PgBouncer::stop(int signal) { process_->end(signal); }

std::string PgBouncer::dsn() const { return local_dsn(port_, address_); }

}  // namespace stateless::testing
