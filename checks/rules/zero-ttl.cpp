// zero-ttl: cache writes whose entry expires at once, and Cache-Control that makes every cache ask again on a response
// that anyone may cache. Judges only lifetimes that are certain: a literal that one branch of several sets is the
// program's own decision. Refuses to know whether a cacheable page is worth caching.
#include <algorithm>
#include <set>

#include "rules/support/cache_control.h"
#include "rules/support/cacheable.h"
#include "rules/support/message.h"
#include "rules/support/redis_command.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr const char* cache_cure = "stateless::Cache and stateless::Ttl";
constexpr const char* header_cure = "stateless::CacheControl";

struct Lifetime {
    std::int64_t time = 0;
    Span span;
};

std::optional<std::int64_t> number_in(const std::string& text) {
    const bool negative = text.starts_with("-");
    const std::string digits = negative ? text.substr(1) : text;
    if (!is_number(digits) || digits.size() > 15) return {};
    return negative ? -std::stoll(digits) : std::stoll(digits);
}

std::optional<std::int64_t> number_in(const Value& literal) {
    return literal.kind == Value::Kind::integer ? std::optional(literal.integer) : number_in(literal.text);
}

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), program_(context.analysis.program),
          cacheable_(context, strings_option(context, "uncacheable-paths")) {}

    std::vector<Finding> findings() {
        for (const Call& call : program_.facts().calls) {
            for (const SinkModel* sink : program_.models().sinks(call.name)) {
                if (sink->kind == "cache-write" || sink->kind == "cache-expire") judge_write(call, *sink);
                if (sink->kind == "redis-command") judge_command(call, *sink);
                if (sink->kind == "response-header") judge_header(call, *sink);
            }
            if (program_.models().sinks(call.name).empty()) judge_own_header(call);
        }
        return std::move(findings_);
    }

