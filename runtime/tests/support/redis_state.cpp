// The workers wait for a key, so that they begin together.
#include "support/redis_state.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace stateless::testing {
namespace {

std::vector<std::string> lines_of(std::istream& stream) {
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

Redis client_of(const std::string& url, std::chrono::milliseconds timeout) {
    RedisOptions options;
    options.connect_timeout = options.call_timeout = Timeout::from(timeout);
    return Redis(RedisUrl::parse(url).value(), options);
}

RedisServer& server() {
    static RedisServer shared;
    return shared;
}

Redis client_of_empty_server(std::chrono::milliseconds timeout) {
    (void)server().ask({"FLUSHALL"});
    return client_of(server().url(), timeout);
}

std::vector<std::string> keys_of(const RedisServer& server) {
    std::istringstream names(server.ask({"KEYS", "*"}));
    return lines_of(names);
}

std::string keys_without_end(const RedisServer& server) {
    const auto keys = keys_of(server);
    if (keys.empty()) return "no keys at all\n";
    std::string endless;
    for (const std::string& key : keys)
        if (server.ask({"PTTL", key}) == "-1") endless += key + "\n";
    return endless;
}

std::vector<std::vector<std::string>> in_four_processes(const RedisServer& server, std::vector<std::string> task) {
    (void)server.ask({"FLUSHALL"});
    const TemporaryFolder folder;
    task.insert(task.begin(), STATELESS_REDIS_WORKER);
    task.insert(task.begin() + 2, server.url());
    std::vector<std::unique_ptr<ServerProcess>> workers;
    const auto log_of = [&](std::size_t worker) { return folder.path() / (std::to_string(worker) + ".log"); };
    for (std::size_t worker = 0; worker < 4; ++worker)
        workers.push_back(std::make_unique<ServerProcess>(task, log_of(worker)));
    if (!eventually([&] { return server.ask({"GET", "worker:{all}:ready"}) == "4"; }))
        throw std::runtime_error("the workers are not ready");
    (void)server.ask({"SET", "worker:{all}:go", "1", "PX", "60000"});
    std::vector<std::vector<std::string>> printed;
    for (std::size_t worker = 0; worker < 4; ++worker) {
        const int status = workers[worker]->finish();
        std::ifstream log(log_of(worker));
        printed.push_back(lines_of(log));
        if (status != 0)
            throw std::runtime_error("a worker failed: " + (printed.back().empty() ? "" : printed.back().back()));
    }
    return printed;
}

}  // namespace stateless::testing
