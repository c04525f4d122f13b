// Writes Cache-Control from promises that do not contradict each other.
#include "stateless/cache_control.h"

#include <algorithm>
#include <stdexcept>

#include "http/text.h"

namespace stateless {
namespace {

void append(std::string& value, std::string_view directive) {
    if (!value.empty()) value += ", ";
    value += directive;
}

void append(std::string& value, std::string_view directive, std::optional<std::chrono::seconds> lifetime) {
    if (!lifetime) return;
    append(value, directive);
    value += '=';
    value += std::to_string(lifetime->count());
}

}  // namespace

CacheControl& CacheControl::fresh_for(Lifetime lifetime) {
    max_age_ = lifetime.seconds();
    return *this;
}

CacheControl& CacheControl::shared_for(Lifetime lifetime) {
    if (private_) throw std::invalid_argument("stateless: shared_for contradicts browser_only");
    s_maxage_ = lifetime.seconds();
    return *this;
}

CacheControl& CacheControl::stale_while_revalidate(Lifetime lifetime) {
    stale_while_revalidate_ = lifetime.seconds();
    refuse_stale_promises();
    return *this;
}

CacheControl& CacheControl::stale_if_error(Lifetime lifetime) {
    stale_if_error_ = lifetime.seconds();
    refuse_stale_promises();
    return *this;
}

CacheControl& CacheControl::browser_only() {
    if (s_maxage_ || public_)
        throw std::invalid_argument("stateless: browser_only contradicts shared_for and everyone");
    private_ = true;
    return *this;
}

CacheControl& CacheControl::everyone() {
    if (private_) throw std::invalid_argument("stateless: everyone contradicts browser_only");
    public_ = true;
    return *this;
}

CacheControl& CacheControl::must_revalidate() {
    must_revalidate_ = true;
    refuse_stale_promises();
    return *this;
}

CacheControl& CacheControl::immutable() {
    immutable_ = true;
    return *this;
}

CacheControl& CacheControl::no_transform() {
    no_transform_ = true;
    return *this;
}

CacheControl& CacheControl::vary(std::string_view request_header) {
    if (request_header.empty() || request_header == "*" ||
        !std::all_of(request_header.begin(), request_header.end(), detail::is_token_character))
        throw std::invalid_argument("stateless: vary takes the name of a request header");
    const auto same = [&](const std::string& known) { return detail::same_ignoring_case(known, request_header); };
    if (std::none_of(vary_.begin(), vary_.end(), same)) vary_.emplace_back(request_header);
    return *this;
}

std::string CacheControl::str() const {
    if (!max_age_ && !s_maxage_)
        throw std::logic_error("stateless: Cache-Control needs a lifetime: say fresh_for or shared_for");
    std::string value;
    if (public_) append(value, "public");
    if (private_) append(value, "private");
    append(value, "max-age", max_age_);
    append(value, "s-maxage", s_maxage_);
    append(value, "stale-while-revalidate", stale_while_revalidate_);
    append(value, "stale-if-error", stale_if_error_);
    if (must_revalidate_) append(value, "must-revalidate");
    if (immutable_) append(value, "immutable");
    if (no_transform_) append(value, "no-transform");
    return value;
}

std::string CacheControl::vary_str() const {
    std::string value;
    for (const std::string& header : vary_) append(value, header);
    return value;
}

std::string CacheControl::never_stored(std::string_view reason) {
    if (detail::trimmed(reason).empty()) throw std::invalid_argument("stateless: never_stored needs a reason");
    return "no-store";
}

void CacheControl::refuse_stale_promises() const {
    if (must_revalidate_ && (stale_while_revalidate_ || stale_if_error_))
        throw std::invalid_argument("stateless: must_revalidate forbids what stale_while_revalidate and "
                                    "stale_if_error promise");
}

}  // namespace stateless
