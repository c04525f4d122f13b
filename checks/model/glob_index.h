// Many globs asked about one name: which of them match. Made for names in components ("a::b::c", "a/b/c"): nearly every
// glob is found by a hash of the whole name, of its last or of its first component, and only the rest is tried in turn.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/models.h"

namespace stateless::lint {

class GlobIndex {
public:
    explicit GlobIndex(std::string separator = "::") : separator_(std::move(separator)) {}

    void add(const std::string& glob, std::size_t value);
    /// True if any glob matches.
    bool any(const std::string& name) const;
    /// The values of the globs that match, ascending, each once.
    std::vector<std::size_t> all(const std::string& name) const;

private:
    struct Entry {
        std::string glob;
        std::size_t value;
    };
    using Bucket = std::unordered_map<std::string, std::vector<Entry>>;

    /// Calls `found(value)` for each match until it returns false.
    template <typename Found>
    void each_match(const std::string& name, Found found) const;
    std::string first_component(const std::string& name) const;
    std::string last_component(const std::string& name) const;

    std::string separator_;
    std::unordered_map<std::string, std::vector<std::size_t>> exact_;
    Bucket by_last_;
    Bucket by_first_;
    std::vector<Entry> rest_;
};

}  // namespace stateless::lint
