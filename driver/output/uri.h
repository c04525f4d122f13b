// Paths as the outside names them: relative to a folder, and as RFC 3986 URIs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stateless::lint {

/// `file` relative to `folder` (both absolute and normalised), with '/' between the parts; nullopt if not inside it.
std::optional<std::string> relative_to(const std::string& file, const std::string& folder);

/// The path with everything but unreserved characters and '/' percent-encoded.
std::string percent_encoded(std::string_view path);

/// "file:///home/me/x.cpp"
std::string file_uri(std::string_view absolute_path);

}  // namespace stateless::lint
