// A sequence mints ids: it is counted up while serving, and the value that this gives becomes somebody's id, a key, a
// row or an answer. Counts that are only shown, positions and versions are none.
#include <algorithm>
#include <cctype>

#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

const std::set<std::string> counts_up{"++", "+=", "fetch_add", "operator++", "operator+="};

class Minting {
public:
    explicit Minting(Subject& subject) : subject_(subject) {}

    void gather() {
        if (!is_number() || counts_something_else()) return;
        for (auto& write : subject_.state.writes) {
            const Access& access = *write.access;
            if (counts_up.contains(access.operation) || adds_to_itself(access))
                increments_[write.function].push_back(&access);
            else if (access.operation != "=" && access.operation != "store" && !passes_increment(access)) return;
        }
        for (auto& [function, accesses] : increments_) follow(function, accesses);
        const std::vector<const Access*> none;
        std::set<EntityId> callers;
        for (auto& minter : std::set<EntityId>(minters_))
            for (const Call* call : subject_.program.calls_of(minter))
                if (!increments_.contains(call->caller)) callers.insert(call->caller);
        for (auto& caller : callers) follow(caller, none);
    }

private:
    Subject& subject_;
    std::map<EntityId, std::vector<const Access*>> increments_;
    std::set<EntityId> minters_;  // functions that return what they count up

    /// The entity, or the one part of it that changes.
    bool is_number() const {
        const Type* number = nullptr;
        for (const Type* shape : subject_.shapes())
            if (shape->kind == Type::Kind::builtin) number = number ? nullptr : shape;
            else if (shape->record.empty()) return false;
        if (!number || subject_.state.variable->type.kind == Type::Kind::array) return false;
        for (const char* no : {"bool", "char", "float", "double", "void"})
            if (number->name.find(no) != std::string::npos) return false;
        return !points(subject_.state.variable->type);
    }

    /// `movement.folio = next_folio_++`: the field has the counter's name, so that each object has a number of its own.
    bool is_named_after(const Variable& field) const {
        if (field.storage != Variable::Storage::field || field.name.size() < 4) return false;
        const std::string& counter = subject_.state.variable->name;
        return field.id != subject_.state.variable->id && counter.find(field.name) != std::string::npos &&
               !subject_.models.suggests(field.name, "metric") && !subject_.models.suggests(field.name, "position");
    }

    bool named_as_sequence() const { return named_as("id-sequence"); }

    bool named_as(const char* purpose) const {
        if (subject_.models.suggests(subject_.state.variable->name, purpose)) return true;
        for (auto& write : subject_.state.writes) {
            const Variable* part = subject_.program.variable(holder_of(write.access->place));
            if (part && subject_.models.suggests(part->name, purpose)) return true;
        }
        return false;
    }

    bool counts_something_else() const {
        if (named_as_sequence()) return false;
        return named_as("metric") || named_as("position") || named_as("resilience");
    }

    /// `make(++next)` of a template hands a reference to what was just counted up.
    bool passes_increment(const Access& access) const {
        if (access.kind != Access::Kind::escape) return false;
        auto& writes = subject_.state.writes;
        return std::any_of(writes.begin(), writes.end(), [&](const StateAccess& write) {
            const Span& inner = write.access->span;
            return counts_up.contains(write.access->operation) && inner.file == access.span.file &&
                   inner.line == access.span.line && access.span.column <= inner.column &&
                   inner.end_column <= access.span.end_column;
        });
    }

    static bool adds_to_itself(const Access& access) {
        return access.operation == "=" && access.value.kind == Value::Kind::unknown &&
               access.kind == Access::Kind::write;
    }

    bool is_counter(const EntityId& entity) const {
        if (entity == subject_.state.variable->id) return true;
        return std::any_of(subject_.state.writes.begin(), subject_.state.writes.end(), [&](const StateAccess& write) {
            return holder_of(write.access->place) == entity && !entity.empty();
        });
    }

