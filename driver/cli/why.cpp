// Prints facts and verdicts in the order of the questions: does it outlive a request, who changes it, what is it for.
#include "cli/why.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>
#include <tuple>

#include "model/misuse.h"
#include "output/unicode.h"
#include "output/uri.h"
#include "rules/support/state_finding.h"

namespace stateless::lint {
namespace {

constexpr std::size_t close_names = 5;

std::string type_text(const Type& type) {
    std::string inner;
    for (const Type& argument : type.args) inner += (inner.empty() ? "" : ", ") + type_text(argument);
    switch (type.kind) {
    case Type::Kind::pointer: return inner + "*";
    case Type::Kind::reference: return inner + "&";
    case Type::Kind::array: return inner + "[]";
    default: return type.name + (inner.empty() ? "" : "<" + inner + ">");
    }
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

const char* storage_words(Variable::Storage storage) {
    switch (storage) {
    case Variable::Storage::global: return "a global";
    case Variable::Storage::static_member: return "a static member";
    case Variable::Storage::static_local: return "a static local";
    case Variable::Storage::local: return "a local";
    case Variable::Storage::parameter: return "a parameter";
    case Variable::Storage::field: return "a field";
    }
    return "";
}

const char* kind_words(Access::Kind kind) {
    switch (kind) {
    case Access::Kind::read: return "read";
    case Access::Kind::write: return "write";
    case Access::Kind::escape: return "handed out";
    }
    return "";
}

bool names(const Access& access, const Variable& variable) {
    if (access.place.root == Place::Root::variable && access.place.entity == variable.id) return true;
    return std::any_of(access.place.steps.begin(), access.place.steps.end(),
                       [&](const Place::Step& step) { return step.field == variable.id; });
}

class Explanation {
public:
    Explanation(const WhyRequest& request, const Variable& variable)
        : request_(request), analysis_(request.analysis), variable_(variable) {
        for (const StateEntity& state : analysis_.states)
            if (state.variable == &variable) state_ = &state;
        for (const NoState& none : analysis_.dismissed)
            if (none.entity.variable == &variable) dismissed_ = &none;
    }

    std::string text() {
        out_ << variable_.qualified << "  " << place(variable_.span) << "\n";
        out_ << "  " << storage_words(variable_.storage) << (variable_.is_thread_local ? ", one per thread" : "")
             << (variable_.is_const ? ", const" : "") << ", of type " << type_text(variable_.type) << "\n";
        lifetime();
        accesses();
        purpose();
        verdicts();
        return printable(out_.str(), LineEnds::kept);
    }

private:
    const WhyRequest& request_;
    const Analysis& analysis_;
    const Variable& variable_;
    const StateEntity* state_ = nullptr;
    const NoState* dismissed_ = nullptr;
    std::ostringstream out_;

    const StateEntity* entity() const { return state_ ? state_ : dismissed_ ? &dismissed_->entity : nullptr; }

    std::string place(const Span& span) const {
        return relative_to(span.file, request_.working_folder).value_or(span.file) + ":" + std::to_string(span.line) +
               ":" + std::to_string(span.column);
    }

    void lifetime() {
        out_ << "\nlifetime\n  ";
        if (const StateEntity* known = entity()) {
            out_ << "outlives requests: it " << known->lifetime << "\n";
            return;
        }
        out_ << short_life() << "\n";
    }

    /// For what no access of the program led to as a long-lived object.
    std::string short_life() const {
        if (!analysis_.reach.is_server()) return "not asked: nothing in this program serves";
        const Lifetimes& lifetimes = analysis_.lifetimes;
        switch (variable_.storage) {
        case Variable::Storage::parameter: return "a call's: it is a parameter";
        case Variable::Storage::local:
            return lifetimes.outlives_requests(variable_) ? "outlives requests: it lives in start-up code"
                                                          : "a call's: it is a local, and not of start-up code";
        case Variable::Storage::field: return life_of_field();
        default: return "outlives requests: it has static storage";
        }
    }

    std::string life_of_field() const {
        const Lifetimes& lifetimes = analysis_.lifetimes;
        const Record* owner = analysis_.program.record(variable_.owner);
        const std::string name = owner ? owner->name : "its class";
        if (lifetimes.is_per_connection(variable_.owner))
            return "a connection's: each " + name + " belongs to one client's connection";
        if (lifetimes.of(variable_.owner) == Lifetime::unknown)
            return "a request's: no object of " + name + " is known to outlive the request that makes it";
        return "outlives requests: an object of " + name + " does: " + lifetimes.reason(variable_.owner);
    }

    void accesses() {
        std::vector<StateAccess> serving, other;
        for (const Access& access : analysis_.program.facts().accesses) {
            if (!names(access, variable_)) continue;
            const bool serves = analysis_.reach.serves_at(access.function, access.loop);
            (serves ? serving : other).push_back({&access, access.function, serves});
        }
        if (const StateEntity* known = entity()) add_indirect(*known, serving, other);
        if (!analysis_.program.definitions_of(variable_.id).empty() && serving.empty() && other.empty())
            out_ << "\naccesses\n  only its initialiser\n";
        list("while serving", serving);
        list("at start-up, at the end, or in code that nothing reaches", other);
    }

    /// What the analysis traced to it through parameters and returned references.
    static void add_indirect(const StateEntity& known, std::vector<StateAccess>& serving,
                             std::vector<StateAccess>& other) {
        for (auto* group : {&known.writes, &known.reads, &known.other_writes}) {
            for (const StateAccess& access : *group) {
                auto& known_ones = access.serving ? serving : other;
                const auto same = [&](const StateAccess& listed) { return listed.access == access.access; };
                if (std::none_of(known_ones.begin(), known_ones.end(), same)) known_ones.push_back(access);
            }
        }
    }

    bool counts_as_change(const StateAccess& access) const {
        if (!entity()) return false;
        const auto& writes = entity()->writes;
        return std::any_of(writes.begin(), writes.end(),
                           [&](const StateAccess& write) { return write.access == access.access; });
    }

    /// By function, those that change it first: a function's path is told once.
    void list(const char* title, std::vector<StateAccess>& accesses) {
        if (accesses.empty()) return;
        std::set<EntityId> changing;
        for (const StateAccess& access : accesses)
            if (access.access->kind != Access::Kind::read) changing.insert(access.function);
        std::sort(accesses.begin(), accesses.end(), [&](const StateAccess& a, const StateAccess& b) {
            return std::tuple(!changing.contains(a.function), heading(a), a.function, a.access->span,
                              a.access->operation) < std::tuple(!changing.contains(b.function), heading(b), b.function,
                                                                b.access->span, b.access->operation);
        });
        out_ << "\naccesses " << title << "\n";
        const StateAccess* before = nullptr;
        for (const StateAccess& access : accesses) {
            if (!before || before->function != access.function) out_ << "  " << heading(access) << "\n";
            before = &access;
            out_ << "    " << place(access.access->span) << ": " << kind_words(access.access->kind);
            if (!access.access->operation.empty()) out_ << " (" << access.access->operation << ")";
            if (counts_as_change(access)) out_ << "; counts as a change";
            out_ << "\n";
        }
    }

    std::string heading(const StateAccess& access) const {
        std::string path;
        if (access.serving)
            for (const PathStep& step : analysis_.reach.path_to(access.function))
                path += (path.empty() ? "" : " > ") + step.label;
        if (!path.empty()) return path;
        const Function* function = analysis_.program.function(access.function);
        return function ? function->name : "an initialiser";
    }

    void purpose() {
        const StateEntity* known = entity();
        if (!known) return;
        out_ << "\npurpose\n  " << known->purpose << "\n";
        for (const Evidence& piece : known->evidence)
            out_ << "  " << piece.weight << " for " << piece.purpose << ": " << piece.text << "\n";
    }

    std::string why_no_state() const {
        if (dismissed_) return dismissed_->reason;
        if (variable_.is_const) return "it is const";
        if (!analysis_.reach.is_server()) return "nothing in this program serves";
        const std::string life = short_life();
        return life.starts_with("outlives") ? "no code of this program changes it" : "its life is " + life;
    }

    void verdicts() {
        out_ << "\nverdict\n";
        if (!state_) out_ << "  no state: " << why_no_state() << "\n";
        for (const std::string& rule : request_.rules) {
            out_ << "  stateless-" << rule << ": ";
            const auto reported =
                std::find_if(request_.findings.begin(), request_.findings.end(), [&](const Finding& finding) {
                    return finding.rule == rule &&
                           (finding.span == variable_.span || finding.entity == variable_.qualified);
                });
            if (reported != request_.findings.end()) {
                out_ << (reported->suppressed ? "reported, and silenced by " + reported->suppression : "reported")
                     << ": " << reported->message << "\n";
            } else if (state_ && is_generic(rule)) {
                out_ << "left to stateless-" << rule_of(*state_) << "\n";
            } else {
                out_ << "nothing\n";
            }
        }
    }

    static bool is_generic(const std::string& rule) {
        return rule == "mutable-global" || rule == "handler-captured-state";
    }
};

bool at_place(const Variable& variable, const std::string& name) {
    const std::size_t colon = name.rfind(':');
    if (colon == std::string::npos || colon + 1 == name.size() || colon == 0 || name[colon - 1] == ':') return false;
    if (name.find_first_not_of("0123456789", colon + 1) != std::string::npos) return false;
    if (std::to_string(variable.span.line) != name.substr(colon + 1)) return false;
    const std::string file = name.substr(0, colon);
    return variable.span.file == file || variable.span.file.ends_with("/" + file);
}

bool fits(const Variable& variable, const std::string& name) {
    return variable.name == name || variable.qualified == name || variable.qualified.ends_with("::" + name) ||
           at_place(variable, name);
}

[[noreturn]] void refuse(const Program& program, const std::string& name) {
    std::vector<std::string> close;
    const std::string wanted = lower(name.substr(name.rfind(':') == std::string::npos ? 0 : name.rfind(':') + 1));
    for (const Variable& variable : program.facts().variables) {
        if (variable.storage == Variable::Storage::parameter || variable.name.empty()) continue;
        const std::string have = lower(variable.name);
        const bool near = have.find(wanted) != std::string::npos || wanted.find(have) != std::string::npos;
        if (near && !wanted.empty() && have.size() > 2) close.push_back(variable.qualified);
    }
    std::sort(close.begin(), close.end(), [&](const std::string& a, const std::string& b) {
        return std::tuple(a.size(), a) < std::tuple(b.size(), b);
    });
    close.erase(std::unique(close.begin(), close.end()), close.end());
    close.resize(std::min(close.size(), close_names));
    std::string message = "--why " + name + ": no variable or field of the program is called so";
    for (std::size_t i = 0; i < close.size(); ++i) message += (i == 0 ? "; close to it: " : ", ") + close[i];
    throw Misuse(message);
}

}  // namespace

std::string explain_entity(const WhyRequest& request, const std::string& name) {
    const Program& program = request.analysis.program;
    std::vector<const Variable*> meant;
    for (const Variable& variable : program.facts().variables)
        if (fits(variable, name)) meant.push_back(&variable);
    const auto lasts = [](const Variable* variable) { return variable->storage != Variable::Storage::parameter; };
    if (std::any_of(meant.begin(), meant.end(), lasts))
        std::erase_if(meant, [&](const Variable* variable) { return !lasts(variable); });
    if (meant.empty()) refuse(program, name);
    std::sort(meant.begin(), meant.end(), [](const Variable* a, const Variable* b) { return a->span < b->span; });
    std::string text;
    for (const Variable* variable : meant) text += (text.empty() ? "" : "\n") + Explanation(request, *variable).text();
    return text;
}

}  // namespace stateless::lint
