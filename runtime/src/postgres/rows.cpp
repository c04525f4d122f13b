// Reads libpq's results. Everything is in text format, so a field's text is where libpq keeps it.
#include <algorithm>
#include <charconv>

#include <libpq-fe.h>

#include "stateless/pg_rows.h"

namespace stateless::pg {
namespace {

constexpr char digits[] = "0123456789abcdef";

}  // namespace

Param Param::bytes(std::string_view raw) {
    std::string text = "\\x";
    for (const char character : raw) {
        const auto byte = static_cast<unsigned char>(character);
        text += digits[byte >> 4];
        text += digits[byte & 0x0f];
    }
    return Param(std::move(text));
}

bool Value::is_null() const noexcept { return PQgetisnull(result_, row_, column_) == 1; }

std::string_view Value::text() const {
    if (is_null()) unreadable("anything but null");
    return {PQgetvalue(result_, row_, column_), static_cast<std::size_t>(PQgetlength(result_, row_, column_))};
}

std::string Value::bytes() const {
    std::string_view hexadecimal = text();
    if (hexadecimal.substr(0, 2) != "\\x" || hexadecimal.size() % 2 != 0) unreadable("a bytea");
    hexadecimal.remove_prefix(2);
    std::string raw;
    raw.reserve(hexadecimal.size() / 2);
    for (; !hexadecimal.empty(); hexadecimal.remove_prefix(2)) {
        unsigned char byte = 0;
        const auto [end, failure] = std::from_chars(hexadecimal.data(), hexadecimal.data() + 2, byte, 16);
        if (failure != std::errc{} || end != hexadecimal.data() + 2) unreadable("a bytea");
        raw += static_cast<char>(byte);
    }
    return raw;
}

void Value::unreadable(const char* wanted) const {
    throw std::runtime_error("stateless: column '" + std::string(PQfname(result_, column_)) + "' is not " + wanted);
}

Value Row::operator[](std::string_view column) const {
    // Not PQfnumber, which folds case and reads quotes.
    for (int at = 0; at < PQnfields(result_); ++at)
        if (column == PQfname(result_, at)) return Value(result_, row_, at);
    throw std::out_of_range("stateless: no column '" + std::string(column) + "'");
}

Value Row::operator[](std::size_t column) const {
    if (column >= static_cast<std::size_t>(PQnfields(result_)))
        throw std::out_of_range("stateless: no column " + std::to_string(column));
    return Value(result_, row_, static_cast<int>(column));
}

std::size_t Rows::size() const noexcept { return static_cast<std::size_t>(PQntuples(result_.get())); }

std::size_t Rows::columns() const noexcept { return static_cast<std::size_t>(PQnfields(result_.get())); }

std::size_t Rows::affected() const noexcept {
    const std::string_view written = PQcmdTuples(result_.get());
    std::size_t count = 0;
    std::from_chars(written.data(), written.data() + written.size(), count);
    return count;
}

Row Rows::operator[](std::size_t row) const {
    if (row >= size()) throw std::out_of_range("stateless: no row " + std::to_string(row));
    return Row(result_.get(), static_cast<int>(row));
}

}  // namespace stateless::pg
