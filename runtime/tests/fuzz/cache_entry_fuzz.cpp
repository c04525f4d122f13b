// Entries of a cache of any shape: what is read is what was written.
#include <cstdint>
#include <cstdlib>

#include "redis/cache/entry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using stateless::redis::CacheEntry;
    const auto entry = CacheEntry::parse({reinterpret_cast<const char*>(data), size});
    if (!entry) return 0;
    const auto again = CacheEntry::parse(entry->str());
    if (!again || again->token != entry->token || again->bytes != entry->bytes || again->tags != entry->tags ||
        again->beyond != entry->beyond || again->effort != entry->effort || entry->beyond.count() < 0)
        std::abort();
    return 0;
}
