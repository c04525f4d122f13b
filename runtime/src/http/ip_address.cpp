// Addresses and networks. The text is read by inet_pton, which takes no short, octal or hexadecimal forms of IPv4.
#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

#include "http/text.h"
#include "stateless/client_ip.h"

namespace stateless {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::string text_of(int family, const void* bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(family, bytes, text.data(), text.size());
    return text.data();
}

bool bits_behind_are_zero(const std::array<std::uint8_t, 16>& bytes, unsigned prefix) {
    for (unsigned bit = prefix; bit < 128; ++bit)
        if (bytes[bit / 8] & (0x80U >> (bit % 8))) return false;
    return true;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    const bool v6 = text.find(':') != std::string_view::npos;
    if (v6) text = text.substr(0, text.find('%'));
    std::array<char, INET6_ADDRSTRLEN> copy{};
    if (text.empty() || text.size() >= copy.size() || text.find('\0') != std::string_view::npos) return std::nullopt;
    std::copy(text.begin(), text.end(), copy.begin());

    IpAddress address;
    address.v4_ = !v6;
    if (inet_pton(v6 ? AF_INET6 : AF_INET, copy.data(), address.bytes_.data()) != 1) return std::nullopt;
    if (v6 && std::equal(mapped_prefix.begin(), mapped_prefix.end(), address.bytes_.begin())) {
        address.v4_ = true;
        std::copy(address.bytes_.begin() + 12, address.bytes_.end(), address.bytes_.begin());
        std::fill(address.bytes_.begin() + 4, address.bytes_.end(), std::uint8_t{0});
    }
    return address;
}

std::string IpAddress::str() const { return text_of(v4_ ? AF_INET : AF_INET6, bytes_.data()); }

std::string IpAddress::limit_key() const {
    if (v4_) return str();
    IpAddress network = *this;
    std::fill(network.bytes_.begin() + 8, network.bytes_.end(), std::uint8_t{0});
    return network.str() + "/64";
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto base = IpAddress::parse(text.substr(0, slash));
    if (!base) return std::nullopt;
    const bool written_as_v6 = text.substr(0, slash).find(':') != std::string_view::npos;
    const unsigned longest = base->is_v4() ? 32 : 128;
    unsigned prefix = longest;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
        if (failure != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
        if (base->is_v4() && written_as_v6) {
            if (prefix < 96) return std::nullopt;
            prefix -= 96;
        }
        if (prefix > longest) return std::nullopt;
    }
    if (!bits_behind_are_zero(base->bytes(), prefix)) return std::nullopt;
    return IpNetwork(*base, prefix);
}

bool IpNetwork::contains(const IpAddress& address) const noexcept {
    if (address.is_v4() != base_.is_v4()) return false;
    const unsigned whole = prefix_ / 8, rest = prefix_ % 8;
    const auto& left = address.bytes();
    const auto& right = base_.bytes();
    if (!std::equal(left.begin(), left.begin() + whole, right.begin())) return false;
    return rest == 0 || ((left[whole] ^ right[whole]) >> (8 - rest)) == 0;
}

TrustedProxies::TrustedProxies(std::initializer_list<std::string_view> networks) {
    for (const std::string_view network : networks) add(network);
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& networks) {
    for (const std::string& network : networks) add(network);
}

void TrustedProxies::add(std::string_view network) {
    const auto parsed = IpNetwork::parse(network);
    if (!parsed) throw std::invalid_argument("stateless: not a network: '" + std::string(network) + "'");
    const std::size_t slash = network.find('/');
    if (slash != std::string_view::npos && network.substr(slash) == "/0")
        throw std::invalid_argument("stateless: '" + std::string(network) + "' would trust everybody");
    networks_.push_back(*parsed);
}

bool TrustedProxies::contains(const IpAddress& address) const noexcept {
    return std::any_of(networks_.begin(), networks_.end(),
                       [&](const IpNetwork& network) { return network.contains(address); });
}

}  // namespace stateless
