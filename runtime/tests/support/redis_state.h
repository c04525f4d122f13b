// What the tests of the parts that keep state in Redis share: a server, a client, four processes at once, and the look
// at what they leave there.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <stateless/redis.h>

#include "support/redis_servers.h"

namespace stateless::testing {

// What a busy machine needs to wake a thread.
constexpr std::chrono::milliseconds wakeup{160};

[[nodiscard]] Redis client_of(const std::string& url, std::chrono::milliseconds timeout = std::chrono::seconds{2});

/// One for all tests of a program; stopped when it ends.
[[nodiscard]] RedisServer& server();

/// A client of that server, which is empty now.
[[nodiscard]] Redis client_of_empty_server(std::chrono::milliseconds timeout = std::chrono::seconds{2});

/// The server's keys, all of them.
[[nodiscard]] std::vector<std::string> keys_of(const RedisServer& server);

/// Those of them that would stay for ever, and there must be some keys; one a line. Empty if all is well: whatever the
/// library writes goes away by itself.
[[nodiscard]] std::string keys_without_end(const RedisServer& server);

/// Runs redis_worker.cpp's task four times at once on an empty server; what each printed, line by line. Throws if one
/// fails.
[[nodiscard]] std::vector<std::vector<std::string>> in_four_processes(const RedisServer& server,
                                                                      std::vector<std::string> task);

}  // namespace stateless::testing
