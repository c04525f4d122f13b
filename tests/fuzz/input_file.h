// An input of the fuzzer as a file of a folder of its own, for readers that take files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "unit/model_temporary_folder.h"

namespace stateless::lint::testing {

/// Writes the input to `name` and hands the file's path to `read`, which may refuse it and do nothing else.
template <typename Read>
void read_as_file(const std::uint8_t* data, std::size_t size, const std::string& name, Read read) {
    static const TemporaryFolder folder;
    const auto file = folder.write(name, {reinterpret_cast<const char*>(data), size});
    try {
        read(file);
    } catch (const Misuse& misuse) {
        // What is refused is refused with a place.
        if (std::string(misuse.what()).find(file.filename().string()) == std::string::npos) {
            std::fprintf(stderr, "%s\n", misuse.what());
            std::abort();
        }
    }
}

}  // namespace stateless::lint::testing
