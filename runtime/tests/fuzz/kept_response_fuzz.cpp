// Bytes that a cache holds as a response, as another version of the program may have written them.
#include <cstdint>
#include <cstdlib>

#include "pages/response_cache.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace stateless::pages;
    const auto response = decode(std::string_view(reinterpret_cast<const char*>(bytes), size));
    if (!response) return 0;
    (void)storable(*response);
    const auto again = decode(encode(*response));
    if (!again || again->body != response->body || again->status != response->status ||
        again->headers != response->headers)
        std::abort();
    return 0;
}
