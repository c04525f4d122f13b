// What a server, or whatever stands in for one, may send: read whole and in pieces, the replies are the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "redis/errors.h"
#include "redis/reader.h"
#include "redis/slot_map.h"

namespace {

using stateless::Reply;
using stateless::redis::Reader;

std::string text_of(const Reply& reply) {
    switch (reply.type()) {
    case Reply::Type::nil: return "nil";
    case Reply::Type::integer: return std::to_string(reply.integer());
    case Reply::Type::text: return "'" + reply.text() + "'";
    case Reply::Type::status: return "+" + reply.text();
    case Reply::Type::error: return "-" + reply.error_text();
    case Reply::Type::array: {
        std::string all = "[";
        for (const Reply& each : reply.array()) all += text_of(each) + ",";
        return all + "]";
    }
    }
    return "";
}

std::string read(const std::uint8_t* data, std::size_t size, std::size_t piece) {
    Reader reader;
    std::string all;
    for (std::size_t at = 0; at < size; at += piece) {
        if (!reader.feed(reinterpret_cast<const char*>(data) + at, std::min(piece, size - at))) return all;
        Reply reply;
        Reader::Step step = Reader::Step::reply;
        while ((step = reader.next(reply)) == Reader::Step::reply) {
            all += text_of(reply) + "\n";
            const stateless::RedisUrl::Host asked{"h", 1};
            if (const auto map = stateless::redis::SlotMap::read(reply, asked); map && map->masters.empty())
                std::abort();
            if (!reply.is_error()) continue;
            (void)stateless::redis::Redirection::read(reply.error_text(), asked);
            if (stateless::redis::error_of(reply.error_text(), true).detail.size() > 400) std::abort();
        }
        if (step == Reader::Step::broken) return all + "broken";
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string whole = read(data, size, size + 1);
    for (const std::size_t piece : {1, 7})
        if (read(data, size, piece) != whole) std::abort();
    return 0;
}
