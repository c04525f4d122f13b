// in-process-session: containers of sessions (the purpose of a state entity, decided in program/purposes), and sessions
// that a framework keeps in its own memory: reported where the program switches them on, else where it first puts data
// there.
#include <algorithm>

#include "rules/support/message.h"
#include "rules/support/state_finding.h"

namespace stateless::lint {

namespace {

class FrameworkSessions {
public:
    explicit FrameworkSessions(const RuleContext& context)
        : context_(context), program_(context.analysis.program), models_(program_.models()) {}

    std::vector<Finding> run() {
        for (const Call& call : program_.facts().calls)
            if (is(call, "session-use")) report(call, "it switches on the framework's own sessions");
        for (const Variable& variable : program_.facts().variables) {
            if (variable.storage == Variable::Storage::parameter || !variable.defines) continue;
            if (const std::string store = store_in(variable.type, 0); !store.empty()) report(variable, store);
        }
        if (!findings_.empty()) return std::move(findings_);
        const Call* first = nullptr;
        for (const Call& call : program_.facts().calls)
            if (is(call, "session-write") && context_.analysis.reach.serves_at(call.caller, call.loop) &&
                (!first || call.span < first->span))
                first = &call;
        if (first) report(*first, "it puts data into the framework's own sessions");
        return std::move(findings_);
    }

private:
    const RuleContext& context_;
    const Program& program_;
    const Models& models_;
    std::vector<Finding> findings_;

    bool is(const Call& call, const char* kind) const {
        if (!call.in_library) return false;
        auto sinks = models_.sinks(call.name);
        return std::any_of(sinks.begin(), sinks.end(), [&](const SinkModel* sink) { return sink->kind == kind; });
    }

    /// The name of a session store among the template arguments, at any depth.
    std::string store_in(const Type& type, int depth) const {
        if (models_.is_type(type.name, "session")) return type.name;
        if (depth > 4 || !type.record.empty()) return {};
        for (const Type& argument : type.args)
            if (std::string found = store_in(argument, depth + 1); !found.empty()) return found;
        return {};
    }

    void report(const Call& call, const std::string& evidence) {
        add(call.span, call.name, call.name.substr(call.name.rfind(':') + 1), evidence, call.caller);
    }

    void report(const Variable& variable, const std::string& store) {
        add(variable.span, variable.qualified, variable.name, "'" + store + "' is the store of its sessions",
            variable.owner);
    }

    void add(const Span& span, const std::string& entity, const std::string& name, const std::string& evidence,
             const EntityId& id) {
        const Function* function = program_.function(id);
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = span;
        finding.entity = entity;
        if (function && context_.analysis.reach.serves(id)) {
            finding.path = context_.analysis.reach.path_to(id);
            finding.confidence = context_.analysis.reach.confidence_of(id);
        }
        finding.message = fill_message(context_.text.message,
                                       {{"entity", name},
                                        {"evidence", evidence},
                                        {"function", function ? function->name : "start-up code"},
                                        {"root", finding.path.empty() ? "every request" : finding.path.front().label}});
        findings_.push_back(std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_in_process_session(const RuleContext& context);

std::vector<Finding> judge_in_process_session(const RuleContext& context) {
    std::vector<Finding> findings = state_findings(context);
    for (Finding& finding : FrameworkSessions(context).run()) findings.push_back(std::move(finding));
    return findings;
}

}  // namespace stateless::lint
