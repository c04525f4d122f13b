// Places in SARIF's terms: artifact locations relative to the source root, regions in UTF-16 columns.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "model/entity.h"
#include "output/source_lines.h"

namespace stateless::lint {

using SarifJson = nlohmann::ordered_json;

/// The name under which SARIF's paths are relative; the run says which folder it is.
inline constexpr const char* sarif_root_name = "%SRCROOT%";

class SarifPlaces {
public:
    SarifPlaces(const SourceReader& sources, const std::string& root) : lines_(sources), root_(root) {}

    SarifJson artifact(const std::string& file) const;
    /// {"artifactLocation": ..., "region": ...}
    SarifJson physical(const Span& span);
    SourceLines& lines() { return lines_; }

private:
    unsigned column(const std::string& file, unsigned line, unsigned byte_column);

    SourceLines lines_;
    std::string root_;
};

}  // namespace stateless::lint
