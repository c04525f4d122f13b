// SQL of any shape: the reader of words ends, and what follows a harmless statement's end is still seen.
#include <cstdint>
#include <cstdlib>

#include "postgres/statement.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless::pg;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)why_refused(text, Where::alone);
    (void)why_refused(text, Where::in_transaction);
    if (!why_refused("LISTEN " + std::string(text), Where::alone)) std::abort();
    return 0;
}
