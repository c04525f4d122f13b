// Sessions: a container whose entries stand for one login, one token or one user's conversation. It shows in its keys
// (made at random, or brought by a cookie or header, or a user's id), in its values, and in when entries come and go.
#include <algorithm>

#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

class Sessions {
public:
    explicit Sessions(Subject& subject) : subject_(subject) {}

    void gather() {
        const Type& whole = subject_.type();
        if (!subject_.is_container() || whole.args.empty()) return;
        const bool keyed = subject_.models.is_type(whole.name, "map") && whole.args.size() > 1;
        keys();
        values(keyed ? pointee(whole.args[1]) : subject_.element());
        log_in_and_out();
    }

private:
    Subject& subject_;

    void add(int weight, const std::string& text) { subject_.add("session", weight, text); }

    static std::string lower(std::string text) {
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
        return text;
    }

    /// What the container is asked with, or filled with, in each call on it.
    void keys() {
        static const std::set<std::string> methods{"operator[]", "emplace",     "insert",     "find",
                                                   "count",      "at",          "contains",   "insert_or_assign",
                                                   "erase",      "equal_range", "try_emplace"};
        for (auto& user : subject_.users())
            for (const Call* call : subject_.program.calls_in(user)) {
                if (!call->in_library || !call->has_receiver || call->arguments.empty()) continue;
                if (!names_it(call->receiver)) continue;
                if (!methods.contains(call->name.substr(call->name.rfind(':') + 1))) continue;
                const Value& first = call->arguments.front().value;
                const bool pair = first.kind == Value::Kind::call && first.parts.size() > 1 &&
                                  (first.text == "{}" || first.text.find("pair") != std::string::npos);
                key(pair ? first.parts.front() : first, user, 3);
            }
    }

    bool names_it(const Place& place) const {
        return holder_of(place) == subject_.state.variable->id &&
               std::none_of(place.steps.begin(), place.steps.end(),
                            [](auto& step) { return step.kind == Place::Step::Kind::element; });
    }

    void key(const Value& value, const EntityId& function, int depth) {
        switch (value.kind) {
        case Value::Kind::call: return made_by(value, function, depth);
        case Value::Kind::concat:
        case Value::Kind::choice:
            for (auto& part : value.parts) key(part, function, depth);
            return;
        case Value::Kind::entity: {
            const Variable* variable = subject_.program.variable(value.entity);
            if (!variable) return;
            named_key(variable->name);
            if (depth == 0) return;
            if (grows_at_random(value.entity, function)) keys_at_random("");
            for (const Definition* definition : subject_.program.definitions_of(value.entity))
                if (definition->function == function) key(definition->value, function, depth - 1);
            return;
        }
        case Value::Kind::parameter: {
            const Function* inside = subject_.program.function(function);
            if (!inside) return;
            if (value.index < inside->parameter_names.size()) named_key(inside->parameter_names[value.index]);
            if (depth == 0) return;
            for (const Call* call : subject_.program.calls_of(function))
                if (value.index < call->arguments.size())
                    key(call->arguments[value.index].value, call->caller, depth - 1);
            return;
        }
        default: return;
        }
    }

    void keys_at_random(const std::string& where) {
        if (!at_random_) add(2, "its keys are made at random" + where);
        at_random_ = true;
    }
    bool at_random_ = false;

    void named_key(const std::string& name) {
        if (subject_.models.suggests(name, "session-key")) add(1, "its key is '" + name + "'");
        if (subject_.models.suggests(name, "user-key")) user_key_ = name;
    }
    std::string user_key_;

    void made_by(const Value& value, const EntityId& function, int depth) {
        for (auto& part : value.parts) {
            if (part.kind == Value::Kind::text && brings_session(part.text))
                add(3, "it is looked up by what '" + part.text + "' brings");
            else if (part.kind == Value::Kind::entity || part.kind == Value::Kind::parameter ||
                     part.kind == Value::Kind::call)
                if (depth > 0 && subject_.models.matches(&Model::forwarding_calls, value.text))
                    key(part, function, depth - 1);
        }
        const bool known = is_random(value, function, 5);
        const Function* maker = subject_.program.function(value.entity);
        if (known || (maker && makes_at_random(maker->id, 2))) keys_at_random(maker ? " in '" + maker->name + "'" : "");
        if (maker && depth > 0)
            for (const Definition* definition : subject_.program.definitions_of(maker->id))
                if (definition->kind == Definition::Kind::returned) key(definition->value, maker->id, depth - 1);
        if (maker)
            for (const Literal* literal : subject_.program.literals_in(maker->id))
                if (literal->value.kind == Value::Kind::text && brings_session(literal->value.text))
                    add(3, "it is looked up by what '" + literal->value.text + "' brings");
    }

    /// "Authorization", "session_id", "sid=": the name of a header, cookie or parameter.
    bool brings_session(const std::string& text) const {
        if (text.empty() || text.size() > 24 || text.find(' ') != std::string::npos) return false;
        const std::string low = lower(text);
        return low == "cookie" || low == "authorization" || subject_.models.suggests(text, "session-key");
    }

