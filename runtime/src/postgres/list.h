// libpq's lists: hosts, addresses and ports, separated by commas and paired by position.
#pragma once

#include <string>
#include <vector>

namespace stateless::pg {

inline std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts(1);
    for (const char character : list) {
        if (character == ',') parts.emplace_back();
        else parts.back() += character;
    }
    return parts;
}

}  // namespace stateless::pg
