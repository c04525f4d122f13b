// A cookie is base64url of: version, id of the key, when the session began and when this cookie is over (seconds, 40
// bits), salt, ciphertext, tag. All that is not encrypted is authenticated, with the purpose, so nothing can be
// swapped.
#include "stateless/sealed_cookies.h"

#include <algorithm>
#include <stdexcept>

#include "cookies/aead.h"
#include "cookies/base64url.h"

namespace stateless {
namespace {

using Clock = std::chrono::system_clock;

constexpr char version = 1;
constexpr std::size_t head_size = 1 + 4 + 5 + 5;

std::int64_t seconds_of(Clock::time_point time) {
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

void append_seconds(std::string& head, std::int64_t seconds) {
    for (int shift = 32; shift >= 0; shift -= 8) head += static_cast<char>(seconds >> shift & 0xff);
}

std::int64_t read_seconds(std::string_view bytes) {
    std::int64_t seconds = 0;
    for (const char byte : bytes.substr(0, 5)) seconds = seconds << 8 | static_cast<std::uint8_t>(byte);
    return seconds;
}

// A shorter lifetime is at least the second that the format can express.
std::int64_t whole_seconds(Ttl ttl) { return std::max<std::int64_t>(1, ttl.milliseconds().count() / 1000); }

int hexadecimal(char digit) {
    const std::size_t at = std::string_view("0123456789abcdef0123456789ABCDEF").find(digit);
    return at == std::string_view::npos ? -1 : static_cast<int>(at % 16);
}

std::optional<std::string> from_hexadecimal(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
        const int high = hexadecimal(text[at]), low = hexadecimal(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() == 44 && text.back() == '=') text.remove_suffix(1);
    std::string url(text);
    std::replace(url.begin(), url.end(), '+', '-');
    std::replace(url.begin(), url.end(), '/', '_');
    return detail::base64url_decode(url);
}

}  // namespace

SealingKey SealingKey::parse(const char* text) {
    if (text == nullptr) throw std::invalid_argument("stateless: no sealing key is set");
    return parse(std::string_view(text));
}

SealingKey SealingKey::parse(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    text = text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
    const auto bytes = text.size() == 64 ? from_hexadecimal(text) : from_base64(text);
    if (!bytes || bytes->size() != 32)
        throw std::invalid_argument("stateless: a sealing key is 64 hexadecimal digits or 32 bytes in base64");
    if (bytes->find_first_not_of(bytes->front()) == std::string::npos)
        throw std::invalid_argument(
            "stateless: 32 equal bytes are no sealing key; make one with: openssl rand -hex 32");
    std::array<std::uint8_t, 32> key{};
    std::copy(bytes->begin(), bytes->end(), key.begin());
    return SealingKey(key);
}

SealingKey::~SealingKey() { detail::wipe(bytes_.data(), bytes_.size()); }

struct SealedCookies::State {
    struct KnownKey {
        SealingKey key;
        std::array<std::uint8_t, 4> id;
    };
    std::vector<KnownKey> keys;
    Options options;

    [[nodiscard]] std::string sealed(std::string_view value, std::int64_t started, std::int64_t now) const {
        std::string head(1, version);
        head.append(keys.front().id.begin(), keys.front().id.end());
        append_seconds(head, started);
        append_seconds(head, std::min(now + whole_seconds(options.idle), started + whole_seconds(options.absolute)));
        // Before the encryption, which takes its lengths as int.
        if ((head_size + detail::aead_overhead + value.size()) * 4 / 3 + 1 > longest_cookie)
            throw std::length_error("stateless: a session of " + std::to_string(value.size()) +
                                    " bytes does not fit a cookie");
        const std::string body = detail::aead_seal(keys.front().key.bytes_, head + options.purpose, value);
        return detail::base64url_encode(head + body);
    }
};

SealedCookies::SealedCookies(const std::vector<SealingKey>& keys, Options options) {
    if (keys.empty()) throw std::invalid_argument("stateless: sealed cookies need a key");
    if (options.purpose.empty()) throw std::invalid_argument("stateless: sealed cookies need a purpose");
    auto state = std::make_unique<State>(State{{}, std::move(options)});
    for (const SealingKey& key : keys) state->keys.push_back({key, detail::key_id(key.bytes_)});
    state_ = std::move(state);
}

SealedCookies::~SealedCookies() = default;
SealedCookies::SealedCookies(SealedCookies&&) noexcept = default;
SealedCookies& SealedCookies::operator=(SealedCookies&&) noexcept = default;

std::string SealedCookies::seal(std::string_view value, Clock::time_point now) const {
    return state_->sealed(value, seconds_of(now), seconds_of(now));
}

std::string SealedCookies::renew(const OpenedCookie& opened, std::string_view value, Clock::time_point now) const {
    if (!opened.valid()) throw std::invalid_argument("stateless: only a valid session can be renewed");
    return state_->sealed(value, seconds_of(opened.started), seconds_of(now));
}

OpenedCookie SealedCookies::open(std::string_view cookie, Clock::time_point now) const {
    OpenedCookie opened;
    if (cookie.size() > longest_cookie) return opened;
    const auto bytes = detail::base64url_decode(cookie);
    if (!bytes || bytes->size() < head_size + detail::aead_overhead || bytes->front() != version) return opened;
    const std::string_view head = std::string_view(*bytes).substr(0, head_size);
    const std::string_view body = std::string_view(*bytes).substr(head_size);

    for (const State::KnownKey& known : state_->keys) {
        if (!std::equal(known.id.begin(), known.id.end(), head.begin() + 1,
                        [](std::uint8_t left, char right) { return left == static_cast<std::uint8_t>(right); }))
            continue;
        auto plain = detail::aead_open(known.key.bytes_, std::string(head) + state_->options.purpose, body);
        if (!plain) continue;
        // The absolute time is that of today's options, so that shortening it takes effect at once.
        const std::int64_t started = read_seconds(head.substr(5)), over = read_seconds(head.substr(10));
        const std::int64_t latest = std::min(over, started + whole_seconds(state_->options.absolute));
        const std::int64_t at = seconds_of(now);
        if (at >= latest) {
            opened.state = CookieState::expired;
            return opened;
        }
        opened.state = CookieState::valid;
        opened.value = std::move(*plain);
        opened.started = Clock::time_point{std::chrono::seconds{started}};
        opened.renewal_due = &known != &state_->keys.front() || (latest - at) * 2 < whole_seconds(state_->options.idle);
        return opened;
    }
    return opened;
}

}  // namespace stateless
