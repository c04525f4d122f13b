// Answers from the disk as it is now, each looked up once in a run: all units of a program ask for the same headers.
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cache/answer.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace stateless::lint {

/// Thread-safe.
class DiskAnswers {
public:
    /// `is_own` says what the host would say of a file.
    explicit DiskAnswers(std::function<bool(const std::string& file)> is_own) : is_own_(std::move(is_own)) {}

    void add_answer(std::string_view path, unsigned asked, AnswerHasher& to);

    /// Of bytes that were read from a file of this status. Files that did not change lately are hashed once.
    Digest content_digest(const llvm::vfs::Status& status, std::string_view content);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Answer, Hash, std::equal_to<>> answers;
    };
    struct Version {
        std::int64_t modified;  // nanoseconds
        std::uint64_t size;
        Digest digest;
    };

    void complete(const std::string& path, unsigned asked, Answer& answer);
    Digest read_content(const std::string& path);

    std::function<bool(const std::string&)> is_own_;
    std::array<Shard, 16> shards_;
    std::mutex versions_mutex_;
    std::map<std::pair<std::uint64_t, std::uint64_t>, Version> versions_;  // by device and inode
};

char kind_of(llvm::sys::fs::file_type type);
/// For a status that could not be had.
char kind_of(std::error_code error);
/// The entries' names and what they are.
Digest listing_digest(std::vector<std::pair<std::string, char>> entries);

}  // namespace stateless::lint
