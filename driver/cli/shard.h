// A part of a program's units, so that several machines extract one program. Knows numbers only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace stateless::lint {

/// Part `number` of `count`, from 1 on. 1 of 1 is all.
struct Shard {
    unsigned number = 1;
    unsigned count = 1;

    bool operator==(const Shard&) const = default;
    bool holds(std::size_t index) const { return index % count == number - 1; }
};

/// "2/3"; throws Misuse, naming `origin`, for what is none.
Shard parse_shard(const std::string& text, const std::string& origin);
std::string to_string(Shard shard);

/// Leaves the elements that the shard holds.
template <typename T>
void keep_shard(std::vector<T>& elements, Shard shard) {
    std::size_t kept = 0;
    for (std::size_t index = 0; index < elements.size(); ++index) {
        if (!shard.holds(index)) continue;
        if (kept != index) elements[kept] = std::move(elements[index]);
        ++kept;
    }
    elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(kept), elements.end());
}

/// The elements in the order before keep_shard(); `parts` are all shards, by number.
template <typename T>
std::vector<T> join_shards(std::vector<std::vector<T>> parts) {
    std::vector<T> result;
    std::size_t longest = 0;
    for (const std::vector<T>& part : parts) longest = std::max(longest, part.size());
    for (std::size_t round = 0; round < longest; ++round) {
        for (std::vector<T>& part : parts) {
            if (round < part.size()) result.push_back(std::move(part[round]));
        }
    }
    return result;
}

}  // namespace stateless::lint
