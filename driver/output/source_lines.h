// Lines of source files, each file read once through the reader a renderer was given.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output/report.h"

namespace stateless::lint {

class SourceLines {
public:
    explicit SourceLines(const SourceReader& reader) : reader_(&reader) {}

    /// The bytes of line `number` (from 1) without its end; nullopt if there is no such line. Lives as long as this.
    std::optional<std::string_view> line(const std::string& file, unsigned number);
    /// All the bytes; nullptr if the file is gone.
    const std::string* text(const std::string& file);

private:
    struct File {
        std::optional<std::string> text;
        std::vector<std::string_view> lines;
    };
    const File& file(const std::string& name);

    const SourceReader* reader_;
    std::map<std::string, File> files_;
};

}  // namespace stateless::lint
