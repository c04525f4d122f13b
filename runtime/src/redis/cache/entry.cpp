// The line is "token beyond effort tag tag...\n"; the bytes behind it are anything.
#include "redis/cache/entry.h"

#include <charconv>
#include <cmath>

namespace stateless::redis {
namespace {

using std::chrono::milliseconds;

std::optional<milliseconds> milliseconds_of(std::string_view text) {
    std::int64_t count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || count < 0) return std::nullopt;
    return milliseconds(count);
}

// Takes a word off the front.
std::string_view next_word(std::string_view& line) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(word.size() + 1, line.size()));
    return word;
}

}  // namespace

std::string CacheEntry::str() const {
    std::string text = token + ' ' + std::to_string(beyond.count()) + ' ' + std::to_string(effort.count());
    for (const std::string& tag : tags) text += ' ' + tag;
    return text + '\n' + bytes;
}

std::optional<CacheEntry> CacheEntry::parse(std::string_view text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view line = text.substr(0, end);
    CacheEntry entry;
    entry.token = next_word(line);
    const auto beyond = milliseconds_of(next_word(line)), effort = milliseconds_of(next_word(line));
    if (entry.token.size() != token_size || !beyond || !effort) return std::nullopt;
    entry.beyond = *beyond;
    entry.effort = *effort;
    if (!line.empty() && line.back() == ' ') return std::nullopt;
    while (!line.empty()) {
        entry.tags.emplace_back(next_word(line));
        if (entry.tags.back().empty()) return std::nullopt;
    }
    entry.bytes = text.substr(end + 1);
    return entry;
}

CacheVerdict judge(const CacheEntry& entry, milliseconds left, std::optional<milliseconds> stale_while_revalidate,
                   std::optional<milliseconds> stale_if_error, double early_refresh, double chance) {
    const milliseconds fresh = left - entry.beyond;
    if (fresh.count() > 0) {
        const double sooner = -static_cast<double>(entry.effort.count()) * early_refresh * std::log(chance);
        return sooner >= static_cast<double>(fresh.count()) ? CacheVerdict::early : CacheVerdict::fresh;
    }
    if (stale_while_revalidate && -fresh < *stale_while_revalidate) return CacheVerdict::stale;
    if (stale_if_error && -fresh < *stale_if_error) return CacheVerdict::on_error;
    return CacheVerdict::never;
}

}  // namespace stateless::redis
