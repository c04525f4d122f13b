// The pieces of the Redis client that need no server: commands' traits, requests, replies, errors, the breaker.
#include <thread>

#include <gtest/gtest.h>

#include "redis/breaker.h"
#include "redis/commands.h"
#include "redis/errors.h"
#include "redis/reader.h"
#include "redis/request.h"
#include "redis/slots.h"

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;

TEST(RedisCommands, SayWhatOnlyReads) {
    EXPECT_TRUE(inspect({"GET", "a"}, false).reads);
    EXPECT_TRUE(inspect({"hGetAll", "a"}, false).reads);
    EXPECT_FALSE(inspect({"SET", "a", "b"}, false).reads);
    EXPECT_FALSE(inspect({"GETDEL", "a"}, false).reads);
    EXPECT_FALSE(inspect({"NEWCOMMAND", "a"}, false).reads);
    EXPECT_TRUE(inspect({"EVAL", "return 1", 0}, false).script);
    EXPECT_FALSE(inspect({"BLMPOP", 1, 1, "a", "LEFT"}, false).script);
}

TEST(RedisCommands, RefuseWhatChangesTheConnection) {
    for (const char* name : {"SUBSCRIBE", "monitor", "SELECT", "MULTI", "AUTH", "Watch", "HELLO", "QUIT"})
        EXPECT_NE(inspect({name, "x"}, false).refused, nullptr) << name;
    EXPECT_NE(inspect({"CLIENT", "reply", "OFF"}, false).refused, nullptr);
    EXPECT_NE(inspect({"script", "debug", "YES"}, false).refused, nullptr);
    EXPECT_EQ(inspect({"CLIENT", "LIST"}, false).refused, nullptr);
    EXPECT_EQ(inspect({"SCRIPT", "FLUSH"}, false).refused, nullptr);
    EXPECT_EQ(inspect({"PUBLISH", "a", "b"}, false).refused, nullptr);
    EXPECT_NE(inspect({}, false).refused, nullptr);
}

TEST(RedisCommands, FindTheKeys) {
    const int a = slot_of("{a}");
    const auto slot = [](Args command) {
        const Traits traits = inspect(command, true);
        return traits.refused == nullptr ? traits.slot : -2;
    };
    EXPECT_EQ(slot({"GET", "{a}1"}), a);
    EXPECT_EQ(slot({"MGET", "{a}1", "{a}2"}), a);
    EXPECT_EQ(slot({"MGET", "{a}1", "{b}2"}), -2);
    EXPECT_EQ(slot({"MSET", "{a}1", "{b}", "{a}2", "{c}"}), a);
    EXPECT_EQ(slot({"LMOVE", "{a}1", "{a}2", "LEFT", "RIGHT"}), a);
    EXPECT_EQ(slot({"BLPOP", "{a}1", "{a}2", 0}), a);
    EXPECT_EQ(slot({"XGROUP", "CREATE", "{a}1", "g", "$"}), a);
    EXPECT_EQ(slot({"BITOP", "AND", "{a}1", "{a}2", "{a}3"}), a);
    EXPECT_EQ(slot({"EVAL", "return 1", 1, "{a}1", "{b}1"}), a);
    EXPECT_EQ(slot({"EVALSHA", "x", 2, "{a}1", "{b}1"}), -2);
    EXPECT_EQ(slot({"EVAL", "return 1", 0, "{b}1"}), -1);
    EXPECT_EQ(slot({"EVAL", "return 1", 99999999, "{a}1"}), a);
    EXPECT_EQ(slot({"ZUNIONSTORE", "{a}0", 2, "{a}1", "{a}2", "WEIGHTS", 1, 2}), a);
    EXPECT_EQ(slot({"ZINTER", 2, "{a}1", "{b}2"}), -2);
    EXPECT_EQ(slot({"XREADGROUP", "GROUP", "g", "c", "streams", "{a}1", "{a}2", ">", ">"}), a);
    EXPECT_EQ(slot({"XREAD", "STREAMS"}), -1);
    EXPECT_EQ(slot({"PING"}), -1);
    EXPECT_EQ(slot({"BLPOP"}), -1);
    const Key one("s", "1"), other("s", "2");
    EXPECT_NE(inspect(Script("return 1"), {one, other}, true).refused, nullptr);
    EXPECT_EQ(inspect(Script("return 1"), one, true).slot, one.slot());
}

