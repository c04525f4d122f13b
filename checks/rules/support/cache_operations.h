// What a call does to a shared cache (Redis, memcached): looks an entry up, stores one, gives one a lifetime, counts in
// one. Reads typed methods and commands in text alike, as models describe them. Refuses to know what the entry is for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "program/analysis.h"

namespace stateless::lint {

struct CacheOperation {
    enum class Kind { look_up, store, expire, count };
    Kind kind = Kind::look_up;
    const Call* call = nullptr;
    std::string system;   // "redis", "memcached"
    std::string command;  // upper case: "SET", "HSET"
    std::optional<Value> key;
    std::vector<std::string> keys;  // the texts that the key may have, "\x01" for what is not known
    bool expires = false;           // a store: it has, or may have, a lifetime, or keeps the one there is
    bool claims = false;            // a store only where nothing is stored yet: NX, SETNX, ADD
    bool collects = false;          // a store into a list, set or stream
};

/// Everything the call may do; nothing for a call that no model names.
std::vector<CacheOperation> cache_operations(const Analysis& analysis, const Call& call);

/// False only if what is known of the two keys differs.
bool may_be_same_key(const CacheOperation& left, const CacheOperation& right);

}  // namespace stateless::lint
