// Text to facts. Takes nothing on trust: a file may be cut off, of another version, or made to break the reader.
#include <algorithm>
#include <limits>
#include <set>

#include <nlohmann/json.hpp>

#include "model/fact_fields.h"
#include "model/json_document.h"
#include "model/misuse.h"
#include "model/serialize.h"

namespace stateless::lint {
namespace {

using fact_fields::Names;
using nlohmann::json;

struct Tables {
    std::vector<std::string> files;
    std::vector<std::string> entities;
};

/// Reads the parts of one file; knows where it is, to say so.
class FactsReader {
public:
    explicit FactsReader(std::string file) : file_(std::move(file)) {}

    [[noreturn]] void refuse(const std::string& reason) const {
        throw Misuse(file_ + ": " + (where_.empty() ? "" : where_ + ": ") + reason);
    }

    void set_place(const std::string& place) { where_ = place; }

    unsigned number(const json& value) const {
        constexpr unsigned largest = std::numeric_limits<unsigned>::max();
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > largest) refuse("a number is wanted");
        return value.get<unsigned>();
    }

    std::string string(const json& value) const {
        if (value.is_string()) return value.get<std::string>();
        if (!value.is_object() || value.size() != 1 || !value.contains("hex")) refuse("a string is wanted");
        return bytes(value.at("hex"));
    }

    const json& array(const json& value) const {
        if (!value.is_array()) refuse("a list is wanted");
        return value;
    }

    const std::string& from_table(const std::vector<std::string>& table, const json& value) const {
        const unsigned index = number(value);
        if (index >= table.size()) refuse("there is no entry " + std::to_string(index) + " in the table");
        return table[index];
    }

    Tables tables;

private:
    std::string bytes(const json& value) const {
        const std::string digits = value.is_string() ? value.get<std::string>() : "?";
        std::string text;
        for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
            text += static_cast<char>(16 * digit(digits[i]) + digit(digits[i + 1]));
        }
        if (digits.size() % 2 != 0) refuse("an even number of hexadecimal digits is wanted");
        return text;
    }

    int digit(char c) const {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        refuse("hexadecimal digits are wanted");
    }

    std::string file_;
    std::string where_;
};

/// The keys that a fact has.
struct KeyCollector {
    std::set<std::string> keys;

    void operator()(const char* key, const auto&...) { keys.insert(key); }
    void entity(const char* key, const auto&) { keys.insert(key); }
    void file(const char* key, const auto&) { keys.insert(key); }
};

template <typename Fact>
std::string unknown_key(const json& object, const Fact& fact) {
    KeyCollector known;
    fact_fields::list(fact, known);
    for (const auto& [key, value] : object.items()) {
        if (!known.keys.contains(key)) return key;
    }
    return "";
}

/// Reads one fact from an object: each listed field that is there, and no other.
class FactReader {
public:
    FactReader(const FactsReader& reader, const json& object, unsigned depth)
        : reader_(reader), object_(object), depth_(depth) {
        if (!object.is_object()) reader.refuse("an object is wanted");
        if (depth > fact_fields::deepest_nesting) reader.refuse("nested too deeply");
    }

    template <typename Fact>
    Fact fact() {
        Fact fact;
        fact_fields::list(fact, *this);
        if (taken_ != object_.size()) reader_.refuse("unknown key '" + unknown_key(object_, fact) + "'");
        return fact;
    }

    template <typename T>
    void operator()(const char* key, T& member, const T& left_out = T{}) {
        const json* value = take(key);
        if (value == nullptr) {
            member = left_out;
        } else {
            read(*value, member);
        }
    }

    void entity(const char* key, EntityId& id) {
        if (const json* value = take(key)) id = reader_.from_table(reader_.tables.entities, *value);
    }

    void entity(const char* key, std::vector<EntityId>& ids) {
        const json* value = take(key);
        if (value == nullptr) return;
        for (const json& element : reader_.array(*value)) {
            ids.push_back(reader_.from_table(reader_.tables.entities, element));
        }
    }

