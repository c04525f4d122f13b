// The inode belongs to it since files are replaced by renaming, within one tick of the clock in tests.
#include "tidy/file_stamp.h"

#include <algorithm>

#include <sys/stat.h>

namespace stateless::lint {

FileStamp stamp_of(const std::filesystem::path& file) {
    FileStamp stamp;
    stamp.file = file;
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) return stamp;
    stamp.modified = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    stamp.size = static_cast<std::uint64_t>(status.st_size);
    stamp.inode = status.st_ino;
    return stamp;
}

bool are_unchanged(const std::vector<FileStamp>& stamps) {
    return std::all_of(stamps.begin(), stamps.end(),
                       [](const FileStamp& stamp) { return stamp_of(stamp.file) == stamp; });
}

}  // namespace stateless::lint
