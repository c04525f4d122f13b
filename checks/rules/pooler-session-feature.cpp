// pooler-session-feature: what a program asks of a PostgreSQL session that a pooler in transaction mode hands to
// somebody else after the transaction. Looks at texts of SQL that arrive at queries, at calls that prepare or listen,
// and at options in connection strings. Refuses to know whether there is a pooler today.
#include <algorithm>
#include <map>
#include <set>

#include "rules/support/database_calls.h"
#include "rules/support/message.h"
#include "rules/support/session_features.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), analysis_(context.analysis), program_(context.analysis.program) {}

    std::vector<Finding> findings() {
        if (!analysis_.reach.is_server()) return {};
        std::set<std::string> systems;
        for (const DatabaseCall& database : database_calls(analysis_)) {
            if (is_relational(database)) systems.insert(database.system);
            if (database.system == "postgres") judge_connect(database);
        }
        const bool only_postgres = systems == std::set<std::string>{"postgres"};
        for (const Call& call : program_.facts().calls) {
            for (const SinkModel* sink : program_.models().sinks(call.name)) {
                const bool postgres = sink->system == "postgres" || (sink->system == "sql" && only_postgres);
                if (sink->kind == "db-query" && postgres) judge_query(call, *sink);
            }
        }
        // Statements that are prepared one after the other are one decision.
        for (const auto& [key, asked] : asked_) {
            const std::string times = asked.times > 1 ? " " + std::to_string(asked.times) + " times" : "";
            report(asked.first->span, *asked.first, asked.first->name, key.second + times);
        }
        return std::move(findings_);
    }

private:
    /// Calls of one function that ask for the same.
    struct Asked {
        const Call* first = nullptr;
        int times = 0;
    };

    const RuleContext& context_;
    const Analysis& analysis_;
    const Program& program_;
    std::vector<Finding> findings_;
    std::map<std::pair<EntityId, std::string>, Asked> asked_;

    /// A client that speaks SQL to several databases may speak to this one.
    static bool is_relational(const DatabaseCall& database) {
        return database.embedded || database.system == "postgres" || database.system == "mysql" ||
               database.system == "oracle" || database.system == "odbc";
    }

    void judge_query(const Call& call, const SinkModel& sink) {
        if (!sink.session_feature.empty()) {
            if (is_unnamed(call, sink)) return;
            Asked& asked = asked_[{call.caller, sink.session_feature}];
            if (!asked.first || call.span < asked.first->span) asked.first = &call;
            ++asked.times;
            return;
        }
        const Argument* query = argument_at(call, sink.query_argument);
        if (!query) return;
        for (const AssembledText& text : analysis_.values.texts(query->value, call.caller))
            for (const SessionFeature& feature : session_features(text.text()))
                report(text.span_at(feature.offset), call, call.name, feature.words);
    }

    /// A prepared statement without a name is gone with the next one, which is what the protocol does by itself.
    bool is_unnamed(const Call& call, const SinkModel& sink) const {
        const Argument* name = argument_at(call, sink.name_argument);
        if (!name) return false;
        const auto texts = analysis_.values.texts(name->value, call.caller);
        return !texts.empty() &&
               std::all_of(texts.begin(), texts.end(), [](const AssembledText& text) { return text.text().empty(); });
    }

    void judge_connect(const DatabaseCall& database) {
        const Call& call = *database.call;
        const std::string words = "options for the session";
        if (const Argument* dsn = argument_at(call, database.sink->dsn_argument)) {
            for (const AssembledText& text : analysis_.values.texts(dsn->value, call.caller)) {
                const std::string whole = text.text();
                if (has_session_options(whole)) report(text.span_at(whole.find("options")), call, call.name, words);
            }
        }
        if (const Argument* options = argument_at(call, database.sink->options_argument)) {
            for (const AssembledText& text : analysis_.values.texts(options->value, call.caller))
                if (text.text().find('-') != std::string::npos) report(text.span_at(0), call, call.name, words);
        }
        for (const Argument& argument : call.arguments) {
            if (const Value* keyword = option_keyword(argument.value)) report(keyword->span, call, call.name, words);
        }
    }

    /// PQconnectdbParams: "options" among the keywords.
    const Value* option_keyword(const Value& value) const {
        const Value* list = &value;
        if (value.kind == Value::Kind::entity) {
            const auto& definitions = program_.definitions_of(value.entity);
            if (definitions.size() != 1) return nullptr;
            list = &definitions.front()->value;
        }
        if (list->kind != Value::Kind::call || list->text != "{}") return nullptr;
        const auto found = std::find_if(list->parts.begin(), list->parts.end(),
                                        [](const Value& part) { return part.text == "options"; });
        return found == list->parts.end() ? nullptr : &*found;
    }

    void report(const Span& span, const Call& call, const std::string& entity, const std::string& feature) {
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = span.valid() ? span : call.span;
        finding.entity = entity;
        finding.confidence = Confidence::high;
        finding.path = path_through(context_, call.caller, {"uses " + feature + " with " + call.name, call.span});
        finding.message =
            fill_message(context_.text.message,
                         {{"entity", entity}, {"feature", feature}, {"reached", reached_text(context_, call.caller)}});
        findings_.push_back(std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_pooler_session_feature(const RuleContext& context);

std::vector<Finding> judge_pooler_session_feature(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
