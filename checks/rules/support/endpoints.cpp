// Addresses of backing services: a search over calls, literals and definitions.
#include "rules/support/endpoints.h"

#include <algorithm>
#include <map>
#include <set>

#include "program/format_text.h"
#include "rules/support/dsn.h"
#include "rules/support/hosts.h"
#include "rules/support/service_names.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr auto npos = std::string::npos;

bool is_operator(const std::string& callee, const std::string& operation) {
    return callee.ends_with("operator" + operation);
}

struct HostAt {
    std::string host;
    std::size_t offset = 0;
    std::string system;
};

/// "dns:///host:port" of gRPC; "mongodb+srv://" has hosts, though no ports. The text keeps its length.
std::string readable(std::string text) {
    if (text.starts_with("mongodb+srv://")) text.replace(8, 3, "tls");
    for (const std::string prefix : {"dns:///", "ipv4:", "ipv6:", "passthrough:///", "static://", "--SERVER="})
        if (text.starts_with(prefix)) text.replace(0, prefix.size(), std::string(prefix.size(), ' '));
    return text;
}

std::vector<HostAt> hosts_in(const std::string& original, const DsnGrammar& grammar) {
    const std::string text = readable(original);
    if (text.starts_with("inproc://") || text.starts_with("ipc://")) return {};
    const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
    std::vector<HostAt> result;
    // A list of brokers or nodes: "a:9092,b:9092".
    const bool is_list = grammar.bare_address && text.find("://") == npos && text.find('=') == npos;
    for (std::size_t at = blanks; at < text.size();) {
        const std::size_t end = is_list ? std::min(text.find(',', at), text.size()) : text.size();
        const std::string one = text.substr(at, end - at);
        const bool is_file = one.starts_with("sqlite");
        if (const auto dsn = parse_dsn(one, grammar); dsn && !is_file) {
            for (const DsnAddress& address : dsn->addresses) {
                const std::string host = address.host.substr(0, address.host.find(','));
                if (!address.is_socket && is_host(host))
                    result.push_back({host, at + address.host_offset, dsn->system});
            }
        }
        at = end + 1;
    }
    return result;
}

class Search {
public:
    Search(const RuleContext& context, const std::vector<std::string>& schemes)
        : context_(context), program_(context.analysis.program), models_(program_.models()), names_(program_) {
        grammar_.schemes = schemes;
        for (const Call& call : program_.facts().calls) user_files_.insert(call.span.file);
        for (const Variable& variable : program_.facts().variables) user_files_.insert(variable.span.file);
        note_client_tools();
    }

    std::vector<Endpoint> endpoints() {
        if (has_main_ && !context_.analysis.reach.is_server()) return {};
        for (const Call& call : program_.facts().calls) {
            if (client_tools_.contains(call.span.file)) continue;
            for (const SinkModel* sink : models_.sinks(call.name)) judge_sink(call, *sink);
            judge_lookup(call);
        }
        for (const Literal& literal : program_.facts().literals) judge_literal(literal);
        for (const Definition& definition : program_.facts().definitions) judge_definition(definition);
        for (const Access& access : program_.facts().accesses) judge_access(access);
        std::vector<Endpoint> result;
        for (auto& [span, endpoint] : found_) result.push_back(std::move(endpoint));
        return result;
    }

private:
    const RuleContext& context_;
    const Program& program_;
    const Models& models_;
    const ServiceNames names_;
    DsnGrammar grammar_;
    std::set<std::string> user_files_;
    std::set<std::string> client_tools_;
    bool has_main_ = false;
    std::map<Span, Endpoint> found_;

