// A table of all texts, then each section's facts, field after field in the order of fact_fields. Numbers are varints
// (seven bits a byte, the lowest first), so that the zeros, of which facts are full, take a byte.
#include "model/facts_bytes.h"

#include <limits>
#include <unordered_map>
#include <vector>

#include "model/fact_fields.h"

namespace stateless::lint {
namespace {

using fact_fields::Names;

void append_number(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>(0x80 | (number & 0x7f));
    out += static_cast<char>(number);
}

/// Small negative numbers stay small.
std::uint64_t folded(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
std::int64_t unfolded(std::uint64_t number) {
    return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

class Writer {
public:
    std::string finish() const {
        std::string out;
        append_number(out, texts_.size());
        for (const std::string_view text : texts_) {
            append_number(out, text.size());
            out += text;
        }
        return out + body_;
    }

    template <typename T>
    void operator()(const char*, const T& member, const T& = T{}) {
        write(member);
    }
    void entity(const char*, const auto& member) { write(member); }
    void file(const char*, const std::string& member) { write(member); }

    template <typename Fact>
    void section(const std::vector<Fact>& facts) {
        append_number(body_, facts.size());
        for (const Fact& fact : facts) fact_fields::list(fact, *this);
    }

    void write(const std::string& text) {
        const auto [at, is_new] = numbers_.try_emplace(text, texts_.size());
        if (is_new) texts_.push_back(text);
        append_number(body_, at->second);
    }

private:
    void write(bool value) { body_ += value ? '\1' : '\0'; }
    void write(unsigned value) { append_number(body_, value); }
    void write(std::int64_t value) { append_number(body_, folded(value)); }
    void write(const Span& span) {
        if (span == Span()) return write(false);
        write(true);
        write(span.file);
        for (const unsigned part : {span.line, span.column, span.end_line, span.end_column}) write(part);
    }
    template <typename T>
    void write(const std::vector<T>& elements) {
        append_number(body_, elements.size());
        for (const T& element : elements) write(element);
    }
    template <typename T>
    void write(const T& value) {
        if constexpr (std::is_enum_v<T>) {
            body_ += static_cast<char>(value);
        } else {
            const bool says_something = depth_ + 1 < fact_fields::deepest_nesting && value != T{};
            write(says_something);
            if (!says_something) return;
            ++depth_;
            fact_fields::list(value, *this);
            --depth_;
        }
    }

    std::string body_;
    std::unordered_map<std::string_view, std::size_t> numbers_;
    std::vector<std::string_view> texts_;  // those of the facts
    unsigned depth_ = 0;
};

/// After the first mistake it reads nothing more, and gives zeros.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {
        const std::size_t count = size();
        texts_.reserve(count);
        for (std::size_t index = 0; index < count && !failed_; ++index) {
            const std::size_t length = size();
            texts_.push_back(bytes_.substr(0, length));
            bytes_.remove_prefix(length);
        }
    }

    bool complete() const { return !failed_ && bytes_.empty(); }

    template <typename T>
    void operator()(const char*, T& member, const T& = T{}) {
        read(member);
    }
    void entity(const char*, auto& member) { read(member); }
    void file(const char*, std::string& member) { read(member); }

    template <typename Fact>
    void section(std::vector<Fact>& facts) {
        const std::size_t count = size();
        constexpr std::size_t trusted = 1024;
        facts.reserve(std::min(count, std::max(trusted, bytes_.size() / sizeof(Fact))));
        for (std::size_t index = 0; index < count && !failed_; ++index) fact_fields::list(facts.emplace_back(), *this);
    }

    void read(std::string& text) {
        const std::uint64_t index = number();
        if (index >= texts_.size()) return fail();
        text = texts_[index];
    }

private:
    void fail() {
        failed_ = true;
        bytes_ = {};
    }

    std::uint64_t number() {
        std::uint64_t result = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (bytes_.empty()) break;
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            result |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return result;
        }
        fail();
        return 0;
    }

    /// A number of things to come, each of which takes a byte at least.
    std::size_t size() {
        const std::uint64_t result = number();
        if (result <= bytes_.size()) return result;
        fail();
        return 0;
    }

    void read(bool& value) {
        const std::uint64_t given = number();
        if (given > 1) return fail();
        value = given == 1;
    }
    void read(unsigned& value) {
        const std::uint64_t given = number();
        if (given > std::numeric_limits<unsigned>::max()) return fail();
        value = static_cast<unsigned>(given);
    }
    void read(std::int64_t& value) { value = unfolded(number()); }
    void read(Span& span) {
        bool is_set = false;
        read(is_set);
        if (!is_set) return;
        read(span.file);
        for (unsigned* part : {&span.line, &span.column, &span.end_line, &span.end_column}) read(*part);
    }
    template <typename T>
    void read(std::vector<T>& elements) {
        const std::size_t count = size();
        for (std::size_t index = 0; index < count && !failed_; ++index) read(elements.emplace_back());
    }
    template <typename T>
    void read(T& value) {
        if constexpr (std::is_enum_v<T>) {
            const std::uint64_t given = number();
            if (given >= Names<T>::all.size()) return fail();
            value = static_cast<T>(given);
        } else {
            bool says_something = false;
            read(says_something);
            if (!says_something) return;
            if (++depth_ >= fact_fields::deepest_nesting) return fail();
            fact_fields::list(value, *this);
            --depth_;
        }
    }

    std::string_view bytes_;
    std::vector<std::string_view> texts_;
    unsigned depth_ = 0;
    bool failed_ = false;
};

}  // namespace

std::string to_bytes(const UnitFacts& facts) {
    Writer writer;
    writer.write(facts.main_file);
    const auto section = [&](const char*, const auto& list) { writer.section(list); };
    fact_fields::sections(facts, section);
    return writer.finish();
}

std::optional<UnitFacts> from_bytes(std::string_view bytes) {
    Reader reader(bytes);
    UnitFacts facts;
    reader.read(facts.main_file);
    const auto section = [&](const char*, auto& list) { reader.section(list); };
    fact_fields::sections(facts, section);
    if (!reader.complete()) return std::nullopt;
    return facts;
}

}  // namespace stateless::lint
