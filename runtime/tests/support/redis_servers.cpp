// How they are configured, and how the tests look at them without our own client.
#include "support/redis_servers.h"

#include <sys/time.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <hiredis.h>

namespace stateless::testing {
namespace {

std::string text_of(const redisReply& reply) {
    switch (reply.type) {
    case REDIS_REPLY_INTEGER: return std::to_string(reply.integer);
    case REDIS_REPLY_NIL: return "(nil)";
    case REDIS_REPLY_ARRAY: {
        std::string all;
        for (std::size_t at = 0; at < reply.elements; ++at) all += text_of(*reply.element[at]) + "\n";
        return all;
    }
    default: return std::string(reply.str, reply.len);
    }
}

using Connection = std::unique_ptr<redisContext, decltype(&redisFree)>;

Connection connected_to(std::uint16_t port) {
    Connection connection(redisConnectWithTimeout("127.0.0.1", port, timeval{2, 0}), redisFree);
    if (!connection || connection->err != 0) throw std::runtime_error("cannot connect");
    redisSetTimeout(connection.get(), timeval{5, 0});
    return connection;
}

std::string answer_to(redisContext& connection, const std::vector<std::string>& command) {
    std::vector<const char*> words;
    std::vector<std::size_t> sizes;
    for (const std::string& word : command) {
        words.push_back(word.data());
        sizes.push_back(word.size());
    }
    const std::unique_ptr<redisReply, decltype(&freeReplyObject)> reply(
        static_cast<redisReply*>(
            redisCommandArgv(&connection, static_cast<int>(words.size()), words.data(), sizes.data())),
        freeReplyObject);
    if (!reply) throw std::runtime_error(command.front() + ": no answer");
    return text_of(*reply);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

RedisServer::RedisServer(Settings settings, bool sentinel)
    : port_(free_port()), settings_(std::move(settings)), sentinel_(sentinel) {
    start();
}

RedisServer::RedisServer(const ServerClock& clock) : port_(free_port()), prefix_(clock.prefix()) { start(); }

void RedisServer::start() {
    std::vector<std::string> command = prefix_;
    command.emplace_back("redis-server");
    const std::vector<std::string> usual{"--port", std::to_string(port_), "--bind", "127.0.0.1",
                                         "--dir",  folder_.path()};
    if (sentinel_) {
        // It keeps what it learns there.
        std::string lines;
        for (const std::string& line : settings_) lines += line + "\n";
        const auto file = folder_.write("sentinel.conf", lines);
        std::filesystem::permissions(file, std::filesystem::perms::others_write, std::filesystem::perm_options::add);
        command.push_back(file);
        command.insert(command.end(), usual.begin(), usual.end());
        command.push_back("--sentinel");
    } else {
        command.insert(command.end(), usual.begin(), usual.end());
        command.insert(command.end(), {"--save", "", "--enable-debug-command", "local"});
        command.insert(command.end(), settings_.begin(), settings_.end());
    }
    process_ = std::make_unique<ServerProcess>(command, folder_.path() / "redis.log");
    const bool up = eventually([&] {
        try {
            const std::string answer = ask({"PING"});
            return answer == "PONG" || answer.rfind("LOADING", 0) == 0 || answer.rfind("NOAUTH", 0) == 0;
        } catch (const std::runtime_error&) {
            return false;
        }
    });
    if (!up) throw std::runtime_error("not up: redis-server on port " + std::to_string(port_));
}

void RedisServer::stop(int signal) { process_->end(signal); }

std::string RedisServer::ask(const std::vector<std::string>& command) const {
    return answer_to(*connected_to(port_), command);
}

void RedisServer::await_replicas(int count) const {
    const Connection connection = connected_to(port_);
    // WAIT is about what the same connection has done, which is nothing yet; any command brings it up to date.
    (void)answer_to(*connection, {"PING"});
    if (std::stoi(answer_to(*connection, {"WAIT", std::to_string(count), "4000"})) < count)
        throw std::runtime_error("the replicas are behind");
}

RedisCluster::RedisCluster() {
    std::vector<std::string> make{"redis-cli", "--cluster", "create"};
    for (int number = 0; number < 6; ++number) {
        servers_.push_back(std::make_unique<RedisServer>(
            RedisServer::Settings{"--cluster-enabled", "yes", "--cluster-node-timeout", "1000",
                                  "--repl-diskless-sync-delay", "0", "--cluster-port", std::to_string(free_port())}));
        make.push_back("127.0.0.1:" + std::to_string(servers_.back()->port()));
    }
    make.insert(make.end(), {"--cluster-replicas", "1", "--cluster-yes"});
    ServerProcess cli(make, servers_.front()->folder() / "cli.log");
    if (cli.finish() != 0) throw std::runtime_error("redis-cli --cluster create failed");
    const bool formed = eventually([&] {
        return std::all_of(servers_.begin(), servers_.end(), [](const auto& server) {
            // A replica without its master's data cannot take over.
            const std::string replication = server->ask({"INFO", "replication"});
            return server->ask({"CLUSTER", "INFO"}).find("cluster_state:ok") != std::string::npos &&
                   (replication.find("connected_slaves:1") != std::string::npos ||
                    replication.find("master_link_status:up") != std::string::npos);
        });
    });
    if (!formed) throw std::runtime_error("the cluster was not formed");
}

std::string RedisCluster::url() const {
    return "redis+cluster://127.0.0.1:" + std::to_string(servers_[0]->port()) +
           ",127.0.0.1:" + std::to_string(servers_[1]->port());
}

RedisServer& RedisCluster::with_port(std::uint16_t port) {
    for (const auto& server : servers_)
        if (server->port() == port) return *server;
    throw std::runtime_error("no server of the cluster has that port");
}

RedisServer& RedisCluster::master_of(int slot) {
    for (const auto& server : servers_) {
        if (!server->process().running()) continue;
        // Each range: first, last, then the master's address, port, id.
        const auto lines = lines_of(server->ask({"CLUSTER", "NODES"}));
        for (const std::string& line : lines) {
            std::istringstream words(line);
            std::string id, address, flags, word;
            words >> id >> address >> flags;
            if (flags.find("master") == std::string::npos || flags.find("fail") != std::string::npos) continue;
            for (int skipped = 0; skipped < 5; ++skipped) words >> word;
            while (words >> word) {
                const auto dash = word.find('-');
                if (word.front() == '[') continue;
                const int first = std::stoi(word.substr(0, dash));
                const int last = dash == std::string::npos ? first : std::stoi(word.substr(dash + 1));
                if (slot < first || slot > last) continue;
                const auto colon = address.find(':');
                return with_port(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
            }
        }
    }
    throw std::runtime_error("no master for the slot");
}

std::string RedisCluster::id_of(const RedisServer& server) const { return server.ask({"CLUSTER", "MYID"}); }

RedisSentinels::RedisSentinels() {
    servers_.push_back(std::make_unique<RedisServer>());
    const std::string master = std::to_string(servers_.front()->port());
    for (int replica = 0; replica < 2; ++replica)
        servers_.push_back(std::make_unique<RedisServer>(
            RedisServer::Settings{"--replicaof", "127.0.0.1", master, "--repl-diskless-sync-delay", "0"}));
    for (int number = 0; number < 3; ++number)
        sentinels_.push_back(std::make_unique<RedisServer>(
            RedisServer::Settings{"sentinel monitor shop 127.0.0.1 " + master + " 2",
                                  "sentinel down-after-milliseconds shop 1000", "sentinel failover-timeout shop 3000"},
            true));
    const bool formed = eventually([&] {
        return std::all_of(sentinels_.begin(), sentinels_.end(), [](const auto& sentinel) {
            const std::string state = sentinel->ask({"SENTINEL", "MASTER", "shop"});
            return state.find("num-slaves\n2\n") != std::string::npos &&
                   state.find("num-other-sentinels\n2\n") != std::string::npos;
        });
    });
    if (!formed) throw std::runtime_error("the sentinels did not find each other");
}

std::string RedisSentinels::url() const {
    std::string url = "redis+sentinel://";
    for (const auto& sentinel : sentinels_) {
        if (url.back() != '/') url += ',';
        url += "127.0.0.1:" + std::to_string(sentinel->port());
    }
    return url + "/shop";
}

std::uint16_t RedisSentinels::master_port() const {
    for (const auto& sentinel : sentinels_) {
        try {
            const auto address = lines_of(sentinel->ask({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", "shop"}));
            return static_cast<std::uint16_t>(std::stoi(address.at(1)));
        } catch (const std::runtime_error&) {
            continue;
        }
    }
    throw std::runtime_error("no sentinel answers");
}

RedisServer& RedisSentinels::with_port(std::uint16_t port) {
    for (const auto& server : servers_)
        if (server->port() == port) return *server;
    throw std::runtime_error("no server has that port");
}

}  // namespace stateless::testing
