// Commands as bytes: hiredis' formatter.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <stateless/redis_command.h>

namespace stateless::redis {

/// One command, formatted. Throws std::bad_alloc.
class Request {
public:
    explicit Request(Args arguments);
    /// EVALSHA of a script.
    Request(const Script& script, Keys keys, Args arguments);

    [[nodiscard]] std::string_view bytes() const { return {bytes_.get(), size_}; }

private:
    struct Freed {
        void operator()(char* bytes) const;  // hiredis' string type is a char* to its begin
    };
    void format(const std::string_view* parts, std::size_t count);
    std::unique_ptr<char, Freed> bytes_;
    std::size_t size_ = 0;
};

/// The EVAL of the same script, keys and arguments.
[[nodiscard]] std::string as_eval(std::string_view evalsha, const Script& script);

}  // namespace stateless::redis
