// Sessions that live in the client's cookie, encrypted and authenticated, so that every replica that has the key can
// read them and no store is needed. Keys rotate: the first one seals, all of them open. What such a session cannot do
// is be taken back before it expires, and a client may replay an older cookie that is still valid: where either
// matters, use a session store.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <stateless/duration.h>

namespace stateless {

/// A secret of 32 bytes that all replicas share. Copies are wiped when they go.
class SealingKey {
public:
    /// From 64 hexadecimal digits or 43 or 44 characters of base64 (either alphabet), as `openssl rand -hex 32` prints
    /// it. White space around it is ignored. Throws std::invalid_argument, which does not quote the text, if it is
    /// anything else, null, or 32 equal bytes.
    [[nodiscard]] static SealingKey parse(const char* text);
    [[nodiscard]] static SealingKey parse(std::string_view text);

    SealingKey(const SealingKey&) = default;
    SealingKey& operator=(const SealingKey&) = default;
    ~SealingKey();

private:
    friend class SealedCookies;
    explicit SealingKey(const std::array<std::uint8_t, 32>& bytes) : bytes_(bytes) {}
    std::array<std::uint8_t, 32> bytes_;
};

enum class CookieState {
    valid,
    expired,    ///< it was ours, but its idle or absolute time is over
    unreadable  ///< forged, damaged, sealed for another purpose, or by a key that is not known (any more)
};

struct OpenedCookie {
    CookieState state = CookieState::unreadable;
    std::string value;                              ///< empty unless valid
    std::chrono::system_clock::time_point started;  ///< when the session began; only if valid
    /// Sealed by a key that is no longer the first, or more than half of its idle time is over: answer with renew().
    bool renewal_due = false;

    [[nodiscard]] bool valid() const noexcept { return state == CookieState::valid; }
};

/// Seals and opens cookies: AES-256-GCM with a key derived for each cookie (HKDF-SHA256 over 128 random bits), so that
/// no number of replicas or cookies wears the key out. Immutable; any thread may call it. No network, no waiting.
class SealedCookies {
public:
    struct Options {
        /// What the cookie is for ("session"). A cookie sealed for one purpose does not open for another.
        std::string purpose;
        Ttl idle;      ///< over if not renewed for that long
        Ttl absolute;  ///< over that long after it began, whatever happens
    };

    /// Browsers keep no cookie beyond this, name and attributes aside.
    static constexpr std::size_t longest_cookie = 3800;

    /// The first key seals; the others only open, until the last cookie they sealed has expired. Throws
    /// std::invalid_argument without a key or a purpose.
    SealedCookies(const std::vector<SealingKey>& keys, Options options);
    ~SealedCookies();
    SealedCookies(SealedCookies&&) noexcept;
    SealedCookies& operator=(SealedCookies&&) noexcept;

    /// A new session. The result has only characters that a cookie may have. Throws std::length_error if it would be
    /// longer than longest_cookie, and std::runtime_error if OpenSSL fails (out of memory or random bytes).
    [[nodiscard]] std::string seal(std::string_view value,
                                   std::chrono::system_clock::time_point now = std::chrono::system_clock::now()) const;

    /// The same session with a new idle time and perhaps a new value, under the first key. The absolute time goes on.
    /// Throws as seal(), and std::invalid_argument if `opened` is not valid.
    [[nodiscard]] std::string renew(const OpenedCookie& opened, std::string_view value,
                                    std::chrono::system_clock::time_point now = std::chrono::system_clock::now()) const;

    /// Takes whatever a client may send. Throws only for lack of memory.
    [[nodiscard]] OpenedCookie open(std::string_view cookie,
                                    std::chrono::system_clock::time_point now = std::chrono::system_clock::now()) const;

private:
    struct State;
    std::unique_ptr<const State> state_;
};

/// The value of the first cookie of that name in a Cookie header (RFC 6265); nothing if there is none.
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name);

/// "__Host-<name>=<value>; Path=/; Max-Age=...; Secure; HttpOnly; SameSite=Lax": a browser sends it back to this very
/// host over TLS only, and no script can read it. Throws std::invalid_argument if name or value cannot stand in a
/// cookie.
[[nodiscard]] std::string set_cookie(std::string_view name, std::string_view value, Ttl lifetime);

/// The Set-Cookie that makes the browser forget it.
[[nodiscard]] std::string forget_cookie(std::string_view name);

}  // namespace stateless
