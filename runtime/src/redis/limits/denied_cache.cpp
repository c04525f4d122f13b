// What is dropped is the first that the table happens to list.
#include "redis/limits/denied_cache.h"

namespace stateless::redis {

void DeniedCache::remember(std::string_view client, const Denial& denial) {
    if (most_per_shard_ == 0 || client.size() > longest_client) return;
    Shard& shard = shard_of(client);
    const std::lock_guard lock(shard.mutex);
    if (const auto found = shard.denials.find(client); found != shard.denials.end()) {
        found->second = denial;
        return;
    }
    if (shard.denials.size() >= most_per_shard_) {
        shard.denials.erase(shard.denials.begin());
        --count_;
    }
    shard.denials.emplace(client, denial);
    ++count_;
}

void DeniedCache::forget(std::string_view client) {
    Shard& shard = shard_of(client);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.denials.find(client);
    if (found == shard.denials.end()) return;
    shard.denials.erase(found);
    --count_;
}

}  // namespace stateless::redis
