// Who the client is behind proxies, and that nobody but our own proxies has a say in it.
#include "stateless/client_ip.h"

#include <gtest/gtest.h>

namespace stateless {
namespace {

const TrustedProxies& ours() {
    static const TrustedProxies proxies{"10.0.0.0/8", "2001:db8:ffff::/48", "192.0.2.7"};
    return proxies;
}

std::string who(std::string_view peer, std::vector<std::string_view> lines, ForwardingHeader header) {
    const auto client = client_ip(peer, lines, ours(), header);
    if (!client) return "nobody";
    return (client->is_proxy ? "proxy " : "") + client->address.str();
}

std::string by_x(std::string_view peer, std::vector<std::string_view> lines) {
    return who(peer, std::move(lines), ForwardingHeader::x_forwarded_for);
}

std::string by_forwarded(std::string_view peer, std::vector<std::string_view> lines) {
    return who(peer, std::move(lines), ForwardingHeader::forwarded);
}

TEST(ClientIp, AStrangersHeaderSaysNothing) {
    EXPECT_EQ(by_x("203.0.113.5", {"1.2.3.4"}), "203.0.113.5");
    EXPECT_EQ(by_forwarded("2001:db8::5", {"for=1.2.3.4"}), "2001:db8::5");
    EXPECT_EQ(by_x("::ffff:203.0.113.5", {"1.2.3.4"}), "203.0.113.5");
}

TEST(ClientIp, IsTheFirstFromTheRightThatIsNotOurs) {
    EXPECT_EQ(by_x("10.0.0.1", {"203.0.113.5"}), "203.0.113.5");
    EXPECT_EQ(by_x("10.0.0.1", {"1.1.1.1, 203.0.113.5, 10.9.9.9"}), "203.0.113.5");
    EXPECT_EQ(by_x("::ffff:10.0.0.1", {"127.0.0.1, 203.0.113.5"}), "203.0.113.5");
    EXPECT_EQ(by_x("2001:db8:ffff::1", {"2001:db8::5, 192.0.2.7"}), "2001:db8::5");
}

TEST(ClientIp, ReadsAllLinesInOrder) {
    // The client sent the first line; HAProxy added a second one instead of extending it.
    EXPECT_EQ(by_x("10.0.0.1", {"1.1.1.1", "203.0.113.5"}), "203.0.113.5");
    EXPECT_EQ(by_forwarded("10.0.0.1", {"for=1.1.1.1", "for=203.0.113.5;proto=https, for=10.0.0.2"}), "203.0.113.5");
    EXPECT_EQ(client_ip("10.0.0.1", "1.1.1.1, 203.0.113.5", ours(), ForwardingHeader::x_forwarded_for)->address.str(),
              "203.0.113.5");
}

TEST(ClientIp, KnowsTheFormsOfAnEntry) {
    for (const char* entry : {"203.0.113.5", "203.0.113.5:4711", " 203.0.113.5\t", "::ffff:203.0.113.5"})
        EXPECT_EQ(by_x("10.0.0.1", {entry}), "203.0.113.5") << entry;
    for (const char* entry : {"2001:db8::5", "[2001:db8::5]", "[2001:db8::5]:4711", "2001:0DB8:0:0::5"})
        EXPECT_EQ(by_x("10.0.0.1", {entry}), "2001:db8::5") << entry;
    for (const char* entry : {"for=203.0.113.5", "For=\"203.0.113.5:80\"", "proto=http;FOR=203.0.113.5;by=10.0.0.1",
                              "host=\"a;for=1.1.1.1,b\";for=203.0.113.5", ";for=203.0.113.5;", "for=\"203.0.113\\.5\""})
        EXPECT_EQ(by_forwarded("10.0.0.1", {entry}), "203.0.113.5") << entry;
    EXPECT_EQ(by_forwarded("10.0.0.1", {"for=\"[2001:db8::5]:4711\""}), "2001:db8::5");
}

TEST(ClientIp, WhatCannotBeReadEndsTheChain) {
    EXPECT_EQ(by_x("10.0.0.1", {"203.0.113.5, unknown"}), "proxy 10.0.0.1");
    EXPECT_EQ(by_x("10.0.0.1", {"203.0.113.5, nonsense, 10.0.0.2"}), "proxy 10.0.0.2");
    EXPECT_EQ(by_x("10.0.0.1", {"203.0.113.5, 0x7f.1"}), "proxy 10.0.0.1");
    EXPECT_EQ(by_x("10.0.0.1", {"203.0.113.5, 012.0.0.1"}), "proxy 10.0.0.1");
    EXPECT_EQ(by_forwarded("10.0.0.1", {"for=203.0.113.5, for=_hidden"}), "proxy 10.0.0.1");
    EXPECT_EQ(by_forwarded("10.0.0.1", {"for=203.0.113.5, proto=https"}), "proxy 10.0.0.1");
    EXPECT_EQ(by_forwarded("10.0.0.1", {"for=1.1.1.1;for=203.0.113.5"}), "proxy 10.0.0.1");
    // The client opened a quote that swallows what the proxy appended.
    EXPECT_EQ(by_forwarded("10.0.0.1", {"for=1.1.1.1, for=\"x, for=203.0.113.5"}), "proxy 10.0.0.1");
}

TEST(ClientIp, AProxyThatAsksForItselfIsItself) {
    EXPECT_EQ(by_x("10.0.0.1", {}), "proxy 10.0.0.1");
    EXPECT_EQ(by_x("10.0.0.1", {"", " , "}), "proxy 10.0.0.1");
    EXPECT_EQ(by_x("10.0.0.1", {"10.0.0.3, 10.0.0.2"}), "proxy 10.0.0.3");
    EXPECT_EQ(by_x("unix:", {"203.0.113.5"}), "nobody");
    EXPECT_EQ(by_x("", {"203.0.113.5"}), "nobody");
}

TEST(IpAddress, LimitsAnIpv6ClientByItsNetwork) {
    EXPECT_EQ(IpAddress::parse("203.0.113.5")->limit_key(), "203.0.113.5");
    EXPECT_EQ(IpAddress::parse("2001:db8:1:2:3:4:5:6")->limit_key(), "2001:db8:1:2::/64");
    EXPECT_EQ(IpAddress::parse("fe80::1%eth0")->str(), "fe80::1");
    EXPECT_EQ(*IpAddress::parse("::ffff:10.0.0.1"), *IpAddress::parse("10.0.0.1"));
    EXPECT_NE(*IpAddress::parse("::a00:1"), *IpAddress::parse("10.0.0.1"));
    for (const char* bad : {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "::g", "1.2.3.4 ", "localhost", ":", "%eth0"})
        EXPECT_FALSE(IpAddress::parse(bad)) << bad;
    EXPECT_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
}

TEST(IpNetwork, ContainsByPrefix) {
    const auto network = IpNetwork::parse("172.16.0.0/12");
    ASSERT_TRUE(network);
    EXPECT_TRUE(network->contains(*IpAddress::parse("172.31.255.255")));
    EXPECT_FALSE(network->contains(*IpAddress::parse("172.32.0.0")));
    EXPECT_FALSE(network->contains(*IpAddress::parse("::1")));
    EXPECT_TRUE(IpNetwork::parse("::ffff:10.0.0.0/104")->contains(*IpAddress::parse("10.1.2.3")));
    EXPECT_TRUE(IpNetwork::parse("::1")->contains(*IpAddress::parse("::1")));
    EXPECT_FALSE(IpNetwork::parse("2001:db8::/33")->contains(*IpAddress::parse("2001:db8:8000::1")));
    for (const char* bad : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.1/8", "::/129", "10.0.0.0/8x",
                            "::ffff:0.0.0.0/95"})
        EXPECT_FALSE(IpNetwork::parse(bad)) << bad;
}

TEST(TrustedProxies, RefusesNonsenseAndEverybody) {
    EXPECT_THROW(TrustedProxies({"10.0.0.0/8", "proxy.internal"}), std::invalid_argument);
    EXPECT_THROW(TrustedProxies({"0.0.0.0/0"}), std::invalid_argument);
    EXPECT_THROW(TrustedProxies({"::/0"}), std::invalid_argument);
    EXPECT_FALSE(TrustedProxies(std::vector<std::string>{}).contains(*IpAddress::parse("127.0.0.1")));
}

}  // namespace
}  // namespace stateless
