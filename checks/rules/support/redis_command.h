// Redis commands in text or argument vectors: where the time to live stands in one. Knows the commands that take one,
// and neither who sends them nor what a good value is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stateless::lint {

struct CommandToken {
    std::string text;                  // with '\x01' for what is not known
    std::optional<unsigned> argument;  // the token is exactly this value after the format
    std::size_t offset = 0;            // in the format
};

/// Cuts a command format the way hiredis does: at the blanks of the format, not at those of its values; %b takes two.
std::vector<CommandToken> command_tokens(const std::string& format);

struct RedisExpiry {
    std::string command;    // upper case
    std::string option;     // "EX", "PX", ...; empty where the command has the time at a fixed place
    std::size_t token = 0;  // the token that holds the time

    /// EXPIRE and PEXPIRE store nothing themselves: with no time left they delete.
    bool only_expires() const { return command.ends_with("EXPIRE"); }
};

/// Nothing for a command that takes no time to live, has none here, or keeps the one there is (KEEPTTL).
std::optional<RedisExpiry> find_expiry(const std::vector<std::string>& tokens);

/// True for a command that stores an entry or a part of one: SET, HSET, LPUSH, ...
bool stores_entry(const std::string& command);

}  // namespace stateless::lint