    /// `next++`, `++next`, `next.fetch_add(1)`, or `next` itself; not what is worked out from it.
    bool is_minted(const Value& value, const std::vector<const Access*>& accesses) const {
        if (value.kind == Value::Kind::entity) return !accesses.empty() && is_counter(value.entity);
        if (value.kind == Value::Kind::call && minters_.contains(value.entity)) return true;
        if (value.kind == Value::Kind::call && !value.parts.empty() &&
            value.parts.front().kind == Value::Kind::entity && is_counter(value.parts.front().entity))
            return value.text.ends_with("::fetch_add") || value.text.ends_with("::operator++") ||
                   value.text.ends_with("::load") || value.text.find("::operator ") != std::string::npos;
        if (value.kind != Value::Kind::unknown) return false;
        return std::any_of(accesses.begin(), accesses.end(), [&](const Access* access) {
            const Span& inner = access->span;
            const Span& outer = value.span;
            return outer.file == inner.file && outer.line == inner.line && outer.end_line == inner.end_line &&
                   outer.column <= inner.column && inner.end_column <= outer.end_column &&
                   outer.end_column - outer.column <= inner.end_column - inner.column + 3;
        });
    }

    /// Also as a part of a text, a conversion or a list.
    bool holds_minted(const Value& value, const std::vector<const Access*>& accesses) const {
        if (is_minted(value, accesses)) return true;
        const std::size_t colons = value.text.rfind("::");
        const bool constructs = value.kind == Value::Kind::call && colons != std::string::npos &&
                                value.text.substr(0, colons).ends_with(value.text.substr(colons));
        const bool passes = constructs || makes_code(value.entity) || value.kind == Value::Kind::concat ||
                            value.kind == Value::Kind::choice ||
                            (value.kind == Value::Kind::call && passes_on(value.text));
        return passes && std::any_of(value.parts.begin(), value.parts.end(),
                                     [&](const Value& part) { return holds_minted(part, accesses); });
    }

    /// A function of the program that makes a text of nothing but the number: to_base62(++last).
    bool makes_code(const EntityId& function) const {
        const Function* maker = subject_.program.function(function);
        return maker && maker->parameters.size() == 1 && maker->parameters.front().kind == Type::Kind::builtin &&
               maker->returns.name == "std::basic_string";
    }

    /// "guest" + std::to_string(next++): a part of a name. A text with spaces is told to somebody.
    bool names_with(const Value& value, const std::vector<const Access*>& accesses) const {
        if (value.kind == Value::Kind::concat) {
            bool minted = false;
            for (const Value& part : value.parts) {
                minted = minted || (part.kind != Value::Kind::text && holds_minted(part, accesses));
                if (part.kind == Value::Kind::text && !is_name_part(part.text)) return false;
                if (part.kind == Value::Kind::concat && names_with(part, accesses)) return true;
            }
            const bool text = std::any_of(value.parts.begin(), value.parts.end(), [](const Value& part) {
                return part.kind == Value::Kind::text && !part.text.empty();
            });
            return minted && text;
        }
        return value.kind == Value::Kind::call && passes_on(value.text) &&
               std::any_of(value.parts.begin(), value.parts.end(),
                           [&](const Value& part) { return names_with(part, accesses); });
    }

    static bool is_name_part(std::string text) {
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
        return text.find_first_of(" \t\n") == std::string::npos;
    }

    /// Its format makes a name of the number that follows.
    bool formats_name(const Call& call) const {
        return subject_.models.matches(&Model::formatting_calls, call.name) &&
               std::any_of(call.arguments.begin(), call.arguments.end(), [](const Argument& argument) {
                   return argument.value.kind == Value::Kind::text && argument.value.text.size() > 2 &&
                          is_name_part(argument.value.text);
               });
    }

    /// set_order_id(next++), as generated messages have it.
    bool sets_id(const std::string& method) const {
        for (const char* prefix : {"set", "with", "Set", "With"})
            if (method.starts_with(prefix) && is_id(method.substr(std::char_traits<char>::length(prefix)))) return true;
        return false;
    }

    /// What std::make_shared<R>(...) gives to R's constructor.
    std::string made_from(const Call& call, std::size_t at) const {
        const bool makes = call.in_library && call.name.find("::make_") != std::string::npos;
        if (!makes || call.template_arguments.empty() || call.template_arguments.front().record.empty()) return {};
        for (auto& function : subject_.program.facts().functions)
            if (function.record == call.template_arguments.front().record &&
                function.kind == Function::Kind::constructor && at < function.parameter_names.size() &&
                function.parameter_names.size() == call.arguments.size() && is_id(function.parameter_names[at]))
                return function.parameter_names[at];
        return {};
    }