    /// Made of random numbers in this function: `to_string(engine()) + "." + user`, or put into a stream or text.
    bool is_random(const Value& value, const EntityId& function, int depth) const {
        auto any = [&](const std::vector<Value>& parts) {
            return depth > 0 && std::any_of(parts.begin(), parts.end(),
                                            [&](const Value& part) { return is_random(part, function, depth - 1); });
        };
        switch (value.kind) {
        case Value::Kind::concat:
        case Value::Kind::choice: return any(value.parts);
        case Value::Kind::call: return gives_random(value.text) || (!picks(value.text) && any(value.parts));
        case Value::Kind::entity: {
            auto& definitions = subject_.program.definitions_of(value.entity);
            return grows_at_random(value.entity, function) ||
                   (depth > 0 && std::any_of(definitions.begin(), definitions.end(), [&](const Definition* definition) {
                        return definition->function == function && is_random(definition->value, function, depth - 1);
                    }));
        }
        default: return false;
        }
    }

    /// `token += letters[engine() % 36]`: on the line of what adds to it stands a random number.
    bool grows_at_random(const EntityId& text, const EntityId& function) const {
        static const std::set<std::string> adding{"operator+=", "push_back", "append", "insert"};
        auto& calls = subject_.program.calls_in(function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* adds) {
            return adds->has_receiver && holder_of(adds->receiver) == text &&
                   adding.contains(adds->name.substr(adds->name.rfind(':') + 1)) &&
                   std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
                       return adds->span < call->span && adds->span.line == call->span.line && gives_random(call->name);
                   });
        });
    }

    /// What is taken from a table at random is no token.
    static bool picks(const std::string& call) {
        return call.ends_with("::operator[]") || call.ends_with("::at") || call.ends_with("::find");
    }

    bool gives_random(const std::string& call) const {
        const std::size_t colons = call.rfind("::");
        return makes_token(call) || subject_.models.matches(&Model::random_calls, call) ||
               (colons != std::string::npos && subject_.models.is_type(call.substr(0, colons), "random"));
    }

    bool makes_token(const std::string& call) const {
        auto sinks = subject_.models.sinks(call);
        return std::any_of(sinks.begin(), sinks.end(), [](const SinkModel* sink) { return sink->kind == "token"; });
    }

    bool makes_at_random(const EntityId& function, int depth) const {
        if (function.empty()) return false;
        for (const Call* call : subject_.program.calls_in(function)) {
            if (call->in_library) {
                if (gives_random(call->name)) return true;
            } else if (depth > 0 && makes_at_random(call->callee, depth - 1)) {
                return true;
            }
        }
        return false;
    }

    void values(const Type& value) {
        bool state = value.kind == Type::Kind::enumeration, user = false;
        if (const Record* record = subject_.program.record(value.record))
            for (auto& id : record->fields) {
                const Variable* field = subject_.program.variable(id);
                if (!field) continue;
                if (subject_.models.suggests(field->name, "password")) return;  // a table of users
                user = user || subject_.models.suggests(field->name, "session-data");
                state = state || pointee(field->type).kind == Type::Kind::enumeration;
            }
        if (user) add(1, "its values say who is logged in");
        if (user_key_.empty() || !conversation()) return;
        add(2, "it keeps one user's conversation under '" + user_key_ + "'");
        if (state) add(1, "its values say how far it is");
    }

    bool conversation() const {
        if (subject_.models.suggests(subject_.state.variable->name, "conversation")) return true;
        return !subject_.element().record.empty() && subject_.models.suggests(subject_.element().name, "conversation");
    }

    /// Entries come with a login and go with a logout.
    void log_in_and_out() {
        static const std::set<std::string> comes{"operator[]",  "emplace",   "insert",       "insert_or_assign",
                                                 "try_emplace", "push_back", "emplace_back", "="};
        for (auto& write : subject_.state.writes) {
            if (!subject_.on_container(*write.access)) continue;
            const std::string who = logs(write.function);
            if (who.empty()) continue;
            if (comes.contains(write.access->operation)) add(1, "'" + who + "' fills it");
            else if (write.access->operation == "erase") add(1, "'" + who + "' removes from it");
        }
    }

    /// The function's name, its caller's or the route's, where it tells of logging in or out.
    std::string logs(const EntityId& function) const {
        const std::string name = subject_.function_name(function);
        if (subject_.models.suggests(name, "logging-in")) return name;
        for (const Root* root : subject_.reach.roots_of(function))
            if (subject_.models.suggests(root->path, "logging-in")) return root->label;
        for (const Call* call : subject_.program.calls_of(function)) {
            const std::string caller = subject_.function_name(call->caller);
            if (subject_.models.suggests(caller, "logging-in")) return caller;
        }
        return {};
    }
};

}  // namespace

void gather_session(Subject& subject) { Sessions(subject).gather(); }

}  // namespace stateless::lint
