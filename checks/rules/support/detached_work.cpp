// Looks at every start of a thread or task in serving code: what runs there, who waits for it, whether it has the
// client.
#include "rules/support/detached_work.h"

#include <algorithm>
#include <set>

#include "rules/support/application_work.h"
#include "rules/support/message.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr const char* words =
    "'{entity}' starts work that the request does not wait for ({work}), {reached}, and that is lost when this replica "
    "stops before it is done; hand it to stateless::JobQueue, which keeps it until somebody has done it";

bool is_request_kind(const std::string& kind) {
    return kind == "route" || kind == "rpc" || kind == "message" || kind == "middleware" || kind == "connection" ||
           kind == "loop";
}

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), program_(context.analysis.program), models_(program_.models()),
          reach_(context.analysis.reach), work_(context.analysis) {
        for (const Capture& capture : program_.facts().captures) captures_[capture.lambda].push_back(&capture);
    }

    std::vector<Finding> findings() {
        for (const Call& call : program_.facts().calls) {
            if (!reach_.serves_at(call.caller, call.loop)) continue;
            const auto started = started_by(call);
            if (started.empty() || !by_a_request(call) || accepts_the_client(call)) continue;
            if (is_awaited(call) || hands_over_the_client(call)) continue;
            for (const EntityId& task : started)
                if (judge(call, task)) break;
        }
        return std::move(findings_);
    }