TEST(RedisRequest, IsTheProtocolsText) {
    EXPECT_EQ(Request(Args{"SET", std::string_view("a\0b", 3), -7}).bytes(),
              std::string_view("*3\r\n$3\r\nSET\r\n$3\r\na\0b\r\n$2\r\n-7\r\n", 30));
    std::vector<Arg> many(40, Arg("x"));
    EXPECT_EQ(Request(many).bytes().substr(0, 5), "*40\r\n");
    EXPECT_EQ(Request(Args{"PX", Ttl{1500ms}, 0.5, std::uint64_t{18446744073709551615U}}).bytes(),
              "*4\r\n$2\r\nPX\r\n$4\r\n1500\r\n$3\r\n0.5\r\n$20\r\n18446744073709551615\r\n");
}

TEST(RedisRequest, AScriptIsSentByHashOrAsAWhole) {
    const Script script("return ARGV[1]");
    EXPECT_EQ(script.sha1(), "098e0f0d1448c0a81dafe820f66d460eb09263da");
    const Key key("s", "t");
    const Request request(script, key, {"EVALSHA"});
    EXPECT_EQ(request.bytes(),
              "*5\r\n$7\r\nEVALSHA\r\n$40\r\n" + script.sha1() + "\r\n$1\r\n1\r\n$5\r\ns:{t}\r\n$7\r\nEVALSHA\r\n");
    EXPECT_EQ(as_eval(request.bytes(), script),
              "*5\r\n$4\r\nEVAL\r\n$14\r\nreturn ARGV[1]\r\n$1\r\n1\r\n$5\r\ns:{t}\r\n$7\r\nEVALSHA\r\n");
}

TEST(RedisReply, IsReadInPiecesOfAnySize) {
    const std::string text = "*4\r\n:-5\r\n$-1\r\n*2\r\n+OK\r\n$3\r\na\r\n\r\n-ERR no\r\n:1\r\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        Reader reader;
        Reply reply, second;
        Reader::Step step = Reader::Step::more;
        for (std::size_t at = 0; at < text.size(); at += piece) {
            EXPECT_TRUE(reader.feed(text.data() + at, std::min(piece, text.size() - at)));
            if (step == Reader::Step::more) step = reader.next(reply);
        }
        ASSERT_EQ(step, Reader::Step::reply);
        ASSERT_EQ(reader.next(second), Reader::Step::reply);
        EXPECT_EQ(second.integer(), 1);
        EXPECT_EQ(reader.pending(), 0U);
        ASSERT_EQ(reply.size(), 4U);
        EXPECT_EQ(reply[0].integer(), -5);
        EXPECT_TRUE(reply[1].is_nil());
        EXPECT_EQ(reply[2][0].type(), Reply::Type::status);
        EXPECT_EQ(reply[2][1].text(), "a\r\n" + std::string());
        EXPECT_EQ(reply[3].error_text(), "ERR no");
    }
}

TEST(RedisReply, AccessorsCheck) {
    const Reply number = Reply::of_integer(7), text = Reply::of_text("8"), nil;
    EXPECT_EQ(text.number(), 8);
    EXPECT_EQ(number.number(), 7);
    EXPECT_EQ(nil.size(), 0U);
    EXPECT_THROW((void)number.text(), std::runtime_error);
    EXPECT_THROW((void)text.integer(), std::runtime_error);
    EXPECT_THROW((void)Reply::of_text("8x").number(), std::runtime_error);
    EXPECT_THROW((void)nil[0], std::runtime_error);
    EXPECT_THROW((void)Reply::of_array({number})[1], std::runtime_error);
    EXPECT_THROW((void)text.error_text(), std::runtime_error);
}

