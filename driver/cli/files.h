// The disk, as the driver uses it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "output/report.h"

namespace stateless::lint {

class DiskSources : public SourceReader {
public:
    std::optional<std::string> read(const std::string& file) const override;
};

/// The name without links, or the name as it is where the disk cannot say.
std::string real_path(const std::string& file);

/// Absolute, without "." and ".." and without a slash at the end.
std::string absolute_path(const std::string& path);

/// Writes to a file beside it and renames: a reader sees the old content or the new, never a part. Throws Misuse.
void write_atomically(const std::filesystem::path& file, const std::string& text);

/// The rules/ folder installed beside the running program, else the source tree's it was built from.
std::filesystem::path find_rules_folder();

}  // namespace stateless::lint