    /// Files with a main() of their own that serves nothing, beside one that does: a client, a load generator.
    void note_client_tools() {
        std::map<std::string, bool> serves;
        for (const Call& call : program_.facts().calls) {
            const Function* caller = program_.function(call.caller);
            if (!caller || !caller->is_main) continue;
            const bool begins = call.in_library ? models_.matches(&Model::serving_calls, call.name) ||
                                                      models_.matches(&Model::listen_calls, call.name)
                                                : context_.analysis.reach.blocks_in_serving(call.callee);
            serves[call.span.file] |= begins;
        }
        has_main_ = !serves.empty();
        const bool any = std::any_of(serves.begin(), serves.end(), [](const auto& file) { return file.second; });
        for (const auto& [file, server] : serves)
            if (any && !server) client_tools_.insert(file);
    }

    void add(Endpoint endpoint) {
        if (!user_files_.contains(endpoint.span.file) || client_tools_.contains(endpoint.span.file)) return;
        const auto known = found_.find(endpoint.span);
        if (known == found_.end()) found_.emplace(endpoint.span, std::move(endpoint));
        else if (known->second.found < endpoint.found) known->second = std::move(endpoint);
    }

    bool is_for_people(const std::string& callee) const {
        return models_.matches(&Model::log_calls, callee) || models_.matches(&Model::compare_calls, callee) ||
               is_operator(callee, "<<") || is_operator(callee, "==") || is_operator(callee, "!=");
    }

    Endpoint at_call(const Call& call, const SinkModel& sink) const {
        Endpoint result;
        result.found = Endpoint::Found::at_sink;
        result.function = call.caller;
        result.entity = call.name;
        result.system = sink.system;
        result.is_store = sink.kind != "upstream-connect" && sink.kind != "address";
        result.last = {"connects with " + call.name, call.span};
        return result;
    }

    void judge_sink(const Call& call, const SinkModel& sink) {
        const bool connects = sink.kind == "db-connect" || sink.kind == "broker-connect" ||
                              sink.kind == "upstream-connect" || (sink.kind == "address" && is_peers(call));
        if (!connects || !setting_meant(context_, call, sink)) return;
        if (sink.dsn_argument < 0 && sink.host_argument < 0) {
            if (sink.kind == "db-connect") judge_lists(call, sink);
            return;
        }
        if (const Argument* dsn = argument_at(call, sink.dsn_argument)) judge_value(call, sink, dsn->value);
        if (const Argument* host = argument_at(call, sink.host_argument)) judge_value(call, sink, host->value);
    }

    /// The function connects a socket, and makes none that others connect to.
    bool is_peers(const Call& address) const {
        bool connects = false;
        for (const Call* call : program_.calls_in(address.caller)) {
            if (models_.matches(&Model::listen_calls, call->name) || call->name == "bind" ||
                call->name.ends_with("::bind"))
                return false;
            if (!call->in_library) continue;
            for (const SinkModel* sink : models_.sinks(call->name))
                connects |= sink->kind == "upstream-connect" && sink->dsn_argument < 0 && sink->host_argument < 0;
        }
        return connects;
    }

    void judge_value(const Call& call, const SinkModel& sink, const Value& value) {
        DsnGrammar grammar = grammar_;
        grammar.any_scheme = true;
        grammar.bare_address = true;
        grammar.bare_host = sink.kind != "db-connect" || sink.dsn_argument < 0;  // else a driver's name, or a DSN's
        for (const AssembledText& text : context_.analysis.values.texts(value, call.caller)) {
            if (text.is_null) continue;
            for (const HostAt& at : hosts_in(text.text(), grammar)) {
                Endpoint endpoint = at_call(call, sink);
                if (endpoint.system.empty()) endpoint.system = at.system;
                endpoint.host = at.host;
                endpoint.span = text.span_at(at.offset);
                endpoint.via = text.via;
                add(std::move(endpoint));
            }
        }
    }

