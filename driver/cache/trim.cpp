// Keeping the cache within its limit. Another run may read or write meanwhile: a file that is gone is a unit to
// extract.
#include <algorithm>
#include <chrono>
#include <vector>

#include "cache/fact_cache.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

struct Entry {
    fs::file_time_type used;
    fs::path file;
    std::uint64_t bytes;
};

std::vector<Entry> entries_of(const fs::path& folder) {
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; at != end && !error; at.increment(error)) {
        std::error_code gone;
        if (at.depth() != 1 || !at->is_regular_file(gone)) continue;
        const std::uint64_t bytes = at->file_size(gone);
        if (gone) continue;
        const auto used = at->last_write_time(gone);
        if (!gone) entries.push_back({used, at->path(), bytes});
    }
    return entries;
}

bool is_entry(const fs::path& file) {
    return file.extension() == ".facts" || file.extension() == ".asked" || file.extension() == ".program";
}

}  // namespace

void FactCache::trim() {
    std::vector<Entry> entries = entries_of(settings_.folder);
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
    const auto abandoned = fs::file_time_type::clock::now() - std::chrono::hours(1);
    std::uint64_t bytes = 0;
    for (const Entry& entry : entries) bytes += entry.bytes;
    const std::uint64_t wanted = bytes > settings_.limit_bytes ? settings_.limit_bytes / 5 * 4 : bytes;
    for (const Entry& entry : entries) {
        const bool goes = is_entry(entry.file) ? bytes > wanted : entry.used < abandoned;
        std::error_code ignored;
        if (goes && fs::remove(entry.file, ignored)) bytes -= entry.bytes;
    }
}

FactCache::Stats FactCache::stats() const {
    Stats stats;
    for (const Entry& entry : entries_of(settings_.folder)) {
        stats.bytes += entry.bytes;
        stats.entries += entry.file.extension() == ".facts";
    }
    return stats;
}

}  // namespace stateless::lint
