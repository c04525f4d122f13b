// The checks of Reply's accessors.
#include <stateless/redis_reply.h>

#include <charconv>
#include <stdexcept>

namespace stateless {
namespace {

const char* name_of(Reply::Type type) {
    switch (type) {
    case Reply::Type::nil: return "nil";
    case Reply::Type::integer: return "an integer";
    case Reply::Type::text: return "a text";
    case Reply::Type::status: return "a status";
    case Reply::Type::error: return "an error";
    case Reply::Type::array: return "an array";
    }
    return "nothing";
}

}  // namespace

void Reply::is_not(const char* wanted) const {
    std::string message = std::string("stateless: Redis answered ") + name_of(type_) + ", not " + wanted;
    if (is_error()) message += ": " + error_text();
    throw std::runtime_error(message);
}

std::int64_t Reply::integer() const {
    if (type_ != Type::integer) is_not("an integer");
    return integer_;
}

const std::string& Reply::text() const& {
    if (type_ != Type::text && type_ != Type::status) is_not("a text");
    return text_;
}

std::string Reply::text() && {
    if (type_ != Type::text && type_ != Type::status) is_not("a text");
    return std::move(text_);
}

std::int64_t Reply::number() const {
    if (type_ == Type::integer) return integer_;
    const std::string& written = text();
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(written.data(), written.data() + written.size(), value);
    if (failure != std::errc{} || end != written.data() + written.size()) is_not("a number");
    return value;
}

const std::vector<Reply>& Reply::array() const& {
    if (type_ != Type::array) is_not("an array");
    return elements_;
}

std::vector<Reply> Reply::array() && {
    if (type_ != Type::array) is_not("an array");
    return std::move(elements_);
}

std::size_t Reply::size() const { return is_nil() ? 0 : array().size(); }

const Reply& Reply::operator[](std::size_t position) const {
    const std::vector<Reply>& elements = array();
    if (position >= elements.size()) is_not("an array as long as that");
    return elements[position];
}

const std::string& Reply::error_text() const {
    if (type_ != Type::error) is_not("an error");
    return text_;
}

}  // namespace stateless
