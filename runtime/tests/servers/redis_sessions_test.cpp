// Sessions on a real server: fields, both expiries, rotation, and that an ended session never comes back.
#include <thread>

#include <gtest/gtest.h>

#include "stateless/sealed_cookies.h"
#include "stateless/session_store.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using testing::client_of;
using testing::client_of_empty_server;
using testing::server;

SessionStore fresh(Ttl idle = Ttl{1min}, Ttl absolute = Ttl{1h}) {
    return SessionStore(client_of_empty_server(), {idle, absolute});
}

TEST(RedisSessions, FieldsOfTwoRequestsDoNotOverwriteEachOther) {
    SessionStore store = fresh();
    Session first = store.create().value();
    Session second = store.find(first.id()).value().value();
    first.set("user", "ann").value();
    second.set("cart", std::string("\0\xff=", 3)).value();
    first.set("", "no name").value();
    second.set("secret", "of the program").value();
    EXPECT_FALSE(first.get("cart")) << "as of when it was found";
    Session third = store.find(first.id()).value().value();
    EXPECT_EQ(third.get("user"), "ann");
    EXPECT_EQ(third.get("cart"), std::string("\0\xff=", 3));
    EXPECT_EQ(third.get("secret"), "of the program");
    EXPECT_EQ(third.fields().size(), 4U);
    third.erase("user").value();
    third.erase("nothing").value();
    EXPECT_FALSE(third.get("user"));
    EXPECT_FALSE(store.find(first.id()).value()->get("user"));
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisSessions, ItEndsWhenItIsIdle) {
    SessionStore store = fresh(Ttl{400ms}, Ttl{1h});
    Session session = store.create().value();
    for (int request = 0; request < 4; ++request) {
        std::this_thread::sleep_for(200ms);
        EXPECT_TRUE(store.find(session.id()).value()) << request;
    }
    std::this_thread::sleep_for(420ms);
    EXPECT_FALSE(store.find(session.id()).value());
    EXPECT_EQ(server().ask({"DBSIZE"}), "0");
    EXPECT_EQ(session.set("a", "b").error().code, ErrorCode::conflict);
}

TEST(RedisSessions, ItEndsAtTheLatestAfterItsAbsoluteTime) {
    SessionStore store = fresh(Ttl{500ms}, Ttl{900ms});
    Session session = store.create().value();
    for (int request = 0; request < 3; ++request) {
        std::this_thread::sleep_for(200ms);
        EXPECT_TRUE(store.find(session.id()).value());
        session.set("request", std::to_string(request)).value();
    }
    std::this_thread::sleep_for(320ms);
    EXPECT_FALSE(store.find(session.id()).value()) << "although it was used all the time";
    EXPECT_EQ(server().ask({"DBSIZE"}), "0");
}

TEST(RedisSessions, NothingBringsAnEndedSessionBack) {
    SessionStore store = fresh();
    Session session = store.create().value(), late = store.find(session.id()).value().value();
    session.destroy().value();
    session.destroy().value();
    EXPECT_EQ(late.set("user", "ann").error().code, ErrorCode::conflict);
    EXPECT_EQ(late.erase("user").error().code, ErrorCode::conflict);
    EXPECT_EQ(late.rotate().error().code, ErrorCode::conflict);
    EXPECT_FALSE(late.get("user"));
    EXPECT_EQ(server().ask({"DBSIZE"}), "0");
    EXPECT_FALSE(store.find(session.id()).value());
}

TEST(RedisSessions, ANewIdMakesTheOldOneWorthless) {
    SessionStore store = fresh();
    Session session = store.create().value();
    session.set("user", "ann").value();
    const std::string before = session.id();
    Session other = store.find(before).value().value();
    session.rotate().value();
    EXPECT_NE(session.id(), before);
    EXPECT_FALSE(store.find(before).value());
    EXPECT_EQ(store.find(session.id()).value()->get("user"), "ann");
    EXPECT_EQ(other.set("user", "eve").error().code, ErrorCode::conflict);
    other.destroy().value();
    EXPECT_TRUE(store.find(session.id()).value()) << "an old id ends nothing";
    session.set("user", "bob").value();
    EXPECT_EQ(server().ask({"DBSIZE"}), "1");
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisSessions, AnIdThatIsNotOursIsNeverTakenOver) {
    SessionStore store = fresh();
    const Session session = store.create().value();
    std::string guessed = session.id();
    guessed.back() = guessed.back() == 'A' ? 'B' : 'A';
    for (const std::string& id : {std::string(), std::string("x"), std::string(44, 'A'), std::string(44, '}'), guessed,
                                  session.id() + "A", std::string(100'000, 'x')})
        EXPECT_FALSE(store.find(id).value()) << id.substr(0, 50);
    EXPECT_EQ(server().ask({"DBSIZE"}), "1");
    EXPECT_NE(store.create().value().id(), session.id());
    // Whoever reads Redis learns no id.
    const std::string key = server().ask({"KEYS", "*"});
    EXPECT_EQ(key.find(session.id()), std::string::npos);
    EXPECT_EQ(server().ask({"HGETALL", key.substr(0, key.find('\n'))}).find(session.id().substr(22)),
              std::string::npos);
}

TEST(RedisSessions, TheCookieCarriesTheId) {
    SessionStore store = fresh();
    const Session session = store.create().value();
    EXPECT_EQ(session.cookie(),
              "__Host-session=" + session.id() + "; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax");
    const std::string sent = "a=b; __Host-session=" + session.id();
    EXPECT_TRUE(store.find(find_cookie(sent, "__Host-session").value()).value());
    const Redis redis = client_of(server().url());
    EXPECT_THROW(SessionStore(redis, {Ttl{1h}, Ttl{1min}}), std::invalid_argument);
    EXPECT_THROW(SessionStore(redis, {Ttl{1min}, Ttl{1h}, "a{b"}), std::invalid_argument);
    EXPECT_THROW(SessionStore(redis, {Ttl{1min}, Ttl{1h}, "a", "b c"}), std::invalid_argument);
}

TEST(RedisSessions, InACluster) {
    testing::RedisCluster cluster;
    SessionStore store(client_of(cluster.url()), {Ttl{1min}, Ttl{1h}});
    for (int number = 0; number < 30; ++number) {
        Session session = store.create().value();
        session.set("number", std::to_string(number)).value();
        session.rotate().value();
        EXPECT_EQ(store.find(session.id()).value()->get("number"), std::to_string(number));
        session.destroy().value();
    }
}

}  // namespace
}  // namespace stateless