private:
    const RuleContext& context_;
    const Program& program_;
    const Models& models_;
    const Reach& reach_;
    const ApplicationWork work_;
    std::map<EntityId, std::vector<const Capture*>> captures_;
    std::vector<Finding> findings_;

    /// The tasks that the call starts beside the caller; nothing for other calls.
    std::vector<EntityId> started_by(const Call& call) const {
        if (!call.in_library) return into_own_pool(call);
        const std::string name = constructed(call);
        bool starts = false;
        for (const RootModel* root : models_.roots_by_call(name)) starts = starts || root->kind == "background";
        const bool once = is_one_shot_timer(call);
        if (!starts && !once) return {};
        if (starts && is_event_loop(call)) return {};
        std::vector<EntityId> tasks;
        for (const Argument& argument : call.arguments)
            for (const EntityId& callable : work_.callables().of(argument, call.caller)) tasks.push_back(callable);
        return tasks;
    }

    /// threads.emplace_back(f) is std::thread(f).
    std::string constructed(const Call& call) const {
        if (!call.has_receiver || call.name.find("::emplace") == std::string::npos) return call.name;
        const Variable* variable = program_.variable(holder_of(call.receiver));
        if (!variable || variable->type.args.empty()) return call.name;
        const std::string& element = variable->type.args.back().name;
        return element + "::" + element.substr(element.rfind(':') + 1);
    }

    bool is_one_shot_timer(const Call& call) const {
        if (work_.has_sink(call, "repeating-timer")) return false;
        const auto roots = models_.roots_by_call(call.name);
        return std::any_of(roots.begin(), roots.end(), [](const RootModel* root) { return root->kind == "timer"; });
    }

    /// Posting to the loop that runs the handlers goes on with the same work; a pool is another place.
    bool is_event_loop(const Call& call) const {
        const bool posts = call.name.ends_with("::post") || call.name.ends_with("::dispatch") ||
                           call.name.ends_with("::defer") || call.name.ends_with("::spawn") ||
                           call.name.ends_with("InLoop");
        if (!posts) return false;
        if (call.name.find("pool") != std::string::npos) return false;
        if (call.arguments.empty()) return true;
        const Argument& target = call.arguments.front();
        std::string type = pointee(target.type).name;
        if (target.value.kind == Value::Kind::entity)
            if (const Variable* variable = program_.variable(target.value.entity)) type += pointee(variable->type).name;
        for (const Value& part : target.value.parts)
            if (const Variable* variable = program_.variable(part.entity)) type += pointee(variable->type).name;
        return type.find("pool") == std::string::npos;
    }

    /// A pool of the program's own: its method keeps the callable for a thread.
    std::vector<EntityId> into_own_pool(const Call& call) const {
        const Function* callee = program_.function(call.callee);
        if (!callee || callee->record.empty() || !models_.suggests(callee->name, "enqueues")) return {};
        const Record* record = program_.record(callee->record);
        const bool pool =
            record && (models_.suggests(record->name, "pool") || models_.suggests(record->name, "queue") ||
                       models_.suggests(record->name, "executes"));
        if (!pool || !keeps(call.callee, 1)) return {};
        std::vector<EntityId> tasks;
        for (const Argument& argument : call.arguments)
            tasks.insert(tasks.end(), argument.callables.begin(), argument.callables.end());
        return tasks;
    }

    bool keeps(const EntityId& function, int depth) const {
        for (const Access* access : program_.accesses_in(function)) {
            if (access->kind == Access::Kind::read) continue;
            const Variable* variable = program_.variable(holder_of(access->place));
            const bool adds = access->operation.find("push") != std::string::npos ||
                              access->operation.find("emplace") != std::string::npos ||
                              access->operation.find("enqueue") != std::string::npos || access->operation == "insert" ||
                              access->operation == "add";
            if (adds && variable && variable->storage != Variable::Storage::local) return true;
        }
        if (depth == 0) return false;
        const auto& calls = program_.calls_in(function);
        return std::any_of(calls.begin(), calls.end(),
                           [&](const Call* call) { return !call->in_library && keeps(call->callee, depth - 1); });
    }

    bool by_a_request(const Call& call) const {
        const auto roots = reach_.roots_of(call.caller);
        return std::any_of(roots.begin(), roots.end(), [](const Root* root) { return is_request_kind(root->kind); });
    }

    /// A loop that accepts a client and starts a thread for it: that is how the request is served.
    bool accepts_the_client(const Call& call) const {
        if (call.loop == 0) return false;
        const auto& calls = program_.calls_in(call.caller);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* other) {
            return other->loop == call.loop && other->in_library && models_.matches(&Model::listen_calls, other->name);
        });
    }

    /// Somebody in the same function waits: joins the thread, gets the result.
    bool is_awaited(const Call& call) const {
        for (const Call* other : program_.calls_in(call.caller))
            if (work_.has_sink(*other, "awaits")) return true;
        const bool future = call.name.ends_with("::async");
        const bool joins_itself = call.name.find("jthread") != std::string::npos;
        if (!future && !joins_itself) return false;
        // A local waits in its destructor.
        for (const Definition* definition : program_.definitions_in(call.caller)) {
            if (definition->span.file != call.span.file) continue;
            if (call.span.line < definition->span.line || call.span.line > definition->span.end_line) continue;
            if (definition->value.kind != Value::Kind::call || definition->value.text != call.name) continue;
            const Variable* variable = program_.variable(definition->entity);
            if (variable && variable->storage == Variable::Storage::local) return !leaves(*variable);
        }
        for (const Variable& variable : program_.facts().variables)
            if (variable.span == call.span && variable.storage == Variable::Storage::local) return !leaves(variable);
        return false;
    }

    bool leaves(const Variable& variable) const {
        const auto& accesses = program_.accesses_in(variable.owner);
        return std::any_of(accesses.begin(), accesses.end(), [&](const Access* access) {
            return holder_of(access->place) == variable.id &&
                   (access->operation == "move" || access->operation == "detach");
        });
    }

    bool is_client(const Type& type) const {
        const Type& inner = pointee(type);
        const bool callback = !inner.args.empty() && inner.args.front().kind == Type::Kind::function;
        return context_.analysis.lifetimes.is_connection(type) || models_.is_type(inner.name, "connection") ||
               models_.suggests(inner.name, "response") ||
               (callback && models_.suggests(identifier_of(inner.args.front().name), "response"));
    }

    /// The task is given the client's connection or its response: it is the request that goes on there.
    bool hands_over_the_client(const Call& call) const {
        for (const Argument& argument : call.arguments) {
            if (is_client(argument.type)) return true;
            const Variable* variable = program_.variable(holder_of(argument.place));
            if (variable && argument.callables.empty() && is_client(variable->type)) return true;
            if (argument.value.kind == Value::Kind::entity || argument.value.kind == Value::Kind::parameter)
                if (models_.suggests(argument.value.text, "descriptor")) return true;
            for (const EntityId& callable : argument.callables)
                if (const auto captured = captures_.find(callable); captured != captures_.end())
                    for (const Capture* capture : captured->second)
                        if (const Variable* held = program_.variable(capture->variable))
                            if (is_client(held->type) || models_.suggests(held->name, "descriptor")) return true;
        }
        return false;
    }

    bool judge(const Call& call, const EntityId& task) {
        const Function* function = program_.function(task);
        if (!function || work_.is_upkeep(function->name) || models_.suggests(function->name, "logger")) return false;
        const WorkSummary summary = work_.of(task);
        if (summary.meets_peer || summary.calls_back) return false;
        const std::optional<Work>* work = &summary.changes;
        for (const auto* better : {&summary.runs, &summary.fetches, &summary.saves, &summary.writes})
            if (*better) work = better;
        if (!*work) return false;
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = call.span;
        finding.entity = call.name;
        finding.confidence = reach_.confidence_of(call.caller);
        finding.path = path_through(context_, call.caller, {"starts it with " + call.name, call.span});
        finding.path.push_back({(*work)->words, (*work)->span});
        finding.message = fill_message(
            words, {{"entity", call.name}, {"work", (*work)->words}, {"reached", reached_text(context_, call.caller)}});
        findings_.push_back(std::move(finding));
        return true;
    }
};

}  // namespace

std::vector<Finding> detached_work_findings(const RuleContext& context) {
    if (!context.analysis.reach.is_server()) return {};
    return Search(context).findings();
}

}  // namespace stateless::lint
