// The layout, the order and the uniqueness of uuid7.
#include "stateless/uuid7.h"

#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace stateless {
namespace {

using namespace std::chrono_literals;

TEST(Uuid7, HasTheLayoutOfTheStandard) {
    // The instant of RFC 9562's own example, appendix A.6: 2022-02-22 14:22:22 -05:00.
    Uuid7Sequence sequence;
    const std::chrono::system_clock::time_point instant{1645557742000ms};
    const Uuid id = sequence.next(instant);
    EXPECT_EQ(id.str().substr(0, 14), "017f22e2-79b0-");
    EXPECT_EQ(id.version(), 7);
    EXPECT_EQ(id.bytes()[8] >> 6, 2);
    EXPECT_EQ(id.time(), instant);
    EXPECT_EQ(Uuid::parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")->time(), instant);
}

TEST(Uuid7, SequenceOnlyGrowsAlsoWhenTheClockStepsBack) {
    Uuid7Sequence sequence;
    std::chrono::system_clock::time_point now{1645557742000ms};
    Uuid last = sequence.next(now);
    for (int step = 0; step < 10'000; ++step) {
        now += step % 7 == 0 ? -1h : 3s;
        const Uuid next = sequence.next(now);
        ASSERT_LT(last, next);
        ASSERT_LT(last.str(), next.str());
        last = next;
    }
}

TEST(Uuid7, ThreadsNeverGetTheSame) {
    Uuid7Sequence sequence;
    std::vector<std::vector<Uuid>> made(4);
    std::vector<std::thread> threads;
    for (auto& mine : made)
        threads.emplace_back([&] {
            for (int count = 0; count < 2'000; ++count) {
                mine.push_back(uuid7());
                mine.push_back(sequence.next());
            }
        });
    for (auto& thread : threads) thread.join();
    std::set<Uuid> all;
    for (const auto& mine : made) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 16'000U);
}

TEST(Uuid7, TellsTheTime) {
    const auto before = std::chrono::system_clock::now() - 1ms;
    const auto made = uuid7().time();
    EXPECT_GE(made, before);
    EXPECT_LE(made, std::chrono::system_clock::now());
    EXPECT_FALSE(Uuid::parse("c232ab00-9414-11ec-b3c8-9f6bdeced846")->time());
}

TEST(Uuid7, ParsesItsOwnTextOnly) {
    const Uuid id = uuid7();
    EXPECT_EQ(Uuid::parse(id.str()), id);
    for (const char* bad : {"", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
                            "017f22e2+79b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                            "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}"})
        EXPECT_FALSE(Uuid::parse(bad)) << bad;
}

}  // namespace
}  // namespace stateless
