// What a client library is told in words ("sqlite3://", "QSQLITE", "postgresql") decides what it opens.
#include "rules/support/database_calls.h"

#include <algorithm>

#include "program/lifetime.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

std::string last_component(const std::string& name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string::npos ? name : name.substr(colon + 1);
}

bool is_constructor(const std::string& name) {
    const std::size_t colon = name.rfind("::");
    return colon != std::string::npos && last_component(name.substr(0, colon)) == name.substr(colon + 2);
}

/// A copy, a move, a session of a pool, or an object without anything to connect to.
bool opens_nothing(const Call& call, const std::string& name, const Models& models) {
    if (!is_constructor(name)) return false;
    if (call.arguments.empty()) return true;
    const std::string own = name.substr(0, name.rfind("::"));
    return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const Argument& argument) {
        const Type& type = pointee(argument.type);
        return type.name == own || models.is_type(type.name, "pool");
    });
}

/// Every text that the call is given, and the names of what else it is given: soci::sqlite3.
std::vector<std::string> words_given(const Analysis& analysis, const Call& call) {
    std::vector<std::string> result;
    for (const Argument& argument : call.arguments) {
        for (const AssembledText& text : analysis.values.texts(argument.value, call.caller))
            if (text.text() != "\x01") result.push_back(lower(text.text()));
        if (argument.value.kind == Value::Kind::entity) {
            const Variable* variable = analysis.program.variable(argument.value.entity);
            result.push_back(lower(variable ? variable->qualified : argument.value.text));
        } else if (argument.value.kind == Value::Kind::unknown && !argument.value.text.empty()) {
            result.push_back(lower(argument.value.text));
        }
    }
    return result;
}

std::string system_in(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        const bool is_name = word.find("::") != std::string::npos;
        const std::string name = is_name ? last_component(word) : word.substr(0, word.find_first_of(":; ="));
        if (name.starts_with("postgres") || name == "qpsql" || name == "pgsql") return "postgres";
        if (name.starts_with("mysql") || name.starts_with("mariadb") || name == "qmysql") return "mysql";
    }
    return "";
}

}  // namespace

std::string constructed_name(const Call& call) {
    const bool makes = call.name.starts_with("std::make_") || call.name == "std::allocate_shared";
    if (!makes || call.template_arguments.empty()) return call.name;
    const std::string& type = call.template_arguments.front().name;
    return type.empty() ? call.name : type + "::" + last_component(type);
}

std::vector<DatabaseCall> database_calls(const Analysis& analysis) {
    const Models& models = analysis.program.models();
    std::vector<DatabaseCall> result;
    for (const Call& call : analysis.program.facts().calls) {
        if (!call.in_library) continue;
        const std::string name = constructed_name(call);
        for (const SinkModel* sink : models.sinks(name)) {
            if (sink->kind != "db-connect" || opens_nothing(call, name, models)) continue;
            DatabaseCall found{&call, sink, name, sink->system, sink->file_argument >= 0, {}};
            if (found.system.empty()) {
                const auto words = words_given(analysis, call);
                found.system = system_in(words);
                for (const std::string& word : words) {
                    if (!models.matches(&Model::embedded_drivers, word)) continue;
                    found.embedded = true;
                    found.system = "sqlite";
                }
                if (found.embedded) found.files = words;
            } else if (const Argument* file = argument_at(call, sink->file_argument)) {
                for (const AssembledText& text : analysis.values.texts(file->value, call.caller))
                    if (!text.is_null) found.files.push_back(lower(text.text()));
            }
            result.push_back(std::move(found));
            break;
        }
    }
    return result;
}

}  // namespace stateless::lint
