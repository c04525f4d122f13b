// direct-db-port: literals that send a connection to the database server's own port. Looks at what flows into
// connecting calls, at texts that are a whole database address by themselves, and at defaults of settings named for a
// database's port. Refuses to know what a host is behind its name: pooler or server, only ports and options decide.
#include <algorithm>
#include <map>
#include <set>

#include "program/format_text.h"
#include "rules/support/database_names.h"
#include "rules/support/dsn.h"
#include "rules/support/message.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

/// Where a literal was found; a finding takes the words of the best way.
enum class Found { in_setting, in_lookup, in_text, at_sink };

struct Candidate {
    Found found = Found::in_setting;
    Span span;
    EntityId function;
    std::string entity;
    std::string system;
    std::string address;  // "'db:5432', its direct port"
    std::vector<Span> via;
    PathStep last;
    Confidence confidence = Confidence::high;
};

std::string visible(std::string text) {
    std::replace(text.begin(), text.end(), dsn_hole, '?');
    return text;
}

bool is_operator(const std::string& callee, const std::string& operation) {
    return callee.ends_with("operator" + operation);
}

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), program_(context.analysis.program), models_(program_.models()), names_(program_),
          hosts_(strings_option(context, "allowed-hosts")) {
        for (const int port : integers_option(context, "direct-ports")) ports_.insert(port);
        for (const int port : integers_option(context, "allowed-ports")) ports_.erase(port);
        for (const std::string& system : strings_option(context, "systems")) {
            const std::size_t equals = std::min(system.find('='), system.size());
            grammar_.schemes.push_back(system.substr(0, equals));
            default_ports_[system.substr(0, equals)] = system.substr(std::min(equals + 1, system.size()));
        }
        for (const Model& model : models_.files()) {
            for (const SinkModel& sink : model.sinks) {
                if (sink.kind == "redis-command" || sink.kind == "cache-write") cache_systems_.insert(sink.system);
            }
        }
        for (const Call& call : program_.facts().calls) user_files_.insert(call.span.file);
        for (const Variable& variable : program_.facts().variables) user_files_.insert(variable.span.file);
        note_partial_texts();
    }

    std::vector<Finding> findings() {
        for (const Call& call : program_.facts().calls) {
            for (const SinkModel* sink : models_.sinks(call.name)) {
                if (sink->kind == "db-connect" && !cache_systems_.contains(sink->system)) judge_sink(call, *sink);
            }
            judge_lookup(call);
        }
        for (const Literal& literal : program_.facts().literals) judge_literal(literal);
        for (const Definition& definition : program_.facts().definitions) judge_definition(definition);
        for (const Access& access : program_.facts().accesses) judge_access(access);
        std::vector<Finding> result;
        for (const auto& [span, candidate] : candidates_) result.push_back(worded(candidate));
        return result;
    }

