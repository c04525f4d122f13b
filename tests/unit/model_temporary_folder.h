// A folder of files for one test, gone with it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "model/misuse.h"

namespace stateless::lint::testing {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "stateless-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

    /// Writes a file, with its folders, and returns its path.
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }

    /// Copies the project's schemas to where a folder of models or rules in here expects them.
    void add_schemas() const { std::filesystem::copy(STATELESS_SOURCE_DIR "/rules/schema", path_ / "schema"); }

private:
    std::filesystem::path path_;
};

/// The text of the Misuse that `action` throws; "nothing was refused" if it throws none.
template <typename Action>
std::string refusal(Action action) {
    try {
        action();
    } catch (const Misuse& misuse) {
        return misuse.what();
    }
    return "nothing was refused";
}

}  // namespace stateless::lint::testing
