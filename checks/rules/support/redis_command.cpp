// Redis commands: SET, GETEX and friends, token by token.
#include "rules/support/redis_command.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "program/format_text.h"

namespace stateless::lint {
namespace {

std::string upper(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

bool is_time_option(const std::string& word) {
    return word == "EX" || word == "PX" || word == "EXAT" || word == "PXAT";
}

}  // namespace

std::vector<CommandToken> command_tokens(const std::string& format) {
    std::vector<CommandToken> tokens;
    bool open = false;
    const auto current = [&](std::size_t offset) -> CommandToken& {
        if (!open) tokens.push_back({"", {}, offset});
        open = true;
        return tokens.back();
    };
    for (const FormatPiece& piece : parse_format(format, true)) {
        if (piece.argument) {
            const bool alone = !open;
            CommandToken& token = current(piece.offset);
            token.text += '\x01';
            token.argument.reset();
            if (alone) token.argument = piece.argument;
            continue;
        }
        for (std::size_t at = 0; at < piece.text.size(); ++at) {
            if (piece.text[at] == ' ') {
                open = false;
                continue;
            }
            CommandToken& token = current(piece.offset + at);
            token.text += piece.text[at];
            token.argument.reset();
        }
    }
    return tokens;
}

bool stores_entry(const std::string& command) {
    static constexpr std::array<std::string_view, 16> commands{"SET",    "SETEX", "PSETEX", "SETNX", "GETSET", "MSET",
                                                               "APPEND", "HSET",  "HMSET",  "LPUSH", "RPUSH",  "SADD",
                                                               "ZADD",   "XADD",  "INCR",   "INCRBY"};
    return std::find(commands.begin(), commands.end(), upper(command)) != commands.end();
}

std::optional<RedisExpiry> find_expiry(const std::vector<std::string>& tokens) {
    if (tokens.empty()) return {};
    RedisExpiry result;
    result.command = upper(tokens[0]);
    const bool fixed = result.command == "SETEX" || result.command == "PSETEX" || result.command == "EXPIRE" ||
                       result.command == "PEXPIRE";
    if (fixed) {
        result.token = 2;
        if (tokens.size() <= result.token) return {};
        return result;
    }
    const std::size_t first_option = result.command == "SET" ? 3 : result.command == "GETEX" ? 2 : tokens.size();
    for (std::size_t at = first_option; at + 1 < tokens.size(); ++at) {
        if (!is_time_option(upper(tokens[at]))) continue;
        result.option = upper(tokens[at]);
        result.token = at + 1;
        return result;
    }
    return {};
}

}  // namespace stateless::lint