private:
    const RuleContext& context_;
    const Program& program_;
    const Models& models_;
    const DatabaseNames names_;
    std::set<std::int64_t> ports_;
    std::vector<std::string> hosts_;
    DsnGrammar grammar_;
    std::map<std::string, std::string> default_ports_;  // by system
    std::set<std::string> cache_systems_;  // connected to by the same kind of call, but with no pooler before them
    std::set<std::string> user_files_;
    std::set<Span> partial_texts_;
    std::map<Span, Candidate> candidates_;

    /// Literals that more is appended to: what one of them leaves out may follow.
    void note_partial_texts() {
        std::set<EntityId> grown;
        for (const Definition& definition : program_.facts().definitions) {
            if (definition.kind == Definition::Kind::append) grown.insert(definition.entity);
        }
        for (const Definition& definition : program_.facts().definitions) {
            if (grown.contains(definition.entity)) note_texts(definition.value);
        }
    }

    void note_texts(const Value& value) {
        if (value.kind == Value::Kind::text) partial_texts_.insert(value.span);
        for (const Value& part : value.parts) note_texts(part);
    }

    void add(Candidate candidate) {
        const auto known = candidates_.find(candidate.span);
        if (known == candidates_.end()) candidates_.emplace(candidate.span, std::move(candidate));
        else if (known->second.found < candidate.found) known->second = std::move(candidate);
    }

    bool is_allowed(const std::string& host) const {
        return std::any_of(hosts_.begin(), hosts_.end(), [&](const auto& glob) { return glob_match(glob, host); });
    }

    bool is_direct(const Value& literal) const {
        if (literal.kind == Value::Kind::integer) return ports_.contains(literal.integer);
        return literal.kind == Value::Kind::text && is_number(literal.text) && literal.text.size() <= 5 &&
               ports_.contains(std::stoi(literal.text));
    }

    std::string address_text(const std::string& host, int port) const {
        const std::string number = std::to_string(port);
        return host.empty() ? "its direct port " + number : "'" + visible(host) + ":" + number + "', its direct port";
    }

    std::string address_text(const DsnAddress& address, const std::string& system) const {
        if (address.port_kind == DsnAddress::Port::given) return address_text(address.host, address.port);
        return default_address_text(visible(address.host), system);
    }

    std::string default_address_text(const std::string& host, const std::string& system) const {
        const auto known = default_ports_.find(system);
        const std::string number = known == default_ports_.end() ? "" : " " + known->second;
        return (host.empty() ? std::string() : "'" + host + "', at ") + "its direct port" + number +
               ", since none is given";
    }

    /// The first address of the text that goes around a pooler.
    const DsnAddress* direct_address(const Dsn& dsn) const {
        for (const DsnAddress& address : dsn.addresses) {
            if (address.is_socket || is_allowed(address.host)) continue;
            if (address.port_kind == DsnAddress::Port::left_out) return &address;
            if (address.port_kind == DsnAddress::Port::given && ports_.contains(address.port)) return &address;
        }
        return nullptr;
    }

    /// A library's own default argument stands in its header; the user's place is the call.
    Span place_of(const Span& literal, const Span& call) const {
        return user_files_.contains(literal.file) ? literal : call;
    }

    Candidate at_call(const Call& call, const SinkModel& sink) const {
        Candidate result;
        result.found = Found::at_sink;
        result.function = call.caller;
        result.entity = call.name;
        result.system = sink.system;
        result.last = {"connects with " + call.name, call.span};
        return result;
    }

    void judge_sink(const Call& call, const SinkModel& sink) {
        const ValueFlow& values = context_.analysis.values;
        if (sink.dsn_argument < 0 && sink.host_argument < 0 && sink.port_argument < 0) return judge_lists(call, sink);
        if (const Argument* dsn = argument_at(call, sink.dsn_argument)) judge_dsn(call, sink, *dsn, false);
        const Argument* host = argument_at(call, sink.host_argument);
        const Argument* port = argument_at(call, sink.port_argument);
        if (host && !port) judge_dsn(call, sink, *host, sink.port_argument < 0);
        for (const Argument& argument : call.arguments) {
            // Beside a host, a path is a unix socket, which the clients prefer.
            if (host && argument.value.kind == Value::Kind::text && argument.value.text.starts_with("/")) return;
        }
        std::string host_name;
        if (host) {
            for (const AssembledText& text : values.texts(host->value, call.caller)) {
                if (!text.complete() || text.is_null) continue;
                const std::string name = text.text();
                if (name.starts_with("/") || is_allowed(name)) return;
                if (host_name.empty()) host_name = name;
            }
        }
        if (port) {
            judge_port(call, sink, port->value, host_name);
        } else if (host && sink.port_argument >= 0 && sink.port_defaults_to_direct && !host_name.empty()) {
            Candidate candidate = at_call(call, sink);
            candidate.span = call.span;
            candidate.address = default_address_text(host_name, sink.system);
            add(std::move(candidate));
        }
    }

    void judge_port(const Call& call, const SinkModel& sink, const Value& port, const std::string& host) {
        for (const Origin& origin : context_.analysis.values.origins(port, call.caller)) {
            const bool is_default = sink.port_defaults_to_direct && origin.literal.kind == Value::Kind::integer &&
                                    origin.literal.integer == 0 && !origin.is_conditional;
            if (!is_default && !is_direct(origin.literal)) continue;
            Candidate candidate = at_call(call, sink);
            candidate.span = place_of(origin.literal.span, call.span);
            candidate.via = origin.via;
            candidate.address =
                is_default ? default_address_text(host, sink.system) : address_text(host, number_of(origin.literal));
            add(std::move(candidate));
        }
    }

    /// PQconnectdbParams: keywords in one array, the values at the same places of another.
    void judge_lists(const Call& call, const SinkModel& sink) {
        std::vector<const Value*> lists;
        for (const Argument& argument : call.arguments) {
            if (const Value* list = list_of(argument.value)) lists.push_back(list);
        }
        if (lists.size() < 2) return;
        const Value* host = nullptr;
        const Value* port = nullptr;
        for (std::size_t i = 0; i < std::min(lists[0]->parts.size(), lists[1]->parts.size()); ++i) {
            if (lists[0]->parts[i].text == "host") host = &lists[1]->parts[i];
            if (lists[0]->parts[i].text == "port") port = &lists[1]->parts[i];
        }
        std::string host_name;
        if (host) {
            const auto texts = context_.analysis.values.texts(*host, call.caller);
            if (texts.size() == 1 && texts[0].complete() && !texts[0].is_null) host_name = texts[0].text();
        }
        if (host_name.starts_with("/") || is_allowed(host_name)) return;
        if (port) return judge_port(call, sink, *port, host_name);
        if (host_name.empty()) return;
        Candidate candidate = at_call(call, sink);
        candidate.span = call.span;
        candidate.address = default_address_text(host_name, sink.system);
        add(std::move(candidate));
    }

    const Value* list_of(const Value& value) const {
        if (value.kind == Value::Kind::call && value.text == "{}") return &value;
        if (value.kind != Value::Kind::entity) return nullptr;
        const auto& definitions = program_.definitions_of(value.entity);
        return definitions.size() == 1 && definitions[0]->value.text == "{}" ? &definitions[0]->value : nullptr;
    }

    static int number_of(const Value& literal) {
        return literal.kind == Value::Kind::text ? std::stoi(literal.text) : static_cast<int>(literal.integer);
    }

    void judge_dsn(const Call& call, const SinkModel& sink, const Argument& argument, bool bare_host) {
        DsnGrammar grammar = grammar_;
        grammar.any_scheme = true;
        grammar.bare_address = true;
        grammar.bare_host = bare_host;
        for (const AssembledText& text : context_.analysis.values.texts(argument.value, call.caller)) {
            const std::string whole = text.text();
            if (models_.matches(&Model::embedded_drivers, lower(whole))) continue;  // a file and no host
            const auto dsn = parse_dsn(whole, grammar);
            const DsnAddress* address = dsn ? direct_address(*dsn) : nullptr;
            if (!address) continue;
            Candidate candidate = at_call(call, sink);
            if (candidate.system.empty()) candidate.system = dsn->system;
            candidate.span = place_of(text.span_at(address->offset), call.span);
            candidate.via = text.via;
            candidate.address = address_text(*address, candidate.system);
            if (address->host.empty() && address->port_kind == DsnAddress::Port::left_out)
                candidate.confidence = Confidence::medium;
            add(std::move(candidate));
        }
    }

    bool is_for_people(const std::string& callee) const {
        return models_.matches(&Model::log_calls, callee) || models_.matches(&Model::compare_calls, callee) ||
               is_operator(callee, "<<") || is_operator(callee, "==") || is_operator(callee, "!=");
    }

    /// A text that is a database's address by itself, wherever it goes.
    void judge_literal(const Literal& literal) {
        const bool given = literal.role == Literal::Role::argument || literal.role == Literal::Role::initialiser;
        if (!given || literal.value.kind != Value::Kind::text || is_for_people(literal.callee)) return;
        std::string text;
        for (const FormatPiece& piece : parse_format(literal.value.text))
            text += piece.argument ? std::string(1, dsn_hole) : piece.text;
        const auto dsn = parse_dsn(text, grammar_);
        if (!dsn || (dsn->form == Dsn::Form::keywords && dsn->known_keys < 2)) return;
        const DsnAddress* address = direct_address(*dsn);
        if (!address || address->host.empty()) return;
        const bool partial = partial_texts_.contains(literal.value.span) || is_operator(literal.callee, "+");
        if (address->port_kind == DsnAddress::Port::left_out && partial) return;
        Candidate candidate;
        candidate.found = Found::in_text;
        candidate.span = literal.value.span;
        candidate.function = literal.function;
        candidate.entity = visible(address->host);
        candidate.system = dsn->system;
        candidate.address = address_text(*address, candidate.system);
        candidate.last = {"is the address of a database", literal.value.span};
        candidate.confidence = dsn->form == Dsn::Form::url ? Confidence::high : Confidence::medium;
        add(std::move(candidate));
    }

    void collect(const Value& value, std::vector<const Value*>& ports, std::vector<std::string>& keys) const {
        if (is_direct(value)) ports.push_back(&value);
        else if (value.kind == Value::Kind::text) keys.push_back(value.text);
        for (const Value& part : value.parts) collect(part, ports, keys);
    }

    void add_setting(Found found, const Value& port, const EntityId& function, const std::string& entity) {
        if (!user_files_.contains(port.span.file)) return;
        Candidate candidate;
        candidate.found = found;
        candidate.span = port.span;
        candidate.function = function;
        candidate.entity = entity;
        candidate.address = address_text("", number_of(port));
        candidate.last = {"gives the port of a database", port.span};
        add(std::move(candidate));
    }

    void judge_definition(const Definition& definition) {
        std::vector<const Value*> ports;
        std::vector<std::string> keys;
        collect(definition.value, ports, keys);
        if (ports.empty()) return;
        std::string entity;
        bool is_port = names_.keys_are_port(keys);
        if (definition.kind == Definition::Kind::assign) {
            const Variable* variable = program_.variable(definition.entity);
            if (!variable) return;
            entity = variable->qualified.empty() ? variable->name : variable->qualified;
            is_port |= names_.variable_is_port(definition.entity);
        } else if (definition.kind == Definition::Kind::parameter_default) {
            const Function* function = program_.function(definition.entity);
            if (!function || definition.index >= function->parameter_names.size()) return;
            entity = function->name + "::" + function->parameter_names[definition.index];
            is_port |= names_.parameter_is_port(*function, definition.index);
        } else {
            const Function* function = program_.function(definition.entity);
            if (!function) return;
            entity = function->name;
            is_port |= names_.keys_are_port({underscored(function->name)});
        }
        if (!is_port) return;
        for (const Value* port : ports) add_setting(Found::in_setting, *port, definition.function, entity);
    }

    /// One key of a qualified name, so that all its components speak: Database::port.
    static std::string underscored(std::string qualified) {
        std::replace(qualified.begin(), qualified.end(), ':', '_');
        return qualified;
    }

    void judge_access(const Access& access) {
        if (access.kind != Access::Kind::write || access.operation != "=" || !is_direct(access.value)) return;
        if (!names_.place_is_port(access.place)) return;
        std::string entity = access.place.name;
        for (const Place::Step& step : access.place.steps) {
            if (const Variable* field = program_.variable(step.field)) entity = field->qualified;
        }
        add_setting(Found::in_setting, access.value, access.function, entity);
    }

    /// env("DB_PORT", "5432"), reader.GetInteger("database", "port", 5432), openDatabase(host, 5432).
    void judge_lookup(const Call& call) {
        if (is_for_people(call.name) || models_.matches(&Model::formatting_calls, call.name)) return;
        std::vector<std::string> keys;
        std::vector<const Value*> ports;
        const Function* callee = program_.function(call.callee);
        std::vector<const Value*> named;
        for (std::size_t i = 0; i < call.arguments.size(); ++i) {
            const Value& value = call.arguments[i].value;
            if (value.kind == Value::Kind::text && !is_direct(value)) keys.push_back(value.text);
            if (!is_direct(value)) continue;
            ports.push_back(&value);
            if (callee && names_.parameter_is_port(*callee, static_cast<unsigned>(i))) named.push_back(&value);
        }
        const auto& found = names_.keys_are_port(keys) ? ports : named;
        for (const Value* port : found) add_setting(Found::in_lookup, *port, call.caller, call.name);
    }

    Finding worded(const Candidate& candidate) const {
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = candidate.span;
        finding.entity = candidate.entity;
        finding.confidence = candidate.confidence;
        finding.path = path_through(context_, candidate.function, candidate.last);
        if (finding.path.size() == 1 && !candidate.via.empty()) {
            finding.path.clear();
            for (const Span& span : candidate.via) finding.path.push_back({"is passed on", span});
            finding.path.push_back(candidate.last);
        }
        finding.message =
            fill_message(context_.text.message, {{"entity", candidate.entity},
                                                 {"system", candidate.system.empty() ? "a database" : candidate.system},
                                                 {"address", candidate.address},
                                                 {"reached", reached_text(context_, candidate.function)}});
        return finding;
    }
};

}  // namespace

std::vector<Finding> judge_direct_db_port(const RuleContext& context);

std::vector<Finding> judge_direct_db_port(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
