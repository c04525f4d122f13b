// Facts to text: one line per fact, what is at its default left out, file names and entity ids once in tables. Bytes
// that are no UTF-8 survive as {"hex": "..."}: file names and literals in the wild hold any byte.
#include <unordered_map>

#include "model/fact_fields.h"
#include "model/serialize.h"
#include "model/utf8.h"

namespace stateless::lint {
namespace {

using fact_fields::Names;

void append_string(std::string& out, const std::string& text) {
    constexpr const char* digits = "0123456789abcdef";
    const auto append_byte = [&](unsigned char byte) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    };
    if (!is_utf8(text)) {
        out += "{\"hex\":\"";
        for (const char byte : text) append_byte(static_cast<unsigned char>(byte));
        out += "\"}";
        return;
    }
    out += '"';
    for (const char byte : text) {
        if (byte == '"' || byte == '\\') {
            out += '\\';
            out += byte;
        } else if (byte == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f) {
            out += "\\u00";
            append_byte(static_cast<unsigned char>(byte));
        } else {
            out += byte;
        }
    }
    out += '"';
}

/// Strings by number, in order of first use.
class Table {
public:
    std::size_t number(const std::string& text) {
        const auto [at, is_new] = numbers_.try_emplace(text, texts_.size());
        if (is_new) texts_.push_back(&at->first);
        return at->second;
    }

    void append_to(std::string& out) const {
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            out += i == 0 ? "\n" : ",\n";
            append_string(out, *texts_[i]);
        }
    }

private:
    std::unordered_map<std::string, std::size_t> numbers_;
    std::vector<const std::string*> texts_;
};

struct Tables {
    Table files;
    Table entities;
};

/// Writes one fact as an object.
class FactWriter {
public:
    FactWriter(std::string& out, Tables& tables, unsigned depth = 0) : out_(out), tables_(tables), depth_(depth) {}

    template <typename Fact>
    void object(const Fact& fact) {
        out_ += '{';
        if (depth_ < fact_fields::deepest_nesting) fact_fields::list(fact, *this);
        out_ += '}';
    }

    template <typename T>
    void operator()(const char* key, const T& member, const T& left_out = T{}) {
        if (member == left_out) return;
        begin(key);
        write(member);
    }

    void entity(const char* key, const EntityId& id) {
        if (id.empty()) return;
        begin(key);
        out_ += std::to_string(tables_.entities.number(id));
    }

    void entity(const char* key, const std::vector<EntityId>& ids) {
        if (ids.empty()) return;
        begin(key);
        array(ids, [&](const EntityId& id) { out_ += std::to_string(tables_.entities.number(id)); });
    }

    void file(const char* key, const std::string& name) {
        if (name.empty()) return;
        begin(key);
        out_ += std::to_string(tables_.files.number(name));
    }

private:
    void begin(const char* key) {
        if (!first_) out_ += ',';
        first_ = false;
        out_ += '"';
        out_ += key;
        out_ += "\":";
    }

    template <typename T, typename Write>
    void array(const std::vector<T>& elements, Write write_one) {
        out_ += '[';
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (i != 0) out_ += ',';
            write_one(elements[i]);
        }
        out_ += ']';
    }

    void write(bool value) { out_ += value ? "true" : "false"; }
    void write(unsigned value) { out_ += std::to_string(value); }
    void write(std::int64_t value) { out_ += std::to_string(value); }
    void write(const std::string& text) { append_string(out_, text); }
    void write(const Span& span) {
        out_ += '[' + std::to_string(tables_.files.number(span.file));
        for (const unsigned part : {span.line, span.column, span.end_line, span.end_column}) {
            out_ += ',' + std::to_string(part);
        }
        out_ += ']';
    }
    template <typename T>
    void write(const std::vector<T>& elements) {
        array(elements, [&](const T& element) { write(element); });
    }
    template <typename T>
    void write(const T& value) {
        if constexpr (std::is_enum_v<T>) {
            out_ += '"';
            out_ += Names<T>::all.at(static_cast<std::size_t>(value));
            out_ += '"';
        } else {
            FactWriter(out_, tables_, depth_ + 1).object(value);
        }
    }

    std::string& out_;
    Tables& tables_;
    unsigned depth_;
    bool first_ = true;
};

}  // namespace

std::string to_json(const UnitFacts& facts, const FactsOrigin& origin) {
    Tables tables;
    std::string body;
    const auto section = [&](const char* key, const auto& list) {
        body += ",\n\"";
        body += key;
        body += "\":[";
        for (std::size_t i = 0; i < list.size(); ++i) {
            body += i == 0 ? "\n" : ",\n";
            FactWriter(body, tables).object(list[i]);
        }
        body += ']';
    };
    fact_fields::sections(facts, section);

    std::string out = "{\"stateless_facts\":" + std::to_string(facts_version) + ",\n\"tool_build\":";
    append_string(out, origin.tool_build);
    out += ",\n\"models_digest\":";
    append_string(out, origin.models_digest);
    out += ",\n\"main_file\":";
    append_string(out, facts.main_file);
    out += ",\n\"files\":[";
    tables.files.append_to(out);
    out += "],\n\"entities\":[";
    tables.entities.append_to(out);
    out += ']';
    out += body;
    out += "}\n";
    return out;
}

}  // namespace stateless::lint
