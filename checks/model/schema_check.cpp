// Says which part of a JSON document breaks its schema, in words for the author of the document. The only file that
// knows the schema library.
#define VALIJSON_USE_EXCEPTIONS 1
#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 with sanitizers takes a moved-from std::function inside std::regex for uninitialised.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "model/json_document.h"
#include "model/misuse.h"

namespace stateless::lint {
namespace {

using Pointer = nlohmann::json::json_pointer;
using Adapter = valijson::adapters::NlohmannJsonAdapter;
using Error = valijson::ValidationResults::Error;

/// The library's context is "<root>", then one "[key]" or "[index]" per level.
Pointer pointer_of(const Error& error) {
    Pointer pointer;
    for (std::size_t level = 1; level < error.context.size(); ++level) {
        const std::string& part = error.context[level];
        pointer /= part.substr(1, part.size() - 2);
    }
    return pointer;
}

bool starts_with(const Error& error, std::string_view text) { return error.description.rfind(text, 0) == 0; }

/// The last part of a description in quotes: "... constraints: 'colour'." -> "colour".
std::string quoted(const std::string& description) {
    const std::size_t open = description.find('\'', description.rfind(": '") + 1);
    const std::size_t close = description.rfind('\'');
    return open == std::string::npos || close <= open ? "" : description.substr(open + 1, close - open - 1);
}

std::string shown(const nlohmann::json& value) {
    std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (text.size() > 60) text = text.substr(0, 57) + "...";
    return text;
}

/// All the alternatives of a choice fail with a complaint each, of which none is the author's mistake.
const Error& most_telling(const std::vector<Error>& errors) {
    const Error* best = &errors.front();
    for (const Error& error : errors) {
        if (error.context.size() > best->context.size()) best = &error;
        if (error.context.size() == best->context.size() &&
            starts_with(error, "Failed to validate against any child")) {
            best = &error;
        }
    }
    return *best;
}

/// What the part may hold, if the schema says so by an enumeration.
std::string allowed_values(const nlohmann::json& schema, const Error& error) {
    const nlohmann::json* node = &schema;
    for (std::size_t level = 0; node != nullptr; ++level) {
        while (node->contains("$ref")) {
            const std::string reference = node->at("$ref").get<std::string>();
            if (reference.rfind("#/", 0) != 0) return "";
            node = &schema.at(Pointer(reference.substr(1)));
        }
        if (level + 1 >= error.context.size()) break;
        const std::string& part = error.context[level + 1];
        const std::string key = part.substr(1, part.size() - 2);
        if (node->contains("properties") && node->at("properties").contains(key)) {
            node = &node->at("properties").at(key);
        } else if (node->contains("items") && node->at("items").is_object()) {
            node = &node->at("items");
        } else {
            return "";
        }
    }
    std::string list;
    if (node->contains("enum")) {
        for (const auto& value : node->at("enum")) list += (list.empty() ? "" : ", ") + shown(value);
    }
    return list;
}

std::string reason_of(const Error& error, const nlohmann::json& document, const nlohmann::json& schema) {
    const Pointer pointer = pointer_of(error);
    const std::string where = pointer.empty() ? "" : pointer.to_string() + ": ";
    const std::string value = document.contains(pointer) ? shown(document.at(pointer)) : "";
    if (starts_with(error, "Object contains a property"))
        return where + "unknown key '" + quoted(error.description) + "'";
    if (starts_with(error, "Missing required property"))
        return where + "the key '" + quoted(error.description) + "' is missing";
    if (starts_with(error, "Value type not permitted")) return where + value + " is of the wrong type";
    if (starts_with(error, "Failed to match against any enum")) {
        return where + value + " is none of " + allowed_values(schema, error);
    }
    if (starts_with(error, "Failed to match regex")) return where + value + " has the wrong form";
    if (starts_with(error, "Failed to validate against any child") ||
        starts_with(error, "Failed to validate against exactly one child"))
        return where + "the keys do not go together";
    std::string reason = error.description;
    if (!reason.empty() && reason.back() == '.') reason.pop_back();
    return where + reason;
}

}  // namespace

void JsonDocument::check(const JsonDocument& schema_document) const {
    valijson::Schema schema;
    valijson::ValidationResults results;
    try {
        valijson::SchemaParser(valijson::SchemaParser::kDraft7)
            .populateSchema(Adapter(schema_document.value()), schema);
        valijson::Validator validator;
        if (validator.validate(schema, Adapter(value_), &results)) return;
    } catch (const std::runtime_error& error) {
        throw Misuse(schema_document.file() + ":1: the schema cannot be used: " + error.what());
    }
    const std::vector<Error> errors(results.begin(), results.end());
    const Error& error = most_telling(errors);
    Pointer pointer = pointer_of(error);
    if (starts_with(error, "Object contains a property")) pointer /= quoted(error.description);
    refuse(pointer, reason_of(error, value_, schema_document.value()));
}

}  // namespace stateless::lint
