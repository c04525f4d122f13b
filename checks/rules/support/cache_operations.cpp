// Shared caches' commands: names of methods and words of commands are the same vocabulary, that of the Redis protocol.
#include "rules/support/cache_operations.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/support/redis_command.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr const char* hole = "\x01";

constexpr std::array<std::string_view, 11> look_ups{"GET",   "MGET",  "HGET",   "HMGET",    "HGETALL", "EXISTS",
                                                    "HKEYS", "HVALS", "LRANGE", "SMEMBERS", "ZRANGE"};
constexpr std::array<std::string_view, 8> entries{"SET",   "GETSET", "MSET",   "HSET",
                                                  "HMSET", "SETNX",  "MSETNX", "JSON.SET"};
constexpr std::array<std::string_view, 5> collections{"LPUSH", "RPUSH", "SADD", "ZADD", "XADD"};
constexpr std::array<std::string_view, 3> expiring{"SETEX", "PSETEX", "HSETEX"};
constexpr std::array<std::string_view, 4> expiries{"EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT"};
constexpr std::array<std::string_view, 4> counters{"INCR", "INCRBY", "INCRBYFLOAT", "HINCRBY"};
constexpr std::array<std::string_view, 5> options{"EX", "PX", "EXAT", "PXAT", "KEEPTTL"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

std::string upper(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

struct Word {
    std::string text;
    std::optional<Value> value;
};

class Reading {
public:
    Reading(const Analysis& analysis, const Call& call) : analysis_(analysis), call_(call) {}

    std::vector<CacheOperation> operations() {
        for (const SinkModel* sink : analysis_.program.models().sinks(call_.name)) {
            const bool shared = sink->system == "redis" || sink->system == "memcached";
            if (!shared) continue;
            if (sink->kind == "redis-command") by_command(*sink);
            if (sink->kind == "read" || sink->kind == "cache-write" || sink->kind == "cache-expire" ||
                sink->kind == "cache-count")
                by_method(*sink);
        }
        return std::move(result_);
    }

private:
    const Analysis& analysis_;
    const Call& call_;
    std::vector<CacheOperation> result_;

    std::vector<std::string> texts_of(const Value& value) const {
        std::vector<std::string> result;
        for (const AssembledText& text : analysis_.values.texts(value, call_.caller)) result.push_back(text.text());
        return result;
    }

    std::string certain_text(const Value& value) const {
        const auto texts = texts_of(value);
        return texts.size() == 1 ? texts.front() : hole;
    }

    CacheOperation& add(CacheOperation::Kind kind, const std::string& system, const std::string& command) {
        CacheOperation operation;
        operation.kind = kind;
        operation.call = &call_;
        operation.system = system;
        operation.command = command;
        result_.push_back(std::move(operation));
        return result_.back();
    }

    /// Every time that may arrive is a literal zero.
    bool surely_zero(const Value& value) const {
        const auto texts = texts_of(value);
        return !texts.empty() && std::all_of(texts.begin(), texts.end(), [](const auto& text) { return text == "0"; });
    }

    void by_method(const SinkModel& sink) {
        const std::size_t at = call_.name.rfind(':');
        std::string method = upper(at == std::string::npos ? call_.name : call_.name.substr(at + 1));
        if (method.starts_with("MEMCACHED_")) method = method.substr(10);
        const auto kind = sink.kind == "read"          ? CacheOperation::Kind::look_up
                          : sink.kind == "cache-write" ? CacheOperation::Kind::store
                          : sink.kind == "cache-count" ? CacheOperation::Kind::count
                                                       : CacheOperation::Kind::expire;
        CacheOperation& operation = add(kind, sink.system, method);
        const Argument* key = argument_at(call_, sink.key_argument);
        if (!key && kind == CacheOperation::Kind::look_up) key = argument_at(call_, 0);
        if (key) {
            operation.key = key->value;
            operation.keys = texts_of(key->value);
        }
        operation.claims = method.ends_with("NX") || method.starts_with("ADD");
        operation.collects = among(collections, method);
        if (const Argument* ttl = argument_at(call_, sink.ttl_argument)) {
            operation.expires = !(sink.ttl_zero_is_forever && surely_zero(ttl->value)) || ttl->type.name == "bool";
        }
    }

    void by_command(const SinkModel& sink) {
        if (const Argument* vector = argument_at(call_, sink.argv_argument))
            by_words(sink, words_of_list(vector->value));
        const Argument* format = argument_at(call_, sink.format_argument);
        if (!format) return;
        const auto first = static_cast<std::size_t>(sink.format_argument) + 1;
        for (const AssembledText& text : analysis_.values.texts(format->value, call_.caller)) {
            by_words(sink, words_of_format(text.text(), first));
        }
    }

    std::vector<Word> words_of_list(const Value& value) const {
        const Value* list = &value;
        if (value.kind == Value::Kind::entity) {
            const auto& definitions = analysis_.program.definitions_of(value.entity);
            if (definitions.size() != 1) return {};
            list = &definitions.front()->value;
        }
        std::vector<Word> words;
        if (list->kind != Value::Kind::call || list->text != "{}") return words;
        for (const Value& part : list->parts) words.push_back({certain_text(part), part});
        return words;
    }

    std::vector<Word> words_of_format(const std::string& format, std::size_t first) const {
        std::vector<Word> words;
        for (const CommandToken& token : command_tokens(format)) {
            Word word{token.text, {}};
            if (token.argument) {
                if (const Argument* given = argument_at(call_, static_cast<int>(first + *token.argument))) {
                    word = {certain_text(given->value), given->value};
                }
            }
            words.push_back(std::move(word));
        }
        // Without conversions further arguments are words of their own: command("SET", key, value, "EX", "60").
        if (format.find('%') == std::string::npos) {
            for (std::size_t i = first; i < call_.arguments.size(); ++i)
                words.push_back({certain_text(call_.arguments[i].value), call_.arguments[i].value});
        }
        return words;
    }

    void by_words(const SinkModel& sink, const std::vector<Word>& words) {
        if (words.empty()) return;
        const std::string command = upper(words[0].text);
        CacheOperation* operation = nullptr;
        if (among(look_ups, command)) operation = &add(CacheOperation::Kind::look_up, sink.system, command);
        else if (among(counters, command)) operation = &add(CacheOperation::Kind::count, sink.system, command);
        else if (among(expiries, command)) operation = &add(CacheOperation::Kind::expire, sink.system, command);
        else if (among(entries, command) || among(collections, command) || among(expiring, command))
            operation = &add(CacheOperation::Kind::store, sink.system, command);
        if (!operation) return;
        operation->collects = among(collections, command);
        operation->expires = among(expiring, command);
        operation->claims = command.ends_with("NX");
        if (words.size() > 1) {
            operation->key = words[1].value;
            operation->keys = words[1].value ? texts_of(*words[1].value) : std::vector<std::string>{words[1].text};
        }
        if (command != "SET") return;
        if (words.size() < 3) operation->expires = true;  // the rest is not seen
        for (std::size_t at = 3; at < words.size(); ++at) {
            const std::string word = upper(words[at].text);
            if (word == hole || among(options, word)) operation->expires = true;
            if (word == "NX") operation->claims = true;
        }
    }
};

bool same_known_part(const std::string& left, const std::string& right) {
    const std::string a = left.substr(0, left.find('\x01'));
    const std::string b = right.substr(0, right.find('\x01'));
    if (a.size() == left.size() && b.size() == right.size()) return a == b;
    return a.starts_with(b) || b.starts_with(a);
}

}  // namespace

std::vector<CacheOperation> cache_operations(const Analysis& analysis, const Call& call) {
    return Reading(analysis, call).operations();
}

bool may_be_same_key(const CacheOperation& left, const CacheOperation& right) {
    if (left.keys.empty() || right.keys.empty()) return true;
    return std::any_of(left.keys.begin(), left.keys.end(), [&](const std::string& a) {
        return std::any_of(right.keys.begin(), right.keys.end(),
                           [&](const std::string& b) { return same_known_part(a, b); });
    });
}

}  // namespace stateless::lint