    bool passes_on(const std::string& call) const {
        return call == "{}" || call.starts_with("std::") || subject_.models.matches(&Model::forwarding_calls, call) ||
               subject_.models.matches(&Model::formatting_calls, call);
    }

    bool is_id(const std::string& name) const {
        return subject_.models.suggests(name, "id") || subject_.models.suggests(name, "id-sequence");
    }

    void follow(const EntityId& function, const std::vector<const Access*>& accesses) {
        const std::string where = subject_.function_name(function);
        for (const Definition* definition : subject_.program.definitions_in(function)) {
            if (!holds_minted(definition->value, accesses)) continue;
            if (definition->kind == Definition::Kind::returned) {
                const bool named =
                    is_id(where) || named_as_sequence() || named_as("id") || names_with(definition->value, accesses);
                subject_.add("id-sequence", named ? 3 : 1, "'" + where + "' hands it out");
                if (is_minted(definition->value, accesses)) minters_.insert(function);
            } else if (const Variable* into = subject_.program.variable(definition->entity)) {
                if (is_counter(into->id)) continue;
                const bool field = into->storage == Variable::Storage::field;
                if (is_id(into->name) || is_named_after(*into) || (field && becomes_key(function, into->id)))
                    subject_.add("id-sequence", 3, "it becomes '" + into->name + "' in '" + where + "'");
                else if (names_with(definition->value, accesses))
                    subject_.add("id-sequence", 3, "it is a part of '" + into->name + "' in '" + where + "'");
                else
                    subject_.add("id-sequence", field || becomes_key(function, into->id) ? 2 : 1,
                                 "it becomes '" + into->name + "' in '" + where + "'");
            }
        }
        for (const Access* access : subject_.program.accesses_in(function)) {
            if (access->kind != Access::Kind::write || !holds_minted(access->value, accesses)) continue;
            const Variable* into = subject_.program.variable(holder_of(access->place));
            if (!into || is_counter(into->id)) continue;
            if (is_id(into->name) || is_named_after(*into))
                subject_.add("id-sequence", 3, "it becomes '" + into->name + "' in '" + where + "'");
            else if (names_with(access->value, accesses))
                subject_.add("id-sequence", 3, "it is a part of '" + into->name + "' in '" + where + "'");
            else if (access->operation == "=")
                subject_.add("id-sequence", 2, "it goes into '" + into->name + "' in '" + where + "'");
        }
        for (const Call* call : subject_.program.calls_in(function)) {
            arrives(*call, accesses, where);
            if (makes_code(call->callee) && !call->arguments.empty() &&
                is_minted(call->arguments.front().value, accesses))
                subject_.add("id-sequence", 3,
                             "'" + subject_.function_name(call->callee) + "' makes a code of it in '" + where + "'");
        }
        if (returns_unseen(function, accesses)) {
            const bool named = is_id(where) || named_as_sequence() || named_as("id");
            subject_.add("id-sequence", named ? 3 : 1, "'" + where + "' hands it out");
            minters_.insert(function);
        }
    }

    /// `return next++` of a plain number leaves no definition: the result is used, by nothing else that is known.
    bool returns_unseen(const EntityId& id, const std::vector<const Access*>& accesses) const {
        const Function* function = subject_.program.function(id);
        if (!function || function->returns.kind != Type::Kind::builtin || function->returns.name == "void" ||
            function->returns.name == "bool")
            return false;
        auto used = [&](const Access* access) {
            auto& all = subject_.program.accesses_in(id);
            return std::any_of(all.begin(), all.end(), [&](const Access* other) {
                return other->kind == Access::Kind::read && other->operation == "value" && other->span == access->span;
            });
        };
        auto taken = [&](const Access* access) {
            const std::vector<const Access*> one{access};
            for (const Call* call : subject_.program.calls_in(id))
                for (auto& argument : call->arguments)
                    if (holds_minted(argument.value, one)) return true;
            for (const Definition* definition : subject_.program.definitions_in(id))
                if (holds_minted(definition->value, one)) return true;
            return false;
        };
        return std::any_of(accesses.begin(), accesses.end(),
                           [&](const Access* access) { return used(access) && !taken(access); });
    }

