// Cookies as any client may send them: none opens that was not sealed here.
#include <cstdlib>

#include "stateless/sealed_cookies.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless;
    using namespace std::chrono_literals;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const SealedCookies cookies({SealingKey::parse("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")},
                                {"session", Ttl{30min}, Ttl{8h}});
    if (cookies.open(text).valid()) std::abort();
    const auto found = find_cookie(text, "s");
    if (found && !found->empty() && (found->data() < text.data() || found->data() + found->size() > text.data() + size))
        std::abort();
    if (size <= 2000 && cookies.open(cookies.seal(text)).value != text) std::abort();
    return 0;
}
