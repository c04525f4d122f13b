// What a sealed cookie keeps, when it is over, and that nothing a client does to it is believed.
#include "stateless/sealed_cookies.h"

#include <set>

#include <gtest/gtest.h>

namespace stateless {
namespace {

using namespace std::chrono_literals;

const std::chrono::system_clock::time_point start{1'800'000'000s};

SealingKey key(char digit) { return SealingKey::parse("0123456789abcdef" + std::string(47, '0') + digit); }

SealedCookies sessions(const std::vector<SealingKey>& keys, const std::string& purpose = "session") {
    return SealedCookies(keys, {purpose, Ttl{30min}, Ttl{8h}});
}

TEST(SealedCookies, OpenOnEveryReplicaThatHasTheKey) {
    const std::string cookie = sessions({key('1')}).seal("user=42", start);
    const auto opened = sessions({key('1')}).open(cookie, start + 1min);
    ASSERT_TRUE(opened.valid());
    EXPECT_EQ(opened.value, "user=42");
    EXPECT_EQ(opened.started, start);
    EXPECT_FALSE(opened.renewal_due);
    EXPECT_EQ(cookie.find("user"), std::string::npos);
}

TEST(SealedCookies, KeepAnyBytes) {
    const auto cookies = sessions({key('1')});
    for (std::size_t length : {0, 1, 2, 3, 255, 2000}) {
        std::string value;
        for (std::size_t at = 0; at < length; ++at) value += static_cast<char>(at * 7);
        EXPECT_EQ(cookies.open(cookies.seal(value, start), start).value, value);
    }
}

TEST(SealedCookies, RefuseWhatDoesNotFitACookie) {
    const auto cookies = sessions({key('1')});
    EXPECT_THROW((void)cookies.seal(std::string(3000, 'x'), start), std::length_error);
    EXPECT_LE(cookies.seal(std::string(2780, 'x'), start).size(), SealedCookies::longest_cookie);
}

TEST(SealedCookies, AreOverAfterIdleAndAbsoluteTime) {
    const auto cookies = sessions({key('1')});
    std::string cookie = cookies.seal("v", start);
    EXPECT_EQ(cookies.open(cookie, start + 30min - 1s).state, CookieState::valid);
    EXPECT_TRUE(cookies.open(cookie, start + 16min).renewal_due);
    EXPECT_EQ(cookies.open(cookie, start + 30min).state, CookieState::expired);
    EXPECT_EQ(cookies.open(cookie, start + 30min).value, "");

    auto now = start;
    while (now < start + 8h) {
        const auto opened = cookies.open(cookie, now);
        ASSERT_TRUE(opened.valid());
        EXPECT_EQ(opened.started, start);
        cookie = cookies.renew(opened, opened.value, now);
        now += 20min;
    }
    EXPECT_EQ(cookies.open(cookie, start + 8h).state, CookieState::expired);
}

TEST(SealedCookies, KeysRotate) {
    const std::string old = sessions({key('1')}).seal("v", start);
    const auto rotated = sessions({key('2'), key('1')});
    const auto opened = rotated.open(old, start);
    ASSERT_TRUE(opened.valid());
    EXPECT_TRUE(opened.renewal_due);
    const std::string renewed = rotated.renew(opened, "w", start);
    EXPECT_EQ(sessions({key('2')}).open(renewed, start).value, "w");
    EXPECT_EQ(sessions({key('2')}).open(old, start).state, CookieState::unreadable);
}

TEST(SealedCookies, NothingCanBeChangedOrMoved) {
    const auto cookies = sessions({key('1')});
    const std::string cookie = cookies.seal("user=42", start);
    for (std::size_t at = 0; at < cookie.size(); ++at) {
        std::string forged = cookie;
        forged[at] = forged[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(cookies.open(forged, start).state, CookieState::unreadable) << at;
    }
    for (std::size_t length = 0; length < cookie.size(); ++length)
        EXPECT_EQ(cookies.open(cookie.substr(0, length), start).state, CookieState::unreadable) << length;
    EXPECT_EQ(cookies.open(cookie + "A", start).state, CookieState::unreadable);
    EXPECT_EQ(cookies.open(cookie + "=", start).state, CookieState::unreadable);
    EXPECT_EQ(sessions({key('1')}, "csrf").open(cookie, start).state, CookieState::unreadable);
    EXPECT_EQ(sessions({key('3')}).open(cookie, start).state, CookieState::unreadable);
    EXPECT_THROW((void)cookies.renew(OpenedCookie{}, "v", start), std::invalid_argument);
}

TEST(SealedCookies, NeverRepeatThemselves) {
    const auto cookies = sessions({key('1')});
    std::set<std::string> seen;
    for (int count = 0; count < 200; ++count) seen.insert(cookies.seal("v", start));
    EXPECT_EQ(seen.size(), 200U);
}

TEST(SealingKey, IsThirtyTwoGoodBytes) {
    const std::string hexadecimal = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    const std::string base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    const std::string cookie = sessions({SealingKey::parse(hexadecimal + "\n")}).seal("v", start);
    EXPECT_TRUE(sessions({SealingKey::parse(base64)}).open(cookie, start).valid());
    for (const std::string& bad : {std::string(), std::string("secret"), std::string(64, '0'), std::string(64, 'g'),
                                   hexadecimal.substr(2), base64 + "A"})
        EXPECT_THROW((void)SealingKey::parse(bad), std::invalid_argument) << bad;
    EXPECT_THROW((void)SealingKey::parse(static_cast<const char*>(nullptr)), std::invalid_argument);
    EXPECT_THROW(SealedCookies({}, {"session", Ttl{1min}, Ttl{1h}}), std::invalid_argument);
    EXPECT_THROW(SealedCookies({key('1')}, {"", Ttl{1min}, Ttl{1h}}), std::invalid_argument);
}

TEST(CookieHeader, FindsACookieByName) {
    EXPECT_EQ(find_cookie("a=1; __Host-s=abc; b=2", "__Host-s"), "abc");
    EXPECT_EQ(find_cookie("s=\"abc\"", "s"), "abc");
    EXPECT_EQ(find_cookie("s=a=b; s=c", "s"), "a=b");
    EXPECT_EQ(find_cookie("xs=1; s", "s"), std::nullopt);
    EXPECT_EQ(find_cookie(";;=; s=", "s"), "");
    EXPECT_EQ(find_cookie("", "s"), std::nullopt);
}

TEST(CookieHeader, SetsACookieForThisHostOnly) {
    EXPECT_EQ(set_cookie("s", "abc", Ttl{90s}), "__Host-s=abc; Path=/; Max-Age=90; Secure; HttpOnly; SameSite=Lax");
    EXPECT_EQ(forget_cookie("s"), "__Host-s=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    EXPECT_THROW((void)set_cookie("s", "a;b", Ttl{1s}), std::invalid_argument);
    EXPECT_THROW((void)set_cookie("s", "a\r\nb", Ttl{1s}), std::invalid_argument);
    EXPECT_THROW((void)set_cookie("s s", "a", Ttl{1s}), std::invalid_argument);
}

}  // namespace
}  // namespace stateless
