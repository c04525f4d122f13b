// Tells whether files are still what they were when something was made from them. Does not read them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace stateless::lint {

/// A file that is replaced or written to gets another one, unless its clock stands still and its size stays.
struct FileStamp {
    std::filesystem::path file;
    std::int64_t modified = 0;  // nanoseconds
    std::uint64_t size = 0;
    std::uint64_t inode = 0;  // 0: there is no such file

    bool operator==(const FileStamp&) const = default;
};

FileStamp stamp_of(const std::filesystem::path& file);

/// None of the files has changed since.
bool are_unchanged(const std::vector<FileStamp>& stamps);

}  // namespace stateless::lint
