// Names of what is stored in Redis: a namespace, a tag that decides the cluster slot, and the rest. Whatever the parts
// hold, two different triples give two different names, and no part can break out of its place. It knows nothing of
// what is stored there.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace stateless {

/// `space:{tag}:rest:rest`, as in Key("cart", user_id, {"items"}) for "cart:{42}:items". All keys with one tag lie in
/// one slot of a cluster, so that a script or a pipeline may touch them together. A plain value.
class Key {
public:
    /// A tag or a rest longer than that, escaped, is cut and given a SHA-256 of the whole instead of its end.
    static constexpr std::size_t longest_tag = 128, longest_rest = 256;

    /// `space` is a constant of the program: 1 to 64 letters, digits, `_`, `-`, `.` or `:`; std::invalid_argument is
    /// thrown otherwise. `tag` and `rest` may be anything a user can send: what could be mistaken for a separator is
    /// escaped (`%7B`), and an empty tag is `%`.
    Key(std::string_view space, std::string_view tag, std::initializer_list<std::string_view> rest = {});

    /// This key with one more part: it lies in the same slot.
    [[nodiscard]] Key with(std::string_view part) const;

    [[nodiscard]] const std::string& str() const noexcept { return text_; }

    /// The cluster slot, 0 to 16383.
    [[nodiscard]] std::uint16_t slot() const noexcept;

    friend bool operator==(const Key& left, const Key& right) noexcept { return left.text_ == right.text_; }
    friend bool operator!=(const Key& left, const Key& right) noexcept { return left.text_ != right.text_; }
    friend bool operator<(const Key& left, const Key& right) noexcept { return left.text_ < right.text_; }

private:
    std::string text_;
    std::size_t rest_ = 0;  // where the rest begins
};

}  // namespace stateless
