// Bytes into replies: hiredis' parser, building our Reply as it reads.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include <stateless/redis_reply.h>

struct redisReader;

namespace stateless::redis {

class Reader {
public:
    /// Throws std::bad_alloc.
    Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    enum class Step { reply, more, broken };

    /// False if there is no memory for it; the reader is broken then.
    [[nodiscard]] bool feed(const char* bytes, std::size_t size);

    /// The next reply, if all its bytes were fed; or that they speak no protocol, which ends the connection.
    [[nodiscard]] Step next(Reply& reply);

    /// Bytes fed and not yet read as replies.
    [[nodiscard]] std::size_t pending() const;

    [[nodiscard]] std::string failure() const;

private:
    struct Freed {
        void operator()(redisReader* reader) const;
    };
    std::unique_ptr<redisReader, Freed> reader_;
    Reply building_;
};

}  // namespace stateless::redis