    void file(const char* key, std::string& name) {
        if (const json* value = take(key)) name = reader_.from_table(reader_.tables.files, *value);
    }

private:
    const json* take(const char* key) {
        const auto at = object_.find(key);
        if (at == object_.end()) return nullptr;
        ++taken_;
        return &*at;
    }

    void read(const json& value, bool& into) const {
        if (!value.is_boolean()) reader_.refuse("true or false is wanted");
        into = value.get<bool>();
    }
    void read(const json& value, unsigned& into) const { into = reader_.number(value); }
    void read(const json& value, std::int64_t& into) const {
        constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        if (!value.is_number_integer()) reader_.refuse("an integer is wanted");
        if (value.is_number_unsigned() && value.get<std::uint64_t>() > largest)
            reader_.refuse("the integer is too large");
        into = value.get<std::int64_t>();
    }
    void read(const json& value, std::string& into) const { into = reader_.string(value); }
    void read(const json& value, Span& into) const {
        const json& parts = reader_.array(value);
        if (parts.size() != 5) reader_.refuse("a span has five numbers");
        into = {reader_.from_table(reader_.tables.files, parts[0]), reader_.number(parts[1]), reader_.number(parts[2]),
                reader_.number(parts[3]), reader_.number(parts[4])};
    }
    template <typename T>
    void read(const json& value, std::vector<T>& into) const {
        for (const json& element : reader_.array(value)) read(element, into.emplace_back());
    }
    template <typename T>
    void read(const json& value, T& into) const {
        if constexpr (std::is_enum_v<T>) {
            const auto& names = Names<T>::all;
            const std::string name = reader_.string(value);
            const auto at = std::find(names.begin(), names.end(), name);
            if (at == names.end()) reader_.refuse("'" + name + "' is none of the known kinds");
            into = static_cast<T>(at - names.begin());
        } else {
            into = FactReader(reader_, value, depth_ + 1).template fact<T>();
        }
    }

    const FactsReader& reader_;
    const json& object_;
    unsigned depth_;
    std::size_t taken_ = 0;
};

void check_origin(const FactsReader& reader, const json& document, const FactsOrigin& expected) {
    if (!document.is_object() || !document.contains("stateless_facts")) reader.refuse("this is no file of facts");
    const json& version = document.at("stateless_facts");
    if (version != facts_version) {
        const std::string found = version.is_number_integer() ? version.dump() : "unknown";
        reader.refuse("facts of version " + found + ", wanted is version " + std::to_string(facts_version) +
                      "; write them again with this stateless-lint");
    }
    const auto is = [&](const char* key, const std::string& wanted) {
        return document.contains(key) && reader.string(document.at(key)) == wanted;
    };
    if (!is("tool_build", expected.tool_build)) {
        reader.refuse("the facts were written by another build of stateless-lint; write them again with this one");
    }
    if (!is("models_digest", expected.models_digest)) {
        reader.refuse("the facts were written with other models; write them again with these");
    }
}

}  // namespace

UnitFacts from_json(const std::string& text, const FactsOrigin& expected, const std::string& file) {
    const json document = parse_json(text, file);
    FactsReader reader(file);
    check_origin(reader, document, expected);
    std::size_t taken = 3;  // what check_origin() looked at
    const auto member = [&](const char* key) -> const json& {
        reader.set_place(key);
        if (!document.contains(key)) reader.refuse("is missing");
        ++taken;
        return document.at(key);
    };
    UnitFacts facts;
    facts.main_file = reader.string(member("main_file"));
    for (const json& name : reader.array(member("files"))) reader.tables.files.push_back(reader.string(name));
    for (const json& id : reader.array(member("entities"))) reader.tables.entities.push_back(reader.string(id));
    const auto section = [&](const char* key, auto& list) {
        using Fact = typename std::remove_reference_t<decltype(list)>::value_type;
        const json& values = reader.array(member(key));
        list.reserve(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            reader.set_place(std::string(key) + "[" + std::to_string(i) + "]");
            list.push_back(FactReader(reader, values[i], 0).fact<Fact>());
        }
    };
    fact_fields::sections(facts, section);
    reader.set_place("");
    if (taken != document.size()) reader.refuse("there are unknown keys at the top");
    return facts;
}

}  // namespace stateless::lint
