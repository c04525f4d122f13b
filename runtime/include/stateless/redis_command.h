// What goes into a command: arguments, keys and scripts. Arguments never become part of a command's syntax: each is
// sent with its length.
#pragma once

#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <stateless/duration.h>
#include <stateless/key.h>

namespace stateless {

/// One argument: text, bytes, a key, a number, or a Ttl or Timeout in milliseconds (for PX, PEXPIRE, BLOCK). A view of
/// what it is made from, except for numbers: it lives as long as the expression it stands in.
class Arg {
public:
    Arg(const char* text) : data_(text == nullptr ? "" : text), size_(std::char_traits<char>::length(data_)) {}
    Arg(const std::string& text) noexcept : data_(text.data()), size_(text.size()) {}
    Arg(std::string_view text) noexcept : data_(text.data() == nullptr ? "" : text.data()), size_(text.size()) {}
    Arg(const Key& key) noexcept : Arg(key.str()) {}
    Arg(Ttl ttl) noexcept : Arg(std::int64_t{ttl.milliseconds().count()}) {}
    Arg(Timeout timeout) noexcept : Arg(std::int64_t{timeout.milliseconds().count()}) {}
    template <class Number, std::enable_if_t<std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool> &&
                                                 !std::is_same_v<Number, char>,
                                             int> = 0>
    Arg(Number number) noexcept {
        const auto written = std::to_chars(digits_, digits_ + sizeof digits_, number);
        size_ = static_cast<std::size_t>(written.ptr - digits_);
    }

    [[nodiscard]] std::string_view view() const noexcept { return {data_ != nullptr ? data_ : digits_, size_}; }

private:
    const char* data_ = nullptr;
    std::size_t size_ = 0;
    char digits_[32];
};

/// Arguments as a parameter: `{"HSET", key, "field", 5}` or a vector. A view.
class Args {
public:
    Args() = default;
    Args(std::initializer_list<Arg> list) noexcept : size_(list.size()) { first_ = list.begin(); }
    Args(const std::vector<Arg>& list) noexcept : first_(list.data()), size_(list.size()) {}

    [[nodiscard]] const Arg* begin() const noexcept { return first_; }
    [[nodiscard]] const Arg* end() const noexcept { return first_ + size_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::string_view operator[](std::size_t at) const noexcept { return first_[at].view(); }

private:
    const Arg* first_ = nullptr;
    std::size_t size_ = 0;
};

/// A key as a parameter; a view.
class KeyView {
public:
    KeyView(const Key& key) noexcept : text_(key.str()) {}
    [[nodiscard]] std::string_view text() const noexcept { return text_; }

private:
    std::string_view text_;
};

/// The keys of a script: `key`, `{first, second}` or a vector. A view. In a cluster they need one tag.
class Keys {
public:
    Keys() = default;
    Keys(const Key& key) noexcept : one_(key.str()), size_(1) {}
    Keys(std::initializer_list<KeyView> list) noexcept : size_(list.size()) { first_ = list.begin(); }
    Keys(const std::vector<KeyView>& list) noexcept : first_(list.data()), size_(list.size()) {}

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::string_view operator[](std::size_t at) const noexcept {
        return first_ != nullptr ? first_[at].text() : one_;
    }

private:
    const KeyView* first_ = nullptr;
    std::string_view one_;
    std::size_t size_ = 0;
};

/// A Lua script that runs atomically inside Redis. It is sent by its hash, and as a whole only to a server that does
/// not have it. Copies share the text; immutable, any thread may use it.
class Script {
public:
    /// Takes it for one that writes.
    explicit Script(std::string source);

    /// A script that writes nothing, by the promise of who wrote it: it may be sent again after a lost connection.
    [[nodiscard]] static Script reading(std::string source);

    [[nodiscard]] const std::string& source() const noexcept { return text_->source; }
    /// 40 hexadecimal digits.
    [[nodiscard]] const std::string& sha1() const noexcept { return text_->sha1; }
    [[nodiscard]] bool only_reads() const noexcept { return text_->only_reads; }

private:
    struct Text {
        std::string source, sha1;
        bool only_reads;
    };
    Script(std::string source, bool only_reads);
    std::shared_ptr<const Text> text_;
};

}  // namespace stateless
