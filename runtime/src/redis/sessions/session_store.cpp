// A session is one hash, named by the first half of the id. The second half is a secret that every script compares by
// its SHA-256, so that one look tells that the session is there and that it is the caller's; a rotation exchanges the
// secret and leaves the key, and with it the cluster's slot, as it is. Fields of the program begin with '='.
#include <stateless/session_store.h>

#include <algorithm>
#include <stdexcept>

#include <stateless/sealed_cookies.h>

#include "redis/digest.h"
#include "redis/random.h"
#include "redis/read_as.h"

namespace stateless {
namespace {

constexpr std::size_t half = 22;  // characters of 128 bits

constexpr char now[] = "local time = redis.call('TIME') "
                       "local now = time[1] * 1000 + math.floor(time[2] / 1000) ";
constexpr char is_it_there[] = "if redis.call('HGET', KEYS[1], 'secret') ~= ARGV[1] then return false end ";

constexpr char create_body[] = "redis.call('HSET', KEYS[1], 'secret', ARGV[1], 'until', now + ARGV[3]) "
                               "redis.call('PEXPIRE', KEYS[1], ARGV[2]) "
                               "return 1";
constexpr char find_body[] = "local left = redis.call('HGET', KEYS[1], 'until') - now "
                             "if left < 1 then redis.call('DEL', KEYS[1]) return false end "
                             "if left > ARGV[3] + 0 then "  // the server's clock was set back
                             "  left = ARGV[3] + 0 "
                             "  redis.call('HSET', KEYS[1], 'until', now + left) "
                             "end "
                             "redis.call('PEXPIRE', KEYS[1], math.min(left, ARGV[2])) "
                             "return redis.call('HGETALL', KEYS[1])";

bool may_be_an_id(std::string_view id) {
    return id.size() == 2 * half && std::all_of(id.begin(), id.end(), [](char character) {
               return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
                      (character >= '0' && character <= '9') || character == '-' || character == '_';
           });
}

std::string new_half() { return redis::random_base64url(16); }

std::string secret_of(std::string_view id) { return redis::sha256_hex(id.substr(half)); }

}  // namespace

struct Session::Store {
    Redis redis;
    const SessionOptions options;
    const Script create{std::string(now) + create_body}, find{std::string(is_it_there) + now + find_body},
        set{std::string(is_it_there) + "redis.call('HSET', KEYS[1], ARGV[2], ARGV[3]) return 1"},
        erase{std::string(is_it_there) + "redis.call('HDEL', KEYS[1], ARGV[2]) return 1"},
        rotate{std::string(is_it_there) + "redis.call('HSET', KEYS[1], 'secret', ARGV[2]) return 1"},
        destroy{std::string(is_it_there) + "return redis.call('DEL', KEYS[1])"};

    [[nodiscard]] Key key_of(std::string_view id) const { return Key(options.space, id.substr(0, half)); }
};

std::string Session::cookie() const { return set_cookie(store_->options.cookie_name, id_, store_->options.absolute); }

std::optional<std::string> Session::get(std::string_view field) const {
    const auto found = fields_.find(field);
    return found == fields_.end() ? std::nullopt : std::optional<std::string>(found->second);
}

Result<void> Session::change(const Script& script, std::string_view first, std::string_view second) {
    const auto changed =
        store_->redis.eval(script, store_->key_of(id_), {secret_of(id_), first, second}, store_->options.timeout);
    if (!changed) return changed.error();
    if (changed->is_nil()) return Error{ErrorCode::conflict, false, false, "the session has ended, or has a new id"};
    return {};
}

Result<void> Session::set(std::string_view field, std::string_view value) {
    auto changed = change(store_->set, "=" + std::string(field), value);
    if (changed) fields_.insert_or_assign(std::string(field), std::string(value));
    return changed;
}

Result<void> Session::erase(std::string_view field) {
    auto changed = change(store_->erase, "=" + std::string(field));
    if (const auto found = fields_.find(field); changed && found != fields_.end()) fields_.erase(found);
    return changed;
}

Result<void> Session::rotate() {
    const std::string renewed = id_.substr(0, half) + new_half();
    auto changed = change(store_->rotate, secret_of(renewed));
    if (changed) id_ = renewed;
    return changed;
}

Result<void> Session::destroy() {
    auto changed = change(store_->destroy);
    if (!changed && changed.error().code == ErrorCode::conflict) changed = {};
    if (changed) fields_.clear();
    return changed;
}

SessionStore::SessionStore(Redis redis, SessionOptions options)
    : store_(new Session::Store{std::move(redis), std::move(options)}) {
    if (store_->options.absolute.milliseconds() < store_->options.idle.milliseconds())
        throw std::invalid_argument("stateless: a session's absolute time is shorter than its idle time");
    // Both throw if the name is none.
    (void)Key(store_->options.space, "");
    (void)forget_cookie(store_->options.cookie_name);
}

Result<Session> SessionStore::create() {
    Session session(store_, new_half() + new_half());
    const SessionOptions& options = store_->options;
    const auto created = store_->redis.eval(store_->create, store_->key_of(session.id_),
                                            {secret_of(session.id_), options.idle, options.absolute}, options.timeout);
    if (!created) return created.error();
    return session;
}

Result<std::optional<Session>> SessionStore::find(std::string_view id) {
    if (!may_be_an_id(id)) return std::optional<Session>();
    const SessionOptions& options = store_->options;
    auto found = store_->redis.eval(store_->find, store_->key_of(id), {secret_of(id), options.idle, options.absolute},
                                    options.timeout);
    return redis::read_as<std::optional<Session>>(std::move(found), [&](const Reply& fields) {
        if (fields.is_nil()) return std::optional<Session>();
        std::optional<Session> session(Session(store_, std::string(id)));
        for (std::size_t at = 0; at + 1 < fields.size(); at += 2)
            if (const std::string& field = fields[at].text(); field.rfind('=', 0) == 0)
                session->fields_.emplace(field.substr(1), fields[at + 1].text());
        return session;
    });
}

}  // namespace stateless
