// The client's address behind proxies: read from Forwarded (RFC 7239) or X-Forwarded-For from the right, as far as the
// service's own proxies wrote it, and never further, since whatever stands left of that the client could have written
// itself. It knows only the addresses it is told; it neither resolves names nor trusts private networks by itself.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stateless {

/// An IPv4 or IPv6 address. An IPv4 address mapped into IPv6 (::ffff:10.0.0.1) is the IPv4 address. A plain value.
class IpAddress {
public:
    /// From "192.0.2.1", "2001:db8::1" or "fe80::1%eth0" (the zone is dropped). Nothing if it is no address.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);

    [[nodiscard]] bool is_v4() const noexcept { return v4_; }

    /// The network bytes: the first 4 if is_v4(), all 16 otherwise.
    [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const noexcept { return bytes_; }

    /// The canonical text (RFC 5952).
    [[nodiscard]] std::string str() const;

    /// What to key a rate limit by: the whole IPv4 address, or the /64 of an IPv6 address, since a client has all of
    /// it.
    [[nodiscard]] std::string limit_key() const;

    friend bool operator==(const IpAddress& left, const IpAddress& right) noexcept {
        return left.v4_ == right.v4_ && left.bytes_ == right.bytes_;
    }
    friend bool operator!=(const IpAddress& left, const IpAddress& right) noexcept { return !(left == right); }

private:
    IpAddress() = default;
    std::array<std::uint8_t, 16> bytes_{};
    bool v4_ = false;
};

/// An address range such as "10.0.0.0/8"; an address alone is a range of one. A plain value.
class IpNetwork {
public:
    /// Nothing if it is no range, or if bits behind the prefix are set ("10.0.0.1/8"): that is a slip more often than
    /// a wish.
    [[nodiscard]] static std::optional<IpNetwork> parse(std::string_view text);

    [[nodiscard]] bool contains(const IpAddress& address) const noexcept;

private:
    IpNetwork(IpAddress base, unsigned prefix) : base_(base), prefix_(prefix) {}
    IpAddress base_;
    unsigned prefix_;
};

/// The networks of the proxies in front of this server: load balancers, CDN, ingress. Immutable; any thread may ask.
class TrustedProxies {
public:
    /// Throws std::invalid_argument, naming the text, if one of them is no network, or if one trusts every address.
    TrustedProxies(std::initializer_list<std::string_view> networks);
    explicit TrustedProxies(const std::vector<std::string>& networks);

    [[nodiscard]] bool contains(const IpAddress& address) const noexcept;

private:
    void add(std::string_view network);
    std::vector<IpNetwork> networks_;
};

/// The header that the service's own proxies write. There is no "either": a header that they do not overwrite is the
/// client's to fill in.
enum class ForwardingHeader { forwarded, x_forwarded_for };

struct ClientIp {
    IpAddress address;
    /// The address is that of one of our own proxies, which did not say for whom it asked: a health check, or a client
    /// that it hides ("unknown", "_hidden") or whose entry cannot be read. All such requests share this address.
    bool is_proxy = false;
};

/// Who asked? `peer` is the address of the TCP connection, without a port; `header_lines` are the values of all lines
/// of that header, in the order of arrival, since a proxy may add a line of its own instead of extending the client's.
///
/// A peer that is not trusted is the client itself, whatever its headers claim. Nothing if `peer` is no address (a Unix
/// socket: pass "127.0.0.1" and trust it). Linear in the length of the lines; never throws but for lack of memory.
[[nodiscard]] std::optional<ClientIp> client_ip(std::string_view peer,
                                                const std::vector<std::string_view>& header_lines,
                                                const TrustedProxies& trusted, ForwardingHeader header);

/// For a framework that hands out all lines as one text, joined by commas.
[[nodiscard]] std::optional<ClientIp> client_ip(std::string_view peer, std::string_view joined_lines,
                                                const TrustedProxies& trusted, ForwardingHeader header);

}  // namespace stateless
