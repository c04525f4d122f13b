// Numbers are bounded, so that a slip of the pen does not make a thousand empty parts.
#include "cli/shard.h"

#include <charconv>

#include "model/misuse.h"

namespace stateless::lint {

Shard parse_shard(const std::string& text, const std::string& origin) {
    constexpr unsigned most = 10'000;
    Shard shard;
    const char* end = text.data() + text.size();
    const auto number = std::from_chars(text.data(), end, shard.number);
    const bool has_slash = number.ec == std::errc() && number.ptr != end && *number.ptr == '/';
    const auto count = has_slash ? std::from_chars(number.ptr + 1, end, shard.count) : number;
    if (!has_slash || count.ec != std::errc() || count.ptr != end || shard.number < 1 || shard.number > shard.count ||
        shard.count > most)
        throw Misuse(origin + ": '" + text + "' is no part of a program; 1/4 is the first of four");
    return shard;
}

std::string to_string(Shard shard) { return std::to_string(shard.number) + "/" + std::to_string(shard.count); }

}  // namespace stateless::lint
