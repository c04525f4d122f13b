// A cache's keys in Redis and the scripts that touch them: the entry and the lock of whoever computes it, both in one
// slot, and a number for each tag. Says what is there; what to make of it is the cache's to decide.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <stateless/redis.h>

#include "redis/cache/entry.h"

namespace stateless::redis {

class Shelf {
public:
    /// How long a tag is remembered after the last value that depends on it began to be computed, and therefore how
    /// long such a value lives at most.
    static constexpr std::chrono::hours longest_tagged{24 * 31};

    Shelf(Redis redis, std::string_view space, Ttl lock, std::optional<Timeout> timeout);

    struct Found {
        std::optional<CacheEntry> entry;    ///< nothing, too, if what is there is no entry
        std::string token;                  ///< where an entry has its token; empty if nothing is there
        std::chrono::milliseconds left{0};  ///< of its key
        bool tags_match = true;
    };
    /// The entry, and whether its tags are still what they were. `tags`: sorted.
    [[nodiscard]] Result<Found> read(std::string_view id, const std::vector<std::string>& tags) const;

    /// What each tag is now; one that is nothing yet becomes something.
    [[nodiscard]] Result<std::vector<std::string>> pin(const std::vector<std::string>& tags) const;

    enum class Turn {
        ours,     ///< compute, then store() or give_up()
        others,   ///< somebody else computes it
        finished  ///< there is another entry than the one of `token`: read it
    };
    [[nodiscard]] Result<Turn> take_turn(std::string_view id, const std::string& token,
                                         std::string_view known_token) const;

    /// Stores it for `ttl` if it is still this computation's turn: not if it took too long, or if the value was
    /// invalidated meanwhile. The turn is over.
    [[nodiscard]] Result<bool> store(std::string_view id, const CacheEntry& entry, std::chrono::milliseconds ttl) const;
    void give_up(std::string_view id, const std::string& token) const;

    [[nodiscard]] Result<void> invalidate(std::string_view id) const;
    [[nodiscard]] Result<void> invalidate_tag(std::string_view tag) const;

private:
    [[nodiscard]] Key entry_key(std::string_view id) const { return Key(space_, id, {"value"}); }
    [[nodiscard]] Key lock_key(std::string_view id) const { return Key(space_, id, {"computing"}); }
    [[nodiscard]] Key tag_key(std::string_view tag) const { return Key(space_, tag, {"tag"}); }

    mutable Redis redis_;
    const std::string space_;
    const Ttl lock_;
    const std::optional<Timeout> timeout_;
    const Script read_, take_turn_, store_, give_up_, pin_, move_;
};

}  // namespace stateless::redis
