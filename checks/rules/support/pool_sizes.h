// How programs say how many connections a pool has: by the names of settings, by keys in connection strings and JSON,
// and as a multiple of the processors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "program/program.h"

namespace stateless::lint {

/// "maxConn", "pool_size", "n": of a pool, this is its size; "maxIdleTime" is not.
bool names_pool_size(const Models& models, const std::string& name);

struct PoolSize {
    std::int64_t number = 0;
    std::size_t offset = 0;  // of the key in the text
};

/// "maxPoolSize=100" in a URL or DSN, "\"maxSize\": 50" in JSON.
std::vector<PoolSize> pool_sizes_in(const std::string& text, const Models& models);

/// The literal's number, also where it is written as a text.
std::optional<std::int64_t> number_of(const Value& literal);

/// The factors of `hardware_concurrency() * 4` that may arrive.
std::vector<Value> cores_times(const Program& program, const Value& value, const EntityId& function);

}  // namespace stateless::lint
