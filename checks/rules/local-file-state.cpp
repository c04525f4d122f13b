// local-file-state: application data that serving code puts on the local disk, at the place that opens, copies or moves
// the file, or, for a file that stays open from the start, at the first place that writes into it.
#include <algorithm>
#include <map>

#include "rules/support/file_writes.h"
#include "rules/support/message.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), program_(context.analysis.program), files_(context.analysis) {}

    std::vector<Finding> findings() {
        for (const Call& call : program_.facts().calls)
            if (context_.analysis.reach.serves_at(call.caller, call.loop))
                if (const auto write = files_.at(call)) report(call, write->path);
        open_files();
        return std::move(findings_);
    }

private:
    struct Put {
        EntityId function;
        Span span;
    };

    const RuleContext& context_;
    const Program& program_;
    const FileWrites files_;
    std::vector<Finding> findings_;

    bool stays_open(const Variable& variable) const {
        switch (variable.storage) {
        case Variable::Storage::global:
        case Variable::Storage::static_member:
        case Variable::Storage::static_local: return true;
        case Variable::Storage::field: return context_.analysis.lifetimes.of(variable.owner) == Lifetime::direct;
        case Variable::Storage::local: return context_.analysis.lifetimes.outlives_requests(variable);
        case Variable::Storage::parameter: break;
        }
        return false;
    }

    /// Where serving code first writes into each variable that holds an open file.
    std::map<EntityId, Put> first_puts() const {
        std::map<EntityId, Put> puts;
        const auto add = [&](const Place& place, const EntityId& function, unsigned loop, const Span& span) {
            if (!context_.analysis.reach.serves_at(function, loop)) return;
            const Variable* variable = program_.variable(holder_of(place));
            if (!variable || !stays_open(*variable)) return;
            auto [entry, fresh] = puts.try_emplace(variable->id, Put{function, span});
            if (!fresh && span < entry->second.span) entry->second = {function, span};
        };
        for (const Call& call : program_.facts().calls)
            if (const auto place = files_.written_handle(call)) add(*place, call.caller, call.loop, call.span);
        return puts;
    }

    /// The call that opened the file in the variable when the program started; nullptr if none did, or serving code
    /// opens it, too, and is reported for that.
    const Call* opened_at_the_start(const Variable& variable) const {
        const Call* opening = nullptr;
        for (const Call& call : program_.facts().calls) {
            if (!files_.opens(call)) continue;
            bool into = holder_of(call.receiver) == variable.id || call.span == variable.span;
            for (const Definition* definition : program_.definitions_of(variable.id))
                into = into || (definition->function == call.caller && definition->span.file == call.span.file &&
                                definition->span.line <= call.span.line &&
                                definition->span.end_line >= call.span.line && same_kind(variable, call));
            if (!into) continue;
            if (context_.analysis.reach.serves_at(call.caller, call.loop)) return nullptr;
            opening = &call;
        }
        return opening;
    }

    /// A stream's constructor in a statement that gives the variable its value, or a function that returns a handle.
    static bool same_kind(const Variable& variable, const Call& call) {
        return !call.has_receiver || call.name.starts_with(pointee(variable.type).name + "::");
    }

    void open_files() {
        for (const auto& [id, put] : first_puts()) {
            const Variable& variable = *program_.variable(id);
            const Call* opening = opened_at_the_start(variable);
            if (!opening || !files_.at(*opening) || files_.is_no_data(files_.names_of(variable)) ||
                files_.is_no_data(files_.names_of(put.function)))
                continue;
            Finding finding = begun(put.function, put.span, variable.name);
            finding.path = path_through(context_, put.function, {"writes into '" + variable.name + "'", put.span});
            findings_.push_back(std::move(finding));
        }
    }

    Finding begun(const EntityId& function, const Span& span, const std::string& entity) const {
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = span;
        finding.entity = entity;
        finding.confidence = context_.analysis.reach.confidence_of(function);
        finding.message =
            fill_message(context_.text.message, {{"entity", entity}, {"reached", reached_text(context_, function)}});
        return finding;
    }

    static std::string plain(std::string name) {
        if (const auto at = name.rfind("basic_"); at != std::string::npos) name.erase(0, at + 6);
        const auto colon = name.rfind("::");
        const std::string last = colon == std::string::npos ? name : name.substr(colon + 2);
        return last;
    }

    void report(const Call& call, const std::string& path) {
        Finding finding = begun(call.caller, call.span, path.empty() ? plain(call.name) : path);
        finding.path = path_through(context_, call.caller, {"writes the file with " + call.name, call.span});
        findings_.push_back(std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_local_file_state(const RuleContext& context);

std::vector<Finding> judge_local_file_state(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