    /// PQconnectdbParams: keywords in one array, the values at the same places of another.
    void judge_lists(const Call& call, const SinkModel& sink) {
        std::vector<const Value*> lists;
        for (const Argument& argument : call.arguments)
            if (const Value* list = list_of(argument.value)) lists.push_back(list);
        if (lists.size() < 2) return;
        for (std::size_t i = 0; i < std::min(lists[0]->parts.size(), lists[1]->parts.size()); ++i)
            if (lists[0]->parts[i].text.starts_with("host")) judge_value(call, sink, lists[1]->parts[i]);
    }

    const Value* list_of(const Value& value) const {
        if (value.kind == Value::Kind::call && value.text == "{}") return &value;
        if (value.kind != Value::Kind::entity) return nullptr;
        const auto& definitions = program_.definitions_of(value.entity);
        return definitions.size() == 1 && definitions[0]->value.text == "{}" ? &definitions[0]->value : nullptr;
    }

    /// A text that is a store's address by itself, wherever it goes.
    void judge_literal(const Literal& literal) {
        const bool given = literal.role == Literal::Role::argument || literal.role == Literal::Role::initialiser;
        if (!given || literal.value.kind != Value::Kind::text || is_for_people(literal.callee)) return;
        std::string text;
        for (const FormatPiece& piece : parse_format(literal.value.text))
            text += piece.argument ? std::string(1, dsn_hole) : piece.text;
        if (text.size() != literal.value.text.size() && text.find("://") == npos && text.find('=') == npos) return;
        const auto dsn = parse_dsn(readable(text), grammar_);
        if (!dsn || (dsn->form == Dsn::Form::keywords && dsn->known_keys < 2)) return;
        for (const HostAt& at : hosts_in(text, grammar_)) {
            Endpoint endpoint;
            endpoint.found = Endpoint::Found::in_text;
            endpoint.host = at.host;
            endpoint.span = literal.value.span;
            endpoint.entity = at.host;
            endpoint.system = at.system;
            endpoint.is_store = true;
            endpoint.function = literal.function;
            endpoint.last = {"is the address of a store", literal.value.span};
            endpoint.confidence = dsn->form == Dsn::Form::url ? Confidence::high : Confidence::medium;
            add(std::move(endpoint));
            return;
        }
    }

    /// The host that a setting's value names: "localhost", "10.0.0.5:6379", "http://users.internal:8080"; a word alone
    /// only where `one_label` allows it, since it may be any word.
    std::string host_of_setting(const std::string& text, bool one_label) const {
        if (names_.is_setting_name(text)) return {};
        if (text.find('@') != npos && text.find("://") == npos) return {};  // a mail address
        DsnGrammar grammar = grammar_;
        grammar.any_scheme = true;
        grammar.bare_address = true;
        grammar.bare_host = true;
        const auto hosts = hosts_in(text, grammar);
        if (hosts.empty() || !is_local_host(hosts.front().host)) return {};
        const std::string& host = hosts.front().host;
        // "application/json" is no address either.
        const bool bare = text.find(':') == npos;
        const bool word = bare && host.find('.') == npos && !is_ip_address(host) && !is_loopback(host);
        return word && (!one_label || host.find('_') != npos) ? std::string() : host;
    }

    struct Texts {
        std::vector<const Value*> values;
        std::vector<std::string> keys;
    };

    void collect(const Value& value, Texts& texts, int depth = 0) const {
        if (value.kind == Value::Kind::text) {
            texts.values.push_back(&value);
            texts.keys.push_back(value.text);
        }
        if (value.kind == Value::Kind::call && is_for_people(value.text)) return;
        if (depth < 8)
            for (const Value& part : value.parts) collect(part, texts, depth + 1);
    }

    void add_setting(const Value& value, const std::string& host, const EntityId& function, const std::string& entity) {
        Endpoint endpoint;
        endpoint.host = host;
        endpoint.span = value.span;
        endpoint.entity = entity;
        endpoint.function = function;
        endpoint.last = {"gives the address of a service", value.span};
        add(std::move(endpoint));
    }

