// single-region: endpoints and clients that the code ties to one region of a cloud. A place that names several regions
// for the same thing chooses between them, and is no finding. Refuses to know where the other replicas run.
#include <algorithm>
#include <map>
#include <set>

#include "program/format_text.h"
#include "rules/support/endpoints.h"
#include "rules/support/message.h"
#include "rules/support/regions.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

bool is_operator(const std::string& callee, const std::string& operation) {
    return callee.ends_with("operator" + operation);
}

struct Candidate {
    std::string region;
    std::string subject;  // "the host 'db.eu-west-1...'", "the setting 'region'"
    std::string place;    // what is tied, with the region cut out: equal for the same thing in several regions
    Span span;
    EntityId function;
    PathStep last;
};

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), program_(context.analysis.program), models_(program_.models()),
          regions_(strings_option(context, "regions")), allowed_(strings_option(context, "allowed-regions")) {
        for (const Call& call : program_.facts().calls) user_files_.insert(call.span.file);
        for (const Variable& variable : program_.facts().variables) user_files_.insert(variable.span.file);
    }

    std::vector<Finding> findings() {
        const auto& functions = program_.facts().functions;
        const bool has_main = std::any_of(functions.begin(), functions.end(), [](auto& f) { return f.is_main; });
        if (has_main && !context_.analysis.reach.is_server()) return {};
        for (const Call& call : program_.facts().calls) {
            for (const SinkModel* sink : models_.sinks(call.name))
                if (sink->kind == "region" && setting_meant(context_, call, *sink)) judge_client(call, *sink);
            judge_lookup(call);
        }
        for (const Definition& definition : program_.facts().definitions) judge_definition(definition);
        for (const Literal& literal : program_.facts().literals) judge_literal(literal);
        std::vector<Finding> result;
        for (const auto& [span, candidate] : candidates_)
            if (!is_one_of_several(candidate)) result.push_back(worded(candidate));
        return result;
    }

