// Escaping is by percent signs, so that '%' followed by anything but two digits is free to mean an empty tag, and '~'
// to begin a hash.
#include <stateless/key.h>

#include <algorithm>
#include <stdexcept>

#include "redis/digest.h"
#include "redis/slots.h"

namespace stateless {
namespace {

bool may_name_a_space(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '_' || character == '-' || character == '.' ||
           character == ':';
}

bool needs_escape(unsigned char character) {
    return character <= ' ' || character == 0x7F || character == '%' || character == '{' || character == '}' ||
           character == ':' || character == '~';
}

std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string written;
    written.reserve(text.size());
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (!needs_escape(byte)) {
            written += character;
            continue;
        }
        written += '%';
        written += digits[byte >> 4];
        written += digits[byte & 15];
    }
    return written;
}

// 128 bits of the hash: enough that nobody finds two texts with the same.
std::string shortened(std::string text, std::size_t longest) {
    constexpr std::size_t hash_size = 33;
    if (text.size() <= longest) return text;
    const std::string hash = redis::sha256_hex(text).substr(0, hash_size - 1);
    text.resize(longest - hash_size);
    return text + "~" + hash;
}

}  // namespace

Key::Key(std::string_view space, std::string_view tag, std::initializer_list<std::string_view> rest) {
    if (space.empty() || space.size() > 64 || !std::all_of(space.begin(), space.end(), may_name_a_space))
        throw std::invalid_argument("stateless: a Key's namespace is 1 to 64 letters, digits, '_', '-', '.' or ':'");
    text_.append(space).append(":{");
    text_ += tag.empty() ? "%" : shortened(escaped(tag), longest_tag);
    text_ += '}';
    rest_ = text_.size();
    std::string tail;
    for (const std::string_view part : rest) tail.append(":").append(escaped(part));
    text_ += shortened(std::move(tail), longest_rest);
}

Key Key::with(std::string_view part) const {
    Key longer = *this;
    std::string tail = text_.substr(rest_) + ":" + escaped(part);
    longer.text_.resize(rest_);
    longer.text_ += shortened(std::move(tail), longest_rest);
    return longer;
}

std::uint16_t Key::slot() const noexcept { return redis::slot_of(text_); }

}  // namespace stateless
