// What goes into a PostgreSQL query and what comes out: parameters, which never become part of the SQL text, and rows.
// They know text and the common types; whatever else PostgreSQL has is read and written as its text.
#pragma once

#include <charconv>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

struct pg_result;

namespace stateless::pg {

/// A parameter ($1, $2, ...): null, text, a number, a truth value, bytes. Copies what it is given. PostgreSQL infers
/// its type from the place it stands in; write `$1::int` where it cannot.
class Param {
public:
    Param(std::nullptr_t) {}
    Param(std::nullopt_t) {}
    Param(const char* text) {
        if (text != nullptr) text_ = text;
    }
    Param(std::string text) : text_(std::move(text)) {}
    Param(std::string_view text) : text_(std::string(text)) {}
    Param(bool truth) : text_(truth ? "t" : "f") {}
    template <class Number, std::enable_if_t<std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool> &&
                                                 !std::is_same_v<Number, char>,
                                             int> = 0>
    Param(Number number) {
        char digits[64];
        const auto written = std::to_chars(digits, digits + sizeof digits, number);
        text_ = std::string(digits, written.ptr);
    }
    /// An empty optional is null.
    template <class Inner>
    Param(const std::optional<Inner>& value) {
        if (value) *this = Param(*value);
    }

    /// For a bytea.
    [[nodiscard]] static Param bytes(std::string_view raw);

    /// PostgreSQL's text form, or null.
    [[nodiscard]] const std::optional<std::string>& text() const noexcept { return text_; }

private:
    std::optional<std::string> text_;
};

/// One field of a row. A view: valid as long as a copy of its Rows lives.
class Value {
public:
    Value(const pg_result* result, int row, int column) noexcept : result_(result), row_(row), column_(column) {}

    [[nodiscard]] bool is_null() const noexcept;

    /// PostgreSQL's text form. Throws std::runtime_error if it is null.
    [[nodiscard]] std::string_view text() const;

    /// As a std::string, std::string_view, bool, integer or floating point number. Throws std::runtime_error, naming
    /// the column, if it is null, is not written like one, or does not fit.
    template <class T>
    [[nodiscard]] T as() const {
        const std::string_view written = text();
        if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
            return T(written);
        } else if constexpr (std::is_same_v<T, bool>) {
            if (written == "t") return true;
            if (written == "f") return false;
            unreadable("a truth value");
        } else {
            static_assert(std::is_arithmetic_v<T> && !std::is_same_v<T, char>, "read other types from text()");
            T number{};
            const auto [end, failure] = std::from_chars(written.data(), written.data() + written.size(), number);
            if (failure != std::errc{} || end != written.data() + written.size()) unreadable("such a number");
            return number;
        }
    }

    /// As as(), with nothing for null.
    template <class T>
    [[nodiscard]] std::optional<T> maybe() const {
        if (is_null()) return std::nullopt;
        return as<T>();
    }

    /// A bytea's bytes. Throws std::runtime_error if it is null or no bytea.
    [[nodiscard]] std::string bytes() const;

private:
    [[noreturn]] void unreadable(const char* wanted) const;
    const pg_result* result_;
    int row_;
    int column_;
};

/// One row. A view: valid as long as a copy of its Rows lives.
class Row {
public:
    Row(const pg_result* result, int row) noexcept : result_(result), row_(row) {}

    /// Throws std::out_of_range, naming it, if there is no such column.
    [[nodiscard]] Value operator[](std::string_view column) const;
    [[nodiscard]] Value operator[](const char* column) const { return (*this)[std::string_view(column)]; }
    [[nodiscard]] Value operator[](std::size_t column) const;
    [[nodiscard]] Value operator[](int column) const { return (*this)[static_cast<std::size_t>(column)]; }

private:
    const pg_result* result_;
    int row_;
};

/// All rows of an answer, in memory. Copies share them and are cheap; any thread may read them.
class Rows {
public:
    explicit Rows(std::shared_ptr<pg_result> result) noexcept : result_(std::move(result)) {}

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] std::size_t columns() const noexcept;

    /// How many rows an INSERT, UPDATE, DELETE, MERGE or SELECT touched; 0 for other commands.
    [[nodiscard]] std::size_t affected() const noexcept;

    /// Throws std::out_of_range.
    [[nodiscard]] Row operator[](std::size_t row) const;

    /// For a range-based for, over one Rows.
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Row;
        using difference_type = std::ptrdiff_t;
        using pointer = const Row*;
        using reference = Row;

        Iterator(const pg_result* result, int row) noexcept : result_(result), row_(row) {}
        Row operator*() const noexcept { return Row(result_, row_); }
        Iterator& operator++() noexcept {
            ++row_;
            return *this;
        }
        friend bool operator==(const Iterator& left, const Iterator& right) noexcept { return left.row_ == right.row_; }
        friend bool operator!=(const Iterator& left, const Iterator& right) noexcept { return left.row_ != right.row_; }

    private:
        const pg_result* result_;
        int row_;
    };
    [[nodiscard]] Iterator begin() const noexcept { return Iterator(result_.get(), 0); }
    [[nodiscard]] Iterator end() const noexcept { return Iterator(result_.get(), static_cast<int>(size())); }

private:
    std::shared_ptr<pg_result> result_;
};

}  // namespace stateless::pg
