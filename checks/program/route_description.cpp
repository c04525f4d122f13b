// Reads literals and enumerators; a text that is no HTTP method and looks like a path is the path. Several paths for
// one handler are given together. Refuses to know how a framework matches them.
#include "program/route_description.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace stateless::lint {

namespace {

constexpr std::size_t most_paths = 3;

void texts_in(const Value& value, std::vector<const Value*>& out, int depth = 0) {
    if (depth > 12) return;
    if (value.kind == Value::Kind::text || (value.kind == Value::Kind::integer && !value.text.empty()))
        out.push_back(&value);
    for (auto& part : value.parts) texts_in(part, out, depth + 1);
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

bool looks_like_path(const std::string& text) {
    return text.starts_with("/") || text.starts_with("^") || text.starts_with("(") || text == "*";
}

std::string last_component(const std::string& name) { return name.substr(name.rfind(':') + 1); }

std::string outer_name(const std::string& name) {
    std::size_t end = name.rfind("::");
    return end == std::string::npos ? std::string() : name.substr(0, end);
}

/// What '*' stands for in a glob with one of them.
std::string wildcard_in(const std::string& glob, const std::string& text) {
    std::size_t star = glob.find('*');
    if (star == std::string::npos || text.size() + 1 < glob.size()) return text;
    return text.substr(star, text.size() + 1 - glob.size());
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

void describe(const std::vector<const Value*>& texts, RouteDescription& route) {
    for (auto* text : texts) {
        std::string word = upper(text->text);
        if (is_http_method(word)) {
            if (route.method.empty()) route.method = word;
        } else if (route.path.empty() && looks_like_path(text->text)) {
            route.path = text->text;
        }
    }
}

}  // namespace

bool is_http_method(const std::string& text) {
    static const std::set<std::string> methods{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"};
    return methods.contains(text);
}

/// The texts that may arrive at the path argument, where all of them are known.
std::string RouteDescriber::path_in(const Call& call, const RootModel& model) const {
    if (model.path_argument < 0 || static_cast<std::size_t>(model.path_argument) >= call.arguments.size()) return {};
    auto texts = values_.texts(call.arguments[model.path_argument].value, call.caller);
    bool known = !texts.empty() && texts.size() <= most_paths &&
                 std::all_of(texts.begin(), texts.end(), [](auto& text) { return text.complete(); });
    if (!known) return {};
    std::set<std::string> paths;
    for (auto& text : texts) paths.insert(text.text());
    std::string joined;
    for (auto& path : paths) joined += (joined.empty() ? "" : " | ") + path;
    return joined;
}

std::string RouteDescriber::class_path(const Call& call, const RootModel& model) const {
    auto index = static_cast<std::size_t>(model.class_path_argument);
    if (model.class_path_argument < 0 || index >= call.arguments.size()) return {};
    const Value& asked = call.arguments[index].value;
    const Function* caller = program_.function(call.caller);
    const Record* record = caller ? program_.record(caller->record) : nullptr;
    if (asked.kind != Value::Kind::integer || asked.integer == 0 || !record) return {};
    return "/" + replaced(record->name, "::", "/");
}

RouteDescription RouteDescriber::of_call(const Call& call, const RootModel& model) const {
    RouteDescription route;
    route.method = model.http_method;
    route.path = path_in(call, model);
    std::vector<const Value*> texts;
    auto index = static_cast<std::size_t>(model.path_argument);
    if (model.path_argument >= 0 && index < call.arguments.size()) texts_in(call.arguments[index].value, texts);
    if (model.path_argument < 0) texts_in(call.receiver_value, texts);
    if (texts.empty())
        for (auto& argument : call.arguments) texts_in(argument.value, texts);
    describe(texts, route);
    if (route.method.empty()) {
        std::vector<const Value*> all;
        texts_in(call.receiver_value, all);
        for (auto& argument : call.arguments) texts_in(argument.value, all);
        RouteDescription whole;
        describe(all, whole);
        route.method = whole.method.empty() ? model.default_method : whole.method;
    }
    if (std::string prefix = class_path(call, model); !prefix.empty())
        route.path = prefix + (route.path.empty() || route.path.starts_with("/") ? "" : "/") + route.path;
    return route;
}

RouteDescription RouteDescriber::of_method(const Function& function, const RootModel& model) const {
    RouteDescription route;
    route.method = model.http_method;
    const Record* record = program_.record(function.record);
    if (model.described_by.empty() || !record) return route;
    std::string plain = last_component(function.name), matched = plain;
    for (auto& glob : model.methods)
        if (glob_match(glob, plain)) matched = wildcard_in(glob, plain);
    std::string sibling =
        replaced(replaced(model.described_by, "{class}", last_component(record->name)), "{}", matched);
    std::vector<const Value*> texts;
    auto look_in = [&](const EntityId& described) {
        for (const Call* call : program_.calls_in(described))
            for (auto& argument : call->arguments) texts_in(argument.value, texts);
        for (const Literal* literal : program_.literals_in(described)) texts_in(literal->value, texts);
    };
    for (const std::string& scope : {record->name, outer_name(record->name)}) {
        if (scope.empty() || !texts.empty()) continue;
        for (auto& candidate : program_.facts().functions)
            if (candidate.name == scope + "::" + sibling) look_in(candidate.id);
        for (auto& candidate : program_.facts().variables)
            if (candidate.qualified == scope + "::" + sibling)
                for (const Definition* definition : program_.definitions_of(candidate.id))
                    for (auto& callable : definition->callables) look_in(callable);
    }
    describe(texts, route);
    return route;
}

}  // namespace stateless::lint
