// Redis URLs of any shape: what is read is whole, and no description depends on the password.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "stateless/key.h"
#include "stateless/redis_url.h"

namespace {

std::string with_another_password(std::string_view url) {
    const std::size_t login = url.find("://") + 3;
    const std::size_t colon = url.find(':', login);
    const std::size_t at = url.substr(0, url.find_first_of("/?", login)).rfind('@');
    return std::string(url.substr(0, colon)) + ":x" + std::string(url.substr(at));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto url = RedisUrl::parse(text);
    if (url) {
        if (url->hosts().empty()) std::abort();
        for (const auto& host : url->hosts())
            if (host.name.empty() || host.port == 0) std::abort();
        if ((url->mode() == RedisUrl::Mode::sentinel) == url->master_name().empty()) std::abort();
        if (!url->login().user.empty() && url->login().password.empty()) std::abort();
        if (!url->login().password.empty()) {
            const auto other = RedisUrl::parse(with_another_password(text));
            if (!other || other->describe() != url->describe()) std::abort();
        }
    } else if (url.error().code != ErrorCode::misuse) {
        std::abort();
    }
    const Key key("fuzz", text, {text});
    if (key.str().size() > 7 + Key::longest_tag + Key::longest_rest || key.slot() != Key("x", text).slot())
        std::abort();
    return 0;
}
