// What Redis answered, owned and nested, with accessors that check. It knows RESP2's types, not what a command means by
// them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace stateless {

/// A plain value. An error at the top of an answer is an Error of the Result instead; inside an array (of a script) it
/// may still be one.
class Reply {
public:
    enum class Type : std::uint8_t { nil, integer, text, status, error, array };

    Reply() = default;
    /// Replies made by hand, for tests of code that reads them.
    [[nodiscard]] static Reply of_integer(std::int64_t value) {
        Reply reply;
        reply.type_ = Type::integer;
        reply.integer_ = value;
        return reply;
    }
    /// Of type text, status or error.
    [[nodiscard]] static Reply of_text(std::string value, Type type = Type::text) {
        Reply reply;
        reply.type_ = type;
        reply.text_ = std::move(value);
        return reply;
    }
    /// As of_integer().
    [[nodiscard]] static Reply of_array(std::vector<Reply> elements) {
        Reply reply;
        reply.type_ = Type::array;
        reply.elements_ = std::move(elements);
        return reply;
    }

    [[nodiscard]] Type type() const noexcept { return type_; }
    [[nodiscard]] bool is_nil() const noexcept { return type_ == Type::nil; }
    [[nodiscard]] bool is_error() const noexcept { return type_ == Type::error; }

    // Each accessor throws std::runtime_error, naming what was wanted and what is there, if the reply is of another
    // type.

    /// What INCR answers, say.
    [[nodiscard]] std::int64_t integer() const;

    /// A bulk string or a status.
    [[nodiscard]] const std::string& text() const&;
    [[nodiscard]] std::string text() &&;

    /// The number written in an integer or a text, as in the answer of HGET or of a script.
    [[nodiscard]] std::int64_t number() const;

    /// The elements, in their order.
    [[nodiscard]] const std::vector<Reply>& array() const&;
    [[nodiscard]] std::vector<Reply> array() &&;

    /// Elements of an array; 0 for a nil.
    [[nodiscard]] std::size_t size() const;

    /// An element of an array. Throws std::runtime_error if there is none.
    [[nodiscard]] const Reply& operator[](std::size_t position) const;

    /// What stands behind the '-': a word for the kind, and why. Only within arrays: an error as a whole answer is an
    /// Error.
    [[nodiscard]] const std::string& error_text() const;

private:
    friend struct ReplyBuilder;
    [[noreturn]] void is_not(const char* wanted) const;

    Type type_ = Type::nil;
    std::int64_t integer_ = 0;
    std::string text_;
    std::vector<Reply> elements_;
};

}  // namespace stateless