    void arrives(const Call& call, const std::vector<const Access*>& accesses, const std::string& where) {
        static const std::set<std::string> keyed{"emplace",    "insert", "try_emplace", "insert_or_assign",
                                                 "operator[]", "at",     "set"};
        const std::string method = call.name.substr(call.name.rfind(':') + 1);
        if (call.in_library && subject_.models.matches(&Model::log_calls, call.name)) return;
        const Function* callee = subject_.program.function(call.callee);
        for (std::size_t at = 0; at < call.arguments.size(); ++at) {
            const Value& value = call.arguments[at].value;
            if (!holds_minted(value, accesses)) continue;
            const auto sinks = subject_.models.sinks(call.name);
            const bool query =
                std::any_of(sinks.begin(), sinks.end(), [](const SinkModel* sink) { return sink->kind == "db-query"; });
            if (is_written_as_id(value, accesses))
                subject_.add("id-sequence", 3, "'" + where + "' puts it into an answer as an id");
            if (method == "operator=" && call.in_library && mentions_id(call.receiver_value))
                subject_.add("id-sequence", 3, "'" + where + "' puts it into an answer as an id");
            if (query) subject_.add("id-sequence", 3, "'" + where + "' puts it into a row");
            else if (call.in_library && (named_as_sequence() || named_as("id")))
                subject_.add("id-sequence", 2, "'" + where + "' hands it to '" + call.name + "'");
            if (call.in_library && call.has_receiver && at == 0 && keyed.contains(method) && !is_indexed(call.name) &&
                !is_counter(holder_of(call.receiver)))
                subject_.add("id-sequence", 3, "'" + where + "' keeps things under it");
            if (sets_id(method)) subject_.add("id-sequence", 3, "'" + where + "' hands it to '" + method + "'");
            if (formats_name(call)) subject_.add("id-sequence", 3, "'" + where + "' puts it into a name");
            if (const std::string parameter = made_from(call, at); !parameter.empty())
                subject_.add("id-sequence", 3, "it becomes '" + parameter + "' of what '" + where + "' makes");
            if (callee && at < callee->parameter_names.size() && is_id(callee->parameter_names[at]))
                subject_.add("id-sequence", 3,
                             "it becomes '" + callee->parameter_names[at] + "' of '" + callee->name + "'");
        }
    }

    /// By position, which is no key.
    static bool is_indexed(const std::string& call) {
        for (const char* list : {"std::vector::", "std::array::", "std::deque::", "std::span::", "std::basic_string::"})
            if (call.starts_with(list)) return true;
        return false;
    }

    /// "{\"order_id\": " + std::to_string(next++) + "}"
    bool is_written_as_id(const Value& value, const std::vector<const Access*>& accesses) const {
        if (value.kind != Value::Kind::concat) return false;
        for (std::size_t i = 1; i < value.parts.size(); ++i) {
            std::string before = value.parts[i - 1].kind == Value::Kind::text ? value.parts[i - 1].text : std::string();
            if (!holds_minted(value.parts[i], accesses)) continue;
            while (!before.empty() && !std::isalnum(static_cast<unsigned char>(before.back()))) before.pop_back();
            const std::size_t word = before.find_last_of(" \t\n{,\"'<?&");
            if (is_id(word == std::string::npos ? before : before.substr(word + 1))) return true;
        }
        return std::any_of(value.parts.begin(), value.parts.end(),
                           [&](const Value& part) { return is_written_as_id(part, accesses); });
    }

    /// `answer["room_id"]`
    bool mentions_id(const Value& value) const {
        if (value.kind == Value::Kind::text && is_id(value.text)) return true;
        return std::any_of(value.parts.begin(), value.parts.end(),
                           [&](const Value& part) { return mentions_id(part); });
    }

    bool becomes_key(const EntityId& function, const EntityId& local) const {
        auto& calls = subject_.program.calls_in(function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            if (!call->has_receiver || call->arguments.empty() || !call->in_library || is_indexed(call->name))
                return false;
            const Value& first = call->arguments.front().value;
            const Value& key = !first.parts.empty() ? first.parts.front() : first;
            static const std::set<std::string> keyed{"emplace", "insert", "try_emplace", "insert_or_assign",
                                                     "operator[]"};
            return keyed.contains(call->name.substr(call->name.rfind(':') + 1)) && key.kind == Value::Kind::entity &&
                   key.entity == local;
        });
    }
};

}  // namespace

void gather_sequence(Subject& subject) { Minting(subject).gather(); }

}  // namespace stateless::lint