private:
    const RuleContext& context_;
    const Program& program_;
    const Models& models_;
    const Regions regions_;
    const std::vector<std::string> allowed_;
    std::set<std::string> user_files_;
    std::map<Span, Candidate> candidates_;  // the first way found has the best words
    std::map<std::string, std::set<std::string>> regions_by_place_;

    bool is_for_people(const std::string& callee) const {
        return models_.matches(&Model::log_calls, callee) || models_.matches(&Model::compare_calls, callee) ||
               is_operator(callee, "<<") || is_operator(callee, "==") || is_operator(callee, "!=");
    }

    /// The function, or the file outside of functions, and what is tied.
    static std::string key_of(const Candidate& candidate) {
        return (candidate.function.empty() ? candidate.span.file : candidate.function) + "\n" + candidate.place;
    }

    bool is_one_of_several(const Candidate& candidate) const {
        const auto found = regions_by_place_.find(key_of(candidate));
        return found != regions_by_place_.end() && found->second.size() > 1;
    }

    void add(Candidate candidate) {
        if (!user_files_.contains(candidate.span.file)) return;
        regions_by_place_[key_of(candidate)].insert(candidate.region);
        const bool allowed = std::any_of(allowed_.begin(), allowed_.end(),
                                         [&](const auto& glob) { return glob_match(glob, candidate.region); });
        if (!allowed) candidates_.try_emplace(candidate.span, std::move(candidate));
    }

    void judge_client(const Call& call, const SinkModel& sink) {
        const Argument* region = argument_at(call, sink.value_argument);
        if (!region) return;
        for (const Origin& origin : context_.analysis.values.origins(region->value, call.caller)) {
            if (origin.literal.kind != Value::Kind::text || !regions_.is_region(origin.literal.text)) continue;
            Candidate candidate;
            candidate.region = lower(origin.literal.text);
            candidate.subject = "a client of " + sink.system;
            candidate.place = call.name;
            candidate.span = origin.literal.span;
            candidate.function = call.caller;
            candidate.last = {"is given to " + call.name, call.span};
            add(std::move(candidate));
        }
    }

    void collect(const Value& value, std::vector<const Value*>& regions, std::vector<std::string>& keys,
                 int depth = 0) const {
        if (value.kind == Value::Kind::text && regions_.is_region(value.text)) regions.push_back(&value);
        else if (value.kind == Value::Kind::text) keys.push_back(identifier_of(value.text));
        if (value.kind == Value::Kind::call && is_for_people(value.text)) return;
        if (depth < 8)
            for (const Value& part : value.parts) collect(part, regions, keys, depth + 1);
    }

    bool says_region(const std::string& name) const { return models_.suggests(name, "region"); }

    bool any_says_region(const std::vector<std::string>& names) const {
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return says_region(name); });
    }

    void add_setting(const Value& value, const std::string& name, const EntityId& function) {
        Candidate candidate;
        candidate.region = lower(value.text);
        candidate.subject = "'" + name + "'";
        candidate.place = name;
        candidate.span = value.span;
        candidate.function = function;
        candidate.last = {"names the region", value.span};
        add(std::move(candidate));
    }

    void judge_definition(const Definition& definition) {
        std::vector<const Value*> regions;
        std::vector<std::string> keys;
        collect(definition.value, regions, keys);
        if (regions.size() != 1) return;
        std::string name;
        if (definition.kind == Definition::Kind::assign) {
            const Variable* variable = program_.variable(definition.entity);
            if (variable) name = variable->name;
        } else if (const Function* function = program_.function(definition.entity)) {
            name = function->name;
            if (definition.kind == Definition::Kind::parameter_default) {
                if (definition.index >= function->parameter_names.size()) return;
                name = function->parameter_names[definition.index];
            }
        }
        if (name.empty() || (!says_region(name) && !any_says_region(keys))) return;
        add_setting(*regions.front(), name, definition.function);
    }

    /// env("AWS_REGION", "eu-west-1"), config.value("region", "eu-west-1").
    void judge_lookup(const Call& call) {
        if (is_for_people(call.name) || models_.matches(&Model::formatting_calls, call.name)) return;
        std::vector<const Value*> regions;
        std::vector<std::string> keys;
        for (const Argument& argument : call.arguments) collect(argument.value, regions, keys);
        if (regions.size() == 1 && any_says_region(keys)) add_setting(*regions.front(), call.name, call.caller);
    }

    void judge_literal(const Literal& literal) {
        const bool tested = literal.role == Literal::Role::comparison || is_for_people(literal.callee);
        if (tested || literal.value.kind != Value::Kind::text) return;
        std::string text;
        for (const FormatPiece& piece : parse_format(literal.value.text))
            text += piece.argument ? std::string(1, '\x01') : piece.text;
        const auto found = regions_.in_host(text);
        if (!found) return;
        Candidate candidate;
        candidate.region = found->region;
        candidate.subject = "'" + found->host + "'";
        candidate.place = found->host;
        const std::size_t at = lower(candidate.place).find(found->region);
        if (at != std::string::npos) candidate.place.replace(at, found->region.size(), "*");
        candidate.span = literal.value.span;
        candidate.function = literal.function;
        candidate.last = {"is an endpoint in one region", literal.value.span};
        add(std::move(candidate));
    }

    Finding worded(const Candidate& candidate) const {
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = candidate.span;
        finding.entity = candidate.region;
        finding.path = path_through(context_, candidate.function, candidate.last);
        finding.message =
            fill_message(context_.text.message, {{"entity", candidate.region},
                                                 {"subject", candidate.subject},
                                                 {"reached", reached_text(context_, candidate.function)}});
        return finding;
    }
};

}  // namespace

std::vector<Finding> judge_single_region(const RuleContext& context);

std::vector<Finding> judge_single_region(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
