// The invariant that whatever the library writes goes away by itself.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "support/redis_servers.h"

namespace stateless::testing {

/// The server's keys, all of them.
inline std::vector<std::string> keys_of(const RedisServer& server) {
    std::istringstream lines(server.ask({"KEYS", "*"}));
    std::vector<std::string> keys;
    for (std::string key; std::getline(lines, key);) keys.push_back(key);
    return keys;
}

/// Those of them that would stay forever.
inline std::vector<std::string> immortal_keys(const RedisServer& server) {
    std::vector<std::string> immortal;
    for (const std::string& key : keys_of(server))
        if (server.ask({"PTTL", key}) == "-1") immortal.push_back(key);
    return immortal;
}

}  // namespace stateless::testing
