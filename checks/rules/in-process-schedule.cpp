// in-process-schedule: work for the application that every replica does again and again: repeating timers, timers that
// set themselves anew, and loops around a pause in threads that start with the program. What counts as work,
// support/application_work knows; a shared lock, or work taken from a queue, is none of it.
#include <algorithm>
#include <map>
#include <set>

#include "rules/support/application_work.h"
#include "rules/support/message.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr int helpers_deep = 2;
constexpr unsigned rearm_deep = 6;

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), program_(context.analysis.program), reach_(context.analysis.reach),
          work_(context.analysis) {}

    std::vector<Finding> findings() {
        if (!reach_.is_server()) return {};
        for (const Call& call : program_.facts().calls) repeating_call(call);
        for (const Function& function : program_.facts().functions) repeating_override(function);
        for (const Root& root : reach_.roots()) {
            if (root.kind == "timer") rearmed(root);
            if (root.kind == "background" || root.kind == "coroutine") thread(root);
            if (root.kind == "loop") own_timers(root.function, root.loop, 0);
        }
        for (const Function& function : program_.facts().functions)
            if (function.is_main) loops_of(function.id, {}, 0);
        return std::move(findings_);
    }

private:
    const RuleContext& context_;
    const Program& program_;
    const Reach& reach_;
    const ApplicationWork work_;
    std::vector<Finding> findings_;
    std::set<Span> seen_;

    /// Not once per request: by start-up code, or by a class that is made when the program starts.
    bool is_started_once(const EntityId& starter) const {
        return starter.empty() || reach_.starts_up(starter) || !reach_.serves(starter);
    }

    std::string name_of(const EntityId& id) const {
        const Function* function = program_.function(id);
        return function ? function->name : std::string();
    }

    bool is_upkeep(const EntityId& id) const {
        const Function* function = program_.function(id);
        if (!function) return true;
        return function->kind != Function::Kind::lambda && work_.is_upkeep(function->name);
    }

    void repeating_call(const Call& call) {
        const SinkModel* sink = work_.sink_of(call, "repeating-timer");
        if (!sink || !is_started_once(call.caller)) return;
        if (const Argument* repeat = argument_at(call, sink->value_argument))
            if (repeat->value.kind == Value::Kind::integer && repeat->value.integer == 0) return;
        if (const Argument* mode = argument_at(call, sink->mode_argument)) {
            const Argument* descriptor = argument_at(call, sink->handle_argument);
            const bool persists = mode->value.kind == Value::Kind::integer && (mode->value.integer & sink->write_bits);
            const bool none =
                descriptor && descriptor->value.kind == Value::Kind::integer && descriptor->value.integer < 0;
            if (!persists || !none) return;
        }
        for (const Argument& argument : call.arguments)
            for (const EntityId& callable : work_.callables().of(argument, call.caller))
                judge(callable, 0, call.span, "a timer", call.caller);
    }

    void repeating_override(const Function& function) {
        if (!function.has_body) return;
        for (const std::string& name : function.overridden_names)
            for (const SinkModel* sink : program_.models().sinks(name))
                if (sink->kind == "repeating-timer") judge(function.id, 0, function.span, "a timer", {});
    }

    /// The callback gets back to the function that set the timer.
    void rearmed(const Root& root) {
        if (root.registered_in.empty() || !gets_back(root.function, root)) return;
        if (!is_started_once(root.registered_in) && !only_from_itself(root)) return;
        judge(root.function, 0, root.span, "a timer that sets itself again", root.registered_in);
    }

    bool gets_back(const EntityId& from, const Root& root) const {
        std::set<EntityId> seen{from};
        std::vector<std::pair<EntityId, unsigned>> queue{{from, 0}};
        for (std::size_t i = 0; i < queue.size(); ++i) {
            const auto [id, depth] = queue[i];
            if (id == root.registered_in) return true;
            if (depth >= rearm_deep) continue;
            for (const Call* call : program_.calls_in(id)) {
                if (call->span == root.span) return true;
                if (!call->in_library && seen.insert(call->callee).second) queue.emplace_back(call->callee, depth + 1);
                if (call->kind != Call::Kind::indirect) continue;
                if (const auto targets = work_.callables().behind(*call))
                    for (const EntityId& target : *targets)
                        if (seen.insert(target).second) queue.emplace_back(target, depth + 1);
            }
        }
        return false;
    }

    /// What sets the timer serves only because the timer calls it.
    bool only_from_itself(const Root& root) const {
        for (const Root* other : reach_.roots_of(root.registered_in))
            if (other->kind != "timer" && other->kind != "callback" && other->kind != "background" &&
                other->kind != "coroutine")
                return false;
        return true;
    }

    void thread(const Root& root) {
        if (!is_started_once(root.registered_in)) return;
        loops_of(root.function, root, 0);
    }

    bool pauses(const Call& call, int depth) const {
        if (work_.sink_of(call, "pause")) return true;
        if (call.in_library || depth == 0) return false;
        const auto& calls = program_.calls_in(call.callee);
        return std::any_of(calls.begin(), calls.end(),
                           [&](const Call* inner) { return inner->loop == 0 && pauses(*inner, depth - 1); });
    }

    /// Loops around a pause in the function, or in what it calls outside of loops.
    void loops_of(const EntityId& function, const Root& root, int depth) {
        std::map<unsigned, Span> loops;
        for (const Call* call : program_.calls_in(function)) {
            if (call->loop != 0 && pauses(*call, helpers_deep)) loops.try_emplace(call->loop, call->span);
            if (call->loop == 0 && !call->in_library && depth < helpers_deep && !root.function.empty())
                loops_of(call->callee, root, depth + 1);
        }
        for (const auto& [loop, pause] : loops)
            judge(function, loop, root.span.valid() ? root.span : pause, "a thread's loop", root.registered_in);
    }

    /// The program's own event loop calls each function of a list, round after round, and keeps it.
    void own_timers(const EntityId& function, unsigned loop, int depth) {
        for (const Call* call : program_.calls_in(function)) {
            if (depth == 0 && call->loop != loop) continue;
            if (call->kind == Call::Kind::direct && !call->in_library && depth < helpers_deep)
                own_timers(call->callee, 0, depth + 1);
            if (call->kind != Call::Kind::indirect || call->loop == 0) continue;
            const Variable* list = list_of(call->receiver);
            if (!list || takes_out(function, list->id)) continue;
            const auto known = work_.callables().behind(*call);
            for (const EntityId& target : known ? *known : work_.callables().of_signature(call->signature))
                handed_over(target, *list);
        }
    }

    /// The container of which an element is called, or a part of one; none for a table of handlers by number.
    const Variable* list_of(const Place& place) const {
        const Variable* holder = place.root == Place::Root::variable ? program_.variable(place.entity) : nullptr;
        for (const Place::Step& step : place.steps) {
            if (step.kind == Place::Step::Kind::element && holder) {
                const Type& type = pointee(holder->type);
                const bool by_number = program_.models().is_type(type.name, "map") && !type.args.empty() &&
                                       type.args.front().kind == Type::Kind::builtin;
                return holds_many(holder->type, program_.models()) && !by_number ? holder : nullptr;
            }
            if (step.kind == Place::Step::Kind::field) holder = program_.variable(step.field);
        }
        return nullptr;
    }

    bool changes(const EntityId& function, const EntityId& list, const std::set<std::string>& operations) const {
        const auto& accesses = program_.accesses_in(function);
        return std::any_of(accesses.begin(), accesses.end(), [&](const Access* access) {
            return operations.contains(access->operation) && holder_of(access->place) == list;
        });
    }

    bool takes_out(const EntityId& function, const EntityId& list) const {
        return changes(function, list, {"erase", "clear", "pop", "pop_back", "pop_front", "extract", "swap", "move"});
    }

    bool fills(const EntityId& function, const EntityId& list) const {
        return changes(function, list, {"push_back", "emplace_back", "push", "emplace", "insert", "push_front", "="});
    }

    bool says_time(const Type& type, int depth = 0) const {
        if (type.name.starts_with("std::chrono::")) return true;
        const Record* record = program_.record(type.record);
        if (record && program_.models().suggests(record->name, "repeats")) return true;
        if (record && depth < 2)
            for (const EntityId& field : record->fields)
                if (const Variable* part = program_.variable(field);
                    part && (program_.models().suggests(part->name, "repeats") || says_time(part->type, depth + 1)))
                    return true;
        return depth < 4 &&
               std::any_of(
                   type.args.begin(), type.args.end(), [&](const Type& part) { return says_time(part, depth + 1); });
    }

    /// Where start-up code gives the function to the list; a list of listeners says nothing of time.
    void handed_over(const EntityId& target, const Variable& list) {
        const bool of_time = program_.models().suggests(list.name, "repeats") || says_time(list.type);
        for (const Call& call : program_.facts().calls) {
            if (call.in_library || !is_started_once(call.caller) || !fills(call.callee, list.id)) continue;
            if (!of_time && !program_.models().suggests(call.name, "repeats")) continue;
            for (const Argument& argument : call.arguments)
                if (std::find(argument.callables.begin(), argument.callables.end(), target) != argument.callables.end())
                    judge(target, 0, call.span, "a timer", call.caller);
        }
    }

    void judge(const EntityId& function, unsigned loop, const Span& place, const std::string& kind,
               const EntityId& starter) {
        if (is_upkeep(function)) return;
        const WorkSummary work = work_.of(function, loop);
        if (work.is_claimed || work.takes_from_queue || (loop != 0 && work.meets_peer)) return;
        if (work.writes) report(function, *work.writes, place, kind, starter);
        // A timer class of the program's own: each of its callers hands over another schedule.
        for (const EntityId& target : work.unknown_targets) {
            if (is_upkeep(target)) continue;
            const WorkSummary inner = work_.of(target);
            const Function* known = program_.function(target);
            if (inner.writes && !inner.is_claimed && known)
                report(target, *inner.writes, known->span, "a timer", known->parent);
        }
    }

    void report(const EntityId& function, const Work& work, const Span& place, const std::string& kind,
                const EntityId& starter) {
        if (!seen_.insert(place).second) return;
        const Function* known = program_.function(function);
        const bool lambda = known && known->kind == Function::Kind::lambda;
        std::string entity =
            lambda && known->name.starts_with("lambda in ") ? known->name.substr(10) : name_of(function);
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = place;
        finding.entity = entity;
        finding.confidence = reach_.serves(function) ? reach_.confidence_of(function) : Confidence::medium;
        finding.message =
            fill_message(context_.text.message, {{"entity", entity}, {"kind", kind}, {"work", work.words}});
        if (!starter.empty()) finding.path.push_back({name_of(starter), place});
        finding.path.push_back({work.words, work.span});
        findings_.push_back(std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_in_process_schedule(const RuleContext& context);

std::vector<Finding> judge_in_process_schedule(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
