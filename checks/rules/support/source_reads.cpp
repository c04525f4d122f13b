// What a call does to the source of data: SQL's verbs and the words of methods.
#include "rules/support/source_reads.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "model/models.h"
#include "rules/support/text.h"

namespace stateless::lint {
namespace {

constexpr std::array<std::string_view, 8> defining_verbs{"create", "drop",   "alter", "truncate",
                                                         "merge",  "upsert", "grant", "attach"};
constexpr std::array<std::string_view, 23> writing_words{
    "insert", "update", "delete",  "remove",   "replace", "upsert", "save",    "create",
    "drop",   "bulk",   "write",   "truncate", "store",   "add",    "persist", "erase",
    "alter",  "patch",  "publish", "post",     "put",     "del",    "modify"};
constexpr std::array<std::string_view, 9> reading_words{"find",  "select",    "count",    "query", "get",
                                                        "fetch", "aggregate", "distinct", "all"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::string first_word(const std::string& text) {
    std::size_t at = text.find_first_not_of(" \t\r\n(;");
    if (at == std::string::npos) return {};
    std::size_t end = at;
    while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end]))) ++end;
    return lower(text.substr(at, end - at));
}

/// A statement that begins with SELECT or WITH may still change data: INSERT in a CTE, FOR UPDATE, nextval.
bool changes_within(const std::string& statement) {
    const std::string text = lower(statement);
    for (const char* const word : {"insert into", "delete from", " set ", "for update", "nextval("})
        if (text.find(word) != std::string::npos) return true;
    return false;
}

bool has(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

/// A text is taken for a statement only if more than its first word says so.
SourceUse use_of_statement(const std::string& statement) {
    const std::string verb = first_word(statement);
    const std::string text = lower(statement);
    const bool changes = (verb == "insert" && has(text, "into")) || (verb == "replace" && has(text, "into")) ||
                         (verb == "update" && has(text, " set")) || (verb == "delete" && has(text, "from")) ||
                         (among(defining_verbs, verb) && text.find_first_of(" \t\n") != std::string::npos);
    if (changes) return SourceUse::write;
    const bool reads = (verb == "select" && text.find_first_of(" \t\n") != std::string::npos) ||
                       (verb == "with" && has(text, "select")) || (verb == "show" && has(text, " ")) ||
                       (verb == "match" && has(text, "return"));
    if (reads) return changes_within(text) ? SourceUse::write : SourceUse::read;
    return SourceUse::unknown;
}

SourceUse use_of_name(const std::string& name) {
    auto words = words_of(name);
    // mysql_store_result() keeps the rows that came; nothing is stored.
    const std::array<std::string, 2> kept_rows{"store", "result"};
    if (auto at = std::search(words.begin(), words.end(), kept_rows.begin(), kept_rows.end()); at != words.end())
        words.erase(at, at + 2);
    const auto any = [&](const auto& list) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return among(list, word); });
    };
    if (any(writing_words)) return SourceUse::write;
    return any(reading_words) ? SourceUse::read : SourceUse::unknown;
}

bool is_random(const std::string& statement) {
    const std::string text = lower(statement);
    return text.find("order by random") != std::string::npos || text.find("order by rand") != std::string::npos ||
           text.find("tablesample") != std::string::npos;
}

/// The value begins with what a caller gives: each of the callers is asked for itself.
bool begins_with_parameter(const Program& program, const Value& value, int depth = 0) {
    if (depth > 6) return true;
    const auto any_part = [&](std::size_t count) {
        const auto end = value.parts.begin() + static_cast<std::ptrdiff_t>(std::min(count, value.parts.size()));
        return std::any_of(value.parts.begin(), end,
                           [&](const Value& part) { return begins_with_parameter(program, part, depth + 1); });
    };
    switch (value.kind) {
    case Value::Kind::parameter: return true;
    case Value::Kind::concat: return any_part(1);
    case Value::Kind::call: return any_part(2);
    case Value::Kind::choice: return any_part(value.parts.size());
    case Value::Kind::entity: break;
    default: return false;
    }
    const Variable* variable = program.variable(value.entity);
    if (!variable) return false;
    if (variable->storage == Variable::Storage::parameter) return true;
    const auto& definitions = program.definitions_of(value.entity);
    return std::any_of(definitions.begin(), definitions.end(), [&](const Definition* definition) {
        return definition->kind == Definition::Kind::assign &&
               begins_with_parameter(program, definition->value, depth + 1);
    });
}

/// "Greeter::Stub::Stub": the client comes to be, and asks nothing yet.
bool is_constructor(const std::string& name) {
    const std::size_t last = name.rfind("::");
    if (last == std::string::npos) return false;
    const std::string owner = name.substr(0, last);
    return owner == name.substr(last + 2) || owner.ends_with("::" + name.substr(last + 2));
}

bool is_identifier(const std::string& text) {
    return !text.empty() &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") ==
               std::string::npos;
}

void read_statements(const Analysis& analysis, const Call& call, SourceAccess& result) {
    for (const Argument& argument : call.arguments) {
        const Value::Kind kind = argument.value.kind;
        if (kind == Value::Kind::unknown || kind == Value::Kind::integer) continue;
        if (begins_with_parameter(analysis.program, argument.value)) continue;
        for (const AssembledText& text : analysis.values.texts(argument.value, call.caller)) {
            const std::string statement = text.text();
            SourceUse use = use_of_statement(statement);
            // A prepared statement's name: exec_prepared("insert_user").
            if (use == SourceUse::unknown && result.asks && is_identifier(statement)) use = use_of_name(statement);
            if (use == SourceUse::unknown) continue;
            result.random |= is_random(statement);
            if (result.use != SourceUse::write) result.use = use;
        }
    }
}

}  // namespace

SourceAccess source_access(const Analysis& analysis, const Call& call) {
    SourceAccess result;
    const Models& models = analysis.program.models();
    for (const SinkModel* sink : models.sinks(call.name)) {
        if (sink->kind == "db-query") result.asks = true;
        if (sink->kind != "read" || sink->system != "http") continue;
        if (is_constructor(call.name)) return result;
        result.asks = result.upstream = true;
        result.use = use_of_name(call.name) == SourceUse::write ? SourceUse::write : SourceUse::read;
        return result;
    }
    if (models.matches(&Model::log_calls, call.name)) return result;
    read_statements(analysis, call, result);
    if (result.asks && result.use == SourceUse::none) result.use = use_of_name(call.name);
    return result;
}

}  // namespace stateless::lint
