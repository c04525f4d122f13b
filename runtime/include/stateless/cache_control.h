// Cache-Control as RFC 9111 and RFC 5861 define it: CacheControl builds the value for a response, CacheDirectives reads
// one. The builder has no word for a lifetime of zero, so a response that forgets to be cached cannot be written by
// accident; what must never be stored says so, with a reason. Neither knows a clock or an Age: they deal in the
// header's text.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <stateless/duration.h>

namespace stateless {

/// Builds a Cache-Control value and the Vary that belongs to it.
///
///     response.set_header("Cache-Control", CacheControl().shared_for(60s).stale_while_revalidate(30s).str());
///
/// Lifetimes are whole seconds. Methods throw std::invalid_argument where two promises contradict each other. Not
/// synchronised: build one per response, or share a const one.
class CacheControl {
public:
    /// One second to ten years. A constant is checked by the compiler (C++20; in C++17 a bad one throws
    /// std::invalid_argument); a value known at run time comes as a Ttl.
    class Lifetime {
    public:
        /// A fraction of a second is dropped; less than a second, zero or a negative duration does not compile.
        template <class Rep, class Period>
#if defined(__cpp_consteval) && __cpp_consteval >= 201811L
        consteval
#else
        constexpr
#endif
            Lifetime(std::chrono::duration<Rep, Period> constant)
            : seconds_(std::chrono::duration_cast<std::chrono::seconds>(
                  detail::bounded_milliseconds(constant, std::chrono::hours{24 * 3653}))) {
            if (seconds_.count() < 1) throw std::invalid_argument("stateless: Cache-Control counts in whole seconds");
        }

        /// A fraction of a second counts as a whole one, since a header cannot say less.
        constexpr Lifetime(Ttl ttl) noexcept
            : seconds_(std::chrono::duration_cast<std::chrono::seconds>(ttl.milliseconds() +
                                                                        std::chrono::milliseconds{999})) {}

        [[nodiscard]] constexpr std::chrono::seconds seconds() const noexcept { return seconds_; }

    private:
        std::chrono::seconds seconds_;
    };

    /// Fresh for that long in every cache, the browser's included (max-age).
    CacheControl& fresh_for(Lifetime lifetime);

    /// Fresh for that long in shared caches, which prefers it to fresh_for (s-maxage). Contradicts browser_only.
    CacheControl& shared_for(Lifetime lifetime);

    /// After its freshness a cache may serve it that much longer while it asks again in the background.
    /// Contradicts must_revalidate.
    CacheControl& stale_while_revalidate(Lifetime lifetime);

    /// After its freshness a cache may serve it that much longer while the source answers with errors.
    /// Contradicts must_revalidate.
    CacheControl& stale_if_error(Lifetime lifetime);

    /// Only the client's own cache may keep it (private): for what differs between users. Contradicts shared_for and
    /// everyone.
    CacheControl& browser_only();

    /// Any cache may keep it even if the request carried Authorization (public). Contradicts browser_only.
    CacheControl& everyone();

    /// Once stale it is never served without asking (must-revalidate).
    CacheControl& must_revalidate();

    /// It never changes under this address, so a reload does not ask again (immutable).
    CacheControl& immutable();

    /// No intermediary may recode it (no-transform).
    CacheControl& no_transform();

    /// The response depends on this request header. Throws std::invalid_argument unless it is a header's name; "*" is
    /// refused, since it makes the response uncacheable.
    CacheControl& vary(std::string_view request_header);

    /// The Cache-Control value. Throws std::logic_error if neither fresh_for nor shared_for was said.
    [[nodiscard]] std::string str() const;

    /// The Vary value, in the order of the calls; empty if there was none.
    [[nodiscard]] std::string vary_str() const;

    /// "no-store", for a response that no cache may keep (a login, a payment). The reason is for the reader of the
    /// code; an empty one throws std::invalid_argument.
    [[nodiscard]] static std::string never_stored(std::string_view reason);

private:
    void refuse_stale_promises() const;

    std::optional<std::chrono::seconds> max_age_, s_maxage_, stale_while_revalidate_, stale_if_error_;
    bool private_ = false, public_ = false, must_revalidate_ = false, immutable_ = false, no_transform_ = false;
    std::vector<std::string> vary_;
};

/// A Cache-Control value that was received, on a response or a request. Names are matched without case, unknown
/// directives are ignored, the first of several equal directives counts, a number above 2^31 counts as 2^31.
struct CacheDirectives {
    std::optional<std::chrono::seconds> max_age, s_maxage, stale_while_revalidate, stale_if_error, min_fresh, max_stale;
    bool no_store = false, no_cache = false, is_private = false, is_public = false, must_revalidate = false;
    bool proxy_revalidate = false, must_understand = false, immutable = false, no_transform = false;
    bool only_if_cached = false;
    bool any_staleness = false;  ///< `max-stale` without a number
    /// A number could not be read, or a quoted text does not end: RFC 9111 then advises to take the response as stale.
    bool malformed = false;
    std::vector<std::string> no_cache_fields, private_fields;  ///< lower case; the directive then speaks of these only

    /// Never throws but for lack of memory. Several header lines are given as one text, joined by commas.
    [[nodiscard]] static CacheDirectives parse(std::string_view value);

    /// May a cache that serves several users keep the response at all?
    [[nodiscard]] bool storable_by_shared_cache() const noexcept;

    /// For how long a shared cache may serve it without asking: zero if not at all, nothing if the header does not say.
    [[nodiscard]] std::optional<std::chrono::seconds> shared_freshness() const noexcept;

    /// As shared_freshness, for a cache of one user.
    [[nodiscard]] std::optional<std::chrono::seconds> private_freshness() const noexcept;
};

}  // namespace stateless