TEST(RedisReply, WhatIsNoProtocolIsSaid) {
    for (const std::string bad : {"HTTP/1.1 200\r\n", ":x\r\n", "$-2\r\n", "*-2\r\n", "$99999999999999999999\r\n"}) {
        Reader reader;
        Reply reply;
        EXPECT_TRUE(reader.feed(bad.data(), bad.size()));
        EXPECT_EQ(reader.next(reply), Reader::Step::broken) << bad;
        EXPECT_NE(reader.failure(), "");
    }
}

TEST(RedisErrors, SayWhatTheCallerMayDo) {
    for (const char* passing : {"LOADING Redis is loading", "READONLY You can't", "OOM command not allowed",
                                "BUSY Redis", "CLUSTERDOWN Hash slot not served", "TRYAGAIN Multiple keys",
                                "MASTERDOWN Link", "ERR max number of clients reached"}) {
        const Error error = error_of(passing, true);
        EXPECT_EQ(error.code, ErrorCode::unavailable) << passing;
        EXPECT_TRUE(error.retryable);
        EXPECT_FALSE(error.maybe_applied);
    }
    EXPECT_EQ(error_of("BUSYGROUP Consumer Group name already exists", false).code, ErrorCode::conflict);
    EXPECT_EQ(error_of("WRONGTYPE Operation", false).code, ErrorCode::misuse);
    EXPECT_FALSE(error_of("WRONGTYPE Operation", false).maybe_applied);
    EXPECT_TRUE(error_of("WRONGTYPE Operation script: x, on @user_script:1.", true).maybe_applied);
    EXPECT_FALSE(error_of("NOPERM no", true).maybe_applied);
    EXPECT_LE(error_of("ERR " + std::string(100000, 'x'), false).detail.size(), 400U);
}

TEST(RedisBreaker, OpensLetsOneTryAndCloses) {
    Breaker breaker(3, Timeout{100ms}, Timeout{400ms});
    const auto now = Clock::now();
    for (int failure = 0; failure < 2; ++failure) breaker.failed(now, false);
    EXPECT_EQ(breaker.ask(now), Breaker::Answer::go);
    breaker.succeeded();
    for (int failure = 0; failure < 2; ++failure) breaker.failed(now, false);
    EXPECT_EQ(breaker.ask(now), Breaker::Answer::go) << "a success between them starts the count again";
    breaker.failed(now, false);
    EXPECT_EQ(breaker.ask(now + 49ms), Breaker::Answer::refuse);
    EXPECT_EQ(breaker.ask(now + 101ms), Breaker::Answer::try_alone);
    EXPECT_EQ(breaker.ask(now + 101ms), Breaker::Answer::refuse) << "only one tries";
    breaker.failed(now + 101ms, true);
    EXPECT_EQ(breaker.ask(now + 101ms + 99ms), Breaker::Answer::refuse) << "longer than before";
    EXPECT_EQ(breaker.ask(now + 101ms + 201ms), Breaker::Answer::try_alone);
    breaker.succeeded();
    EXPECT_EQ(breaker.ask(now), Breaker::Answer::go);
}

TEST(RedisBreaker, WhoTriesAndNeverTellsDoesNotKeepItOpen) {
    Breaker breaker(1, Timeout{100ms}, Timeout{100ms});
    const auto now = Clock::now();
    breaker.failed(now, false);
    EXPECT_EQ(breaker.ask(now + 150ms), Breaker::Answer::try_alone);
    EXPECT_EQ(breaker.ask(now + 1100ms), Breaker::Answer::refuse);
    EXPECT_EQ(breaker.ask(now + 1200ms), Breaker::Answer::try_alone);
}

TEST(RedisBreaker, ManyFailuresOfOneCauseAreOneOpening) {
    Breaker breaker(5, Timeout{100ms}, Timeout{10s});
    const auto now = Clock::now();
    for (int failure = 0; failure < 100; ++failure) breaker.failed(now, false);
    EXPECT_EQ(breaker.ask(now + 101ms), Breaker::Answer::try_alone);
}

}  // namespace
}  // namespace stateless::redis
