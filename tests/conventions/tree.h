// Reads the source tree for the convention tests.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace stateless::lint::testing {

inline const std::filesystem::path& source_root() {
    static const std::filesystem::path root = STATELESS_SOURCE_DIR;
    return root;
}

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Files below a folder of the project with one of these extensions, sorted.
inline std::vector<std::filesystem::path> files_below(const std::string& folder,
                                                      const std::vector<std::string>& extensions) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_root() / folder))
        if (entry.is_regular_file() &&
            std::ranges::find(extensions, entry.path().extension().string()) != extensions.end())
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

inline std::string name_of(const std::filesystem::path& file) {
    return file.lexically_relative(source_root()).string();
}

}  // namespace stateless::lint::testing
