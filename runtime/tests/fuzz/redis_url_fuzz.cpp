// Redis URLs of any shape: what is read is whole, and no error tells what may be a password.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "stateless/key.h"
#include "stateless/redis_url.h"

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
        const std::string& password = url->login().password;
        if (password.size() > 8 && url->describe().find(password) != std::string::npos &&
            text.find(password) == text.rfind(password))
            std::abort();
    } else if (url.error().code != ErrorCode::misuse) {
        std::abort();
    }
    const Key key("fuzz", text, {text});
    if (key.str().size() > 7 + Key::longest_tag + Key::longest_rest || key.slot() != Key("x", text).slot())
        std::abort();
    return 0;
}
