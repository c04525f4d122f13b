// A mock of muduo's address.
#pragma once

#include <cstdint>
#include <string>

namespace muduo::net {

class InetAddress {
public:
    explicit InetAddress(std::uint16_t port = 0, bool loopback_only = false, bool ipv6 = false);
    InetAddress(const std::string& ip, std::uint16_t port, bool ipv6 = false);
    std::string toIp() const;
    std::string toIpPort() const;
};

}  // namespace muduo::net
