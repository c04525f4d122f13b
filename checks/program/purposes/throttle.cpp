// Limiters that neither are called so nor answer with 429: what is counted by key is compared with a bound, and either
// a time kept beside it is looked at (a window, a bucket, a lock-out), or the count is given up again for a good
// request.
#include "program/purposes/throttle.h"

#include <algorithm>
#include <set>

#include "program/once.h"

namespace stateless::lint {

namespace {

bool is_time(const Type& type) { return pointee(type).name.find("time_point") != std::string::npos; }

bool is_plain_number(const Type& type) {
    return type.kind == Type::Kind::builtin && type.name != "bool" && type.name.find("char") == std::string::npos;
}

class Throttle {
public:
    explicit Throttle(const Subject& subject) : subject_(subject), program_(subject.program) {}

    std::string evidence() const {
        const Type& type = subject_.type();
        if (!subject_.models.is_type(type.name, "map") || type.args.size() < 2) return {};
        const bool times = keeps_times(), numbers = keeps_numbers();
        if (!times && !numbers) return {};
        for (const EntityId& function : subject_.users()) {
            const Use use = used_in(function);
            if (!use.compared) continue;
            if (times && use.changed && asks_clock(function)) return text("when each one came", function);
            if (numbers && use.counted && use.looks_back && asks_clock(function))
                return text("counts by the time", function);
            if (numbers && use.counted_up && answers_plainly(function) && is_given_up())
                return text("strikes", function);
        }
        return {};
    }

private:
    struct Use {
        bool compared = false, changed = false, counted = false, counted_up = false;
        bool looks_back = false;  // at another part than the one that is counted
    };

    const Subject& subject_;
    const Program& program_;

    std::string text(const std::string& what, const EntityId& function) const {
        return "'" + subject_.function_name(function) + "' keeps " + what + " by key and holds it against a bound";
    }

    bool keeps_times() const {
        const Type& kept = subject_.element();
        return holds_many(kept, subject_.models) && !kept.args.empty() && is_time(kept.args.front());
    }

    /// A number, or a record of numbers and times.
    bool keeps_numbers() const {
        const Type& kept = subject_.element();
        if (is_plain_number(kept)) return true;
        const auto plain = [](const Type& type) {
            return type.kind == Type::Kind::builtin || type.name.starts_with("std::chrono::");
        };
        if (kept.name == "std::pair" || kept.name == "std::tuple")
            return std::all_of(kept.args.begin(), kept.args.end(), plain);
        const Record* record = program_.record(kept.record);
        return record && record->fields.size() > 1 &&
               std::all_of(record->fields.begin(), record->fields.end(), [&](const EntityId& id) {
                   const Variable* field = program_.variable(id);
                   return field && plain(field->type);
               });
    }

    /// The part of an element that the access names; empty for the element itself.
    EntityId part_of(const Access& access) const {
        const auto steps = subject_.steps_inside(access);
        for (auto step = steps.rbegin(); step != steps.rend(); ++step)
            if (step->kind == Place::Step::Kind::field) return step->field;
        return {};
    }

    Use used_in(const EntityId& function) const {
        static const std::set<std::string> up{"++", "+="}, counts{"++", "--", "+=", "-="};
        Use use;
        std::set<EntityId> counted, looked_at;
        for (const StateAccess& write : subject_.state.writes) {
            if (write.function != function) continue;
            const Access& access = *write.access;
            use.changed = true;
            if (counts.contains(access.operation)) counted.insert(part_of(access));
            use.counted_up = use.counted_up || up.contains(access.operation);
            if (counts.contains(access.operation)) use.compared = use.compared || is_compared(access);
        }
        for (const StateAccess& read : subject_.state.reads) {
            if (read.function != function) continue;
            if (read.access->operation != "value") looked_at.insert(part_of(*read.access));
            use.compared = use.compared || is_compared(*read.access);
        }
        use.counted = !counted.empty();
        use.looks_back = std::any_of(looked_at.begin(), looked_at.end(), [&](const EntityId& part) {
            const Variable* field = program_.variable(part);
            return field && !counted.contains(part) && field->owner == subject_.element().record;
        });
        return use;
    }

    /// With a number, or with what holds one, on the same line.
    bool is_compared(const Access& access) const {
        const auto& accesses = program_.accesses_in(access.function);
        const bool bounded = std::any_of(accesses.begin(), accesses.end(), [&](const Access* other) {
            const Variable* bound = program_.variable(named_entity(other->place));
            return other->kind == Access::Kind::read && other->span.line == access.span.line && bound &&
                   subject_.models.suggests(bound->name, "bound") && is_plain_number(bound->type);
        });
        if (bounded) return true;
        const auto& literals = program_.literals_in(access.function);
        return std::any_of(literals.begin(), literals.end(), [&](const Literal* literal) {
            return literal->role == Literal::Role::comparison && literal->value.kind == Value::Kind::integer &&
                   literal->value.span.line == access.span.line && literal->value.integer > 0;
        });
    }

    bool asks_clock(const EntityId& function) const {
        const auto& calls = program_.calls_in(function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            if (subject_.models.matches(&Model::clock_calls, call->name)) return true;
            const Function* callee = program_.function(call->callee);
            if (!callee || !callee->parameters.empty()) return false;
            const auto& inner = program_.calls_in(callee->id);
            return std::any_of(inner.begin(), inner.end(), [&](const Call* asked) {
                return subject_.models.matches(&Model::clock_calls, asked->name);
            });
        });
    }

    /// Yes or no, or one of a few answers.
    bool answers_plainly(const EntityId& id) const {
        const Function* function = program_.function(id);
        return function && (function->returns.name == "bool" || function->returns.kind == Type::Kind::enumeration);
    }

    /// Somebody takes the key out again.
    bool is_given_up() const {
        return std::any_of(subject_.state.writes.begin(), subject_.state.writes.end(), [&](const StateAccess& write) {
            return write.access->operation == "erase" && subject_.on_container(*write.access);
        });
    }
};

}  // namespace

std::string throttling_evidence(const Subject& subject) { return Throttle(subject).evidence(); }

}  // namespace stateless::lint
