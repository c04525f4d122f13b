// Sessions that all replicas see, one field for each attribute, so that two requests of one session do not overwrite
// each other's. They end when they are idle for too long, and at the latest some time after they began. Once ended,
// nothing brings one back: every write looks first whether the session is there, in the same script.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <stateless/redis.h>

namespace stateless {

struct SessionOptions {
    // Both by the server's clock; if that is set back, they begin anew with the next find().
    Ttl idle;      ///< over if not found for that long
    Ttl absolute;  ///< over that long after it began, whatever happens
    /// As a Key's, a constant of the program.
    std::string space = "session";
    /// The cookie is "__Host-" and this.
    std::string cookie_name = "session";
    /// For one call; RedisOptions::call_timeout otherwise.
    std::optional<Timeout> timeout = std::nullopt;
};

/// A session as it was found, and the way to change it. Changes go to Redis at once and are seen here when they are
/// there. Belongs to one request at a time.
///
/// Errors of all changes: `conflict`, the session has ended, or another request has given it a new id, and nothing is
/// changed; those of Redis::command.
class Session {
public:
    /// What the client keeps: 256 random bits as 43 characters of base64url. A secret: never log it. Redis knows half
    /// of it only as a SHA-256.
    [[nodiscard]] const std::string& id() const noexcept { return id_; }

    /// The Set-Cookie header's value that gives the id to a browser, as set_cookie() in stateless/sealed_cookies.h.
    [[nodiscard]] std::string cookie() const;

    /// As of when the session was found, or changed here; nothing if there is no such field.
    [[nodiscard]] std::optional<std::string> get(std::string_view field) const;
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& fields() const noexcept { return fields_; }

    /// Other fields stay as they are in Redis, whoever changed them.
    [[nodiscard]] Result<void> set(std::string_view field, std::string_view value);
    [[nodiscard]] Result<void> erase(std::string_view field);

    /// A new id; the old one is worth nothing from then on. Call it when rights change, such as after a login, and send
    /// cookie() again (OWASP Session Management Cheat Sheet, "Renew the Session ID After Any Privilege Level Change").
    /// After `outcome_unknown` neither id may be valid here: let the client log in again.
    [[nodiscard]] Result<void> rotate();

    /// Ends it for all replicas. No error if it had ended already.
    [[nodiscard]] Result<void> destroy();

private:
    friend class SessionStore;
    struct Store;
    Session(std::shared_ptr<Store> store, std::string id) : store_(std::move(store)), id_(std::move(id)) {}
    [[nodiscard]] Result<void> change(const Script& script, std::string_view first = {}, std::string_view second = {});

    std::shared_ptr<Store> store_;
    std::string id_;
    std::map<std::string, std::string, std::less<>> fields_;
};

/// Any thread may call it; copies share what they stand on. What happens to a request while Redis is down is in the
/// caller's hand each time: a Result has to be looked at.
class SessionStore {
public:
    /// Throws std::invalid_argument if `absolute` is shorter than `idle`, or if a name cannot stand in a key or a
    /// cookie.
    SessionStore(Redis redis, SessionOptions options);

    /// A new session, without fields.
    [[nodiscard]] Result<Session> create();

    /// The session of that id, whose idle time begins anew; nothing if there is none (any more). Takes whatever a
    /// client may send: an id that create() or rotate() did not make is never taken over.
    [[nodiscard]] Result<std::optional<Session>> find(std::string_view id);

private:
    std::shared_ptr<Session::Store> store_;
};

}  // namespace stateless
