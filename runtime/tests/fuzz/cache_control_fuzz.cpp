// Cache-Control as any server may write it: never a negative age, and no caching of what cannot be read.
#include <cstdint>
#include <cstdlib>

#include "stateless/cache_control.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless;
    const auto read = CacheDirectives::parse({reinterpret_cast<const char*>(data), size});
    for (const auto& age : {read.shared_freshness(), read.private_freshness()}) {
        if (age && age->count() < 0) std::abort();
        if ((read.malformed || read.no_store) && (!age || age->count() != 0)) std::abort();
    }
    return 0;
}