private:
    const RuleContext& context_;
    const Program& program_;
    const CacheableResponses cacheable_;
    std::vector<Finding> findings_;
    std::set<Span> seen_;

    /// Times of zero or less that surely arrive: neither a default nor one of several values of a variable.
    std::vector<Lifetime> spent_lifetimes(const Value& value, const Call& call) const {
        std::vector<Lifetime> result;
        for (const Origin& origin : context_.analysis.values.origins(value, call.caller)) {
            const auto time = number_in(origin.literal);
            if (!time || *time > 0 || origin.is_default || origin.is_conditional) continue;
            // A helper that writes in two ways asks for the time first: zero is its word for "for ever".
            if (value.kind == Value::Kind::parameter && writes_elsewhere(call)) continue;
            result.push_back({*time, origin.literal.span});
        }
        return result;
    }

    /// The function stores an entry by another call.
    bool writes_elsewhere(const Call& call) const {
        const auto& calls = program_.calls_in(call.caller);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* other) {
            if (other->span == call.span) return false;
            const auto sinks = program_.models().sinks(other->name);
            return std::any_of(sinks.begin(), sinks.end(), [&](const SinkModel* sink) {
                return sink->kind == "cache-write" || (sink->kind == "redis-command" && stores(*other, *sink));
            });
        });
    }

    bool stores(const Call& call, const SinkModel& sink) const {
        const Argument* format = argument_at(call, sink.format_argument);
        if (!format) return sink.argv_argument >= 0;
        for (const AssembledText& text : context_.analysis.values.texts(format->value, call.caller)) {
            const auto tokens = command_tokens(text.text());
            if (!tokens.empty() && stores_entry(tokens.front().text)) return true;
        }
        return false;
    }

    void judge_write(const Call& call, const SinkModel& sink) {
        const Argument* ttl = argument_at(call, sink.ttl_argument);
        if (!ttl) return;
        // By itself it is a way to delete; beside a write it makes the write vain.
        if (sink.kind == "cache-expire" && !writes_elsewhere(call)) return;
        for (const Lifetime& lifetime : spent_lifetimes(ttl->value, call)) {
            if (lifetime.time == 0 && sink.ttl_zero_is_forever) continue;
            report_write(call, call.name, lifetime);
        }
    }

    void report_write(const Call& call, const std::string& entity, const Lifetime& lifetime) {
        report(call, lifetime.span, entity, "is given a time to live of " + std::to_string(lifetime.time),
               "writes with " + call.name, cache_cure);
    }

    void judge_command(const Call& call, const SinkModel& sink) {
        if (const Argument* format = argument_at(call, sink.format_argument)) {
            const auto first = static_cast<std::size_t>(sink.format_argument) + 1;
            for (const AssembledText& text : context_.analysis.values.texts(format->value, call.caller)) {
                judge_tokens(call, text, first);
            }
        }
        if (const Argument* vector = argument_at(call, sink.argv_argument)) judge_vector(call, vector->value);
    }

    void judge_tokens(const Call& call, const AssembledText& format, std::size_t first_value) {
        const std::string whole = format.text();
        const auto tokens = command_tokens(whole);
        std::vector<std::string> words;
        for (const CommandToken& token : tokens) words.push_back(token.text);
        const bool takes_values = whole.find('%') != std::string::npos;
        const std::size_t written = words.size();
        // Without conversions further arguments are words of their own: command("SET", key, value, "EX", "0").
        if (!takes_values) {
            for (std::size_t i = first_value; i < call.arguments.size(); ++i)
                words.push_back(word_of(call.arguments[i].value, call));
        }
        const auto expiry = find_expiry(words);
        if (!expiry || (expiry->only_expires() && !writes_elsewhere(call))) return;
        if (expiry->token >= written) {
            judge_word(call, *expiry, call.arguments[first_value + expiry->token - written].value);
        } else if (const CommandToken& token = tokens[expiry->token]; token.argument) {
            if (const Argument* value = argument_at(call, static_cast<int>(first_value + *token.argument))) {
                judge_word(call, *expiry, value->value);
            }
        } else if (const auto time = number_in(token.text); time && *time <= 0 && !format.is_conditional) {
            report_write(call, command_text(*expiry, *time), {*time, format.span_at(token.offset)});
        }
    }

    /// The word as far as it is certain; a hole where it is not.
    std::string word_of(const Value& value, const Call& call) const {
        const auto texts = context_.analysis.values.texts(value, call.caller);
        return texts.size() == 1 ? texts.front().text() : "\x01";
    }

    void judge_word(const Call& call, const RedisExpiry& expiry, const Value& value) {
        for (const Lifetime& lifetime : spent_lifetimes(value, call)) {
            report_write(call, command_text(expiry, lifetime.time), lifetime);
        }
    }

    void judge_vector(const Call& call, const Value& value) {
        const Value* list = &value;
        if (value.kind == Value::Kind::entity) {
            const auto& definitions = program_.definitions_of(value.entity);
            if (definitions.size() != 1) return;
            list = &definitions.front()->value;
        }
        if (list->kind != Value::Kind::call || list->text != "{}") return;
        std::vector<std::string> words;
        for (const Value& part : list->parts) words.push_back(word_of(part, call));
        const auto expiry = find_expiry(words);
        if (!expiry || (expiry->only_expires() && !writes_elsewhere(call))) return;
        judge_word(call, *expiry, list->parts[expiry->token]);
    }

    static std::string command_text(const RedisExpiry& expiry, std::int64_t time) {
        return expiry.command + (expiry.option.empty() ? "" : " " + expiry.option) + " " + std::to_string(time);
    }

    bool names_cache_control(const Value& name, const Call& call) const {
        // An enumerator of header fields: http::field::cache_control.
        if (name.kind == Value::Kind::integer) return lower(name.text) == "cache_control";
        const auto names = context_.analysis.values.texts(name, call.caller);
        return std::any_of(names.begin(), names.end(),
                           [](const auto& text) { return lower(text.text()) == "cache-control"; });
    }

    /// headers.add<CacheControl>(CacheDirective::NoStore)
    void judge_typed_header(const Call& call) {
        if (typed_header(call) != "cache-control") return;
        for (const Argument& argument : call.arguments) {
            const CacheControl control = parse_cache_control(directives_of(argument.value));
            const std::string directive = control.defeats();
            if (directive.empty() || control.is_private) continue;
            if (cacheable_.may_cache(call, directive == "no-cache")) report_header(call, call.span, directive);
        }
    }

    void judge_header(const Call& call, const SinkModel& sink) {
        if (sink.name_argument < 0) return judge_typed_header(call);
        const Argument* name = argument_at(call, sink.name_argument);
        const Argument* value = argument_at(call, sink.value_argument);
        if (name && value && names_cache_control(name->value, call)) judge_cache_control(call, value->value);
    }

    static bool is_cache_control(const Value& value) {
        return value.kind == Value::Kind::text && lower(value.text) == "cache-control";
    }

    bool asks_another_server(const EntityId& function) const {
        const auto& calls = program_.calls_in(function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            const auto sinks = program_.models().sinks(call->name);
            return std::any_of(sinks.begin(), sinks.end(), [](const SinkModel* sink) {
                return sink->kind == "upstream-connect" || (sink->kind == "read" && sink->system != "file");
            });
        });
    }

    /// A response of the program's own: the header's name and its value stand side by side in a call, in the pairs of a
    /// table, or in headers["Cache-Control"] = "no-store". Beside a request to another server it may be the request's.
    void judge_own_header(const Call& call) {
        const Value* value = nullptr;
        for (std::size_t i = 0; i + 1 < call.arguments.size(); ++i)
            if (is_cache_control(call.arguments[i].value)) value = &call.arguments[i + 1].value;
        const Value& target = call.receiver_value;
        if (call.name.ends_with("::operator=") && target.kind == Value::Kind::call && !target.parts.empty() &&
            target.text.ends_with("::operator[]") && is_cache_control(target.parts.back()) && !call.arguments.empty())
            value = &call.arguments.front().value;
        if (value && !asks_another_server(call.caller)) judge_cache_control(call, *value);
    }

    void judge_cache_control(const Call& call, const Value& value) {
        for (const AssembledText& text : context_.analysis.values.texts(value, call.caller)) {
            if (text.is_conditional || text.is_default) continue;
            const CacheControl control = parse_cache_control(text.text());
            const std::string directive = control.defeats();
            if (directive.empty() || control.is_private) continue;
            if (!cacheable_.may_cache(call, directive == "no-cache")) continue;
            const auto known = std::find_if(text.parts.begin(), text.parts.end(), [&](const AssembledText::Part& part) {
                return part.text &&
                       lower(*part.text).find(directive.substr(0, directive.find('='))) != std::string::npos;
            });
            const Span span = known == text.parts.end() ? call.span : known->span;
            report_header(call, span, directive);
        }
    }

    void report_header(const Call& call, const Span& span, const std::string& directive) {
        report(call, span, "Cache-Control: " + directive, "keeps every cache from answering", "sets Cache-Control",
               header_cure);
    }

    void report(const Call& call, const Span& span, const std::string& entity, const std::string& problem,
                const std::string& step, const std::string& cure) {
        if (!seen_.insert(span).second) return;
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = span;
        finding.entity = entity;
        finding.path = path_through(context_, call.caller, {step, call.span});
        finding.message = fill_message(context_.text.message, {{"entity", entity},
                                                               {"problem", problem},
                                                               {"reached", reached_text(context_, call.caller)},
                                                               {"cure", cure}});
        findings_.push_back(std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_zero_ttl(const RuleContext& context);

std::vector<Finding> judge_zero_ttl(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