    void judge_definition(const Definition& definition) {
        Texts texts;
        collect(definition.value, texts);
        if (texts.values.empty()) return;
        std::string entity;
        bool by_name = false;
        bool names_host = false;
        if (definition.kind == Definition::Kind::assign) {
            const Variable* variable = program_.variable(definition.entity);
            if (!variable) return;
            entity = variable->qualified.empty() ? variable->name : variable->qualified;
            by_name = names_.variable_is_address(definition.entity);
            names_host = names_.says_host(variable->name);
        } else if (definition.kind == Definition::Kind::parameter_default) {
            const Function* function = program_.function(definition.entity);
            if (!function || definition.index >= function->parameter_names.size()) return;
            entity = function->name + "::" + function->parameter_names[definition.index];
            by_name = names_.parameter_is_address(*function, definition.index);
            names_host = names_.says_host(function->parameter_names[definition.index]);
        } else {
            const Function* function = program_.function(definition.entity);
            if (!function) return;
            entity = function->name;
            by_name = names_.says_address(function->name);
        }
        if (!by_name && !names_.keys_are_address(texts.keys)) return;
        for (const Value* value : texts.values) {
            const std::string host = host_of_setting(value->text, by_name && names_host && texts.values.size() <= 2);
            if (!host.empty()) add_setting(*value, host, definition.function, entity);
        }
    }

    void judge_access(const Access& access) {
        if (access.kind != Access::Kind::write || access.operation != "=") return;
        if (!names_.place_is_address(access.place)) return;
        Texts texts;
        collect(access.value, texts);
        std::string entity = access.place.name;
        for (const Place::Step& step : access.place.steps)
            if (const Variable* field = program_.variable(step.field)) entity = field->qualified;
        for (const Value* value : texts.values) {
            const std::string host = host_of_setting(value->text, false);
            if (!host.empty()) add_setting(*value, host, access.function, entity);
        }
    }

    /// env("DB_HOST", "localhost"), reader.Get("redis", "host", "127.0.0.1"), openDatabase("localhost").
    void judge_lookup(const Call& call) {
        if (is_for_people(call.name) || models_.matches(&Model::formatting_calls, call.name)) return;
        const Function* callee = program_.function(call.callee);
        Texts texts;
        for (std::size_t i = 0; i < call.arguments.size(); ++i) {
            const Value& value = call.arguments[i].value;
            collect(value, texts);
            if (!callee || value.kind != Value::Kind::text) continue;
            if (!names_.parameter_is_address(*callee, static_cast<unsigned>(i))) continue;
            const std::string host = host_of_setting(value.text, names_.says_host(callee->parameter_names[i]));
            if (!host.empty()) add_setting(value, host, call.caller, call.name);
        }
        if (texts.values.empty()) return;
        Texts all = texts;
        collect(call.receiver_value, all);
        if (!names_.keys_are_address(all.keys)) return;
        for (const Value* value : texts.values) {
            const std::string host = host_of_setting(value->text, false);
            if (!host.empty()) add_setting(*value, host, call.caller, call.name);
        }
    }
};

}  // namespace

bool setting_meant(const RuleContext& context, const Call& call, const SinkModel& sink) {
    if (sink.names.empty()) return true;
    const Argument* name = argument_at(call, sink.name_argument);
    if (!name) return false;
    const auto is_one = [&](const std::string& text) {
        return std::any_of(sink.names.begin(), sink.names.end(),
                           [&](const std::string& glob) { return glob_match(glob, text); });
    };
    if (name->value.kind == Value::Kind::integer) return is_one(name->value.text);
    const auto names = context.analysis.values.texts(name->value, call.caller);
    return std::any_of(names.begin(), names.end(), [&](const AssembledText& text) { return is_one(text.text()); });
}

std::vector<Endpoint> find_endpoints(const RuleContext& context, const std::vector<std::string>& schemes) {
    return Search(context, schemes).endpoints();
}

}  // namespace stateless::lint
