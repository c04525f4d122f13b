// Copies a checked document into the structs, key by key; the schema has already refused what does not fit.
#include "model/model_file.h"

namespace stateless::lint {
namespace {

using nlohmann::json;

template <typename T>
void take(const json& object, const char* key, T& into) {
    if (const auto at = object.find(key); at != object.end()) into = at->get<T>();
}

RootModel root_from(const json& object) {
    RootModel root;
    take(object, "call", root.call);
    take(object, "override_of", root.override_of);
    take(object, "base", root.base);
    take(object, "template_argument_of", root.template_argument_of);
    take(object, "methods", root.methods);
    take(object, "kind", root.kind);
    take(object, "http_method", root.http_method);
    take(object, "default_method", root.default_method);
    take(object, "path_argument", root.path_argument);
    take(object, "class_path_argument", root.class_path_argument);
    take(object, "described_by", root.described_by);
    take(object, "per_route", root.per_route);
    take(object, "generated", root.generated);
    return root;
}

SinkModel sink_from(const json& object) {
    SinkModel sink;
    take(object, "call", sink.call);
    take(object, "kind", sink.kind);
    take(object, "system", sink.system);
    take(object, "dsn_argument", sink.dsn_argument);
    take(object, "host_argument", sink.host_argument);
    take(object, "port_argument", sink.port_argument);
    take(object, "key_argument", sink.key_argument);
    take(object, "ttl_argument", sink.ttl_argument);
    take(object, "ttl_zero_is_forever", sink.ttl_zero_is_forever);
    take(object, "name_argument", sink.name_argument);
    take(object, "names", sink.names);
    take(object, "value_argument", sink.value_argument);
    take(object, "format_argument", sink.format_argument);
    take(object, "argv_argument", sink.argv_argument);
    take(object, "port_defaults_to_direct", sink.port_defaults_to_direct);
    take(object, "path_argument", sink.path_argument);
    take(object, "from_argument", sink.from_argument);
    take(object, "mode_argument", sink.mode_argument);
    take(object, "write_bits", sink.write_bits);
    take(object, "update_bits", sink.update_bits);
    take(object, "handle_argument", sink.handle_argument);
    take(object, "output_argument", sink.output_argument);
    take(object, "gives", sink.gives);
    take(object, "file_argument", sink.file_argument);
    take(object, "pool_size_argument", sink.pool_size_argument);
    take(object, "query_argument", sink.query_argument);
    take(object, "options_argument", sink.options_argument);
    take(object, "session_feature", sink.session_feature);
    return sink;
}

/// Why a glob over names is none; empty if it is one. Operators have names with special characters.
std::string fault_of(const std::string& glob) {
    if (glob.find_first_not_of("*? \t") == std::string::npos) return "says no name";
    if (glob.starts_with("::")) return "begins with '::'; names stand without it";
    if (glob.find("operator") != std::string::npos) return "";
    if (glob.find('(') != std::string::npos) return "has parentheses; names stand without parameters";
    if (glob.find('<') != std::string::npos) return "has '<'; names stand without template arguments";
    const std::size_t odd = glob.find_first_of("[]{}|\\^$+;, \t");
    if (odd != std::string::npos) return std::string("has '") + glob[odd] + "'; only * and ? are special";
    return "";
}

bool is_over_names(const std::string& key) {
    return key != "headers" && key != "embedded_drivers" && key != "pool_size_keys" && key != "forwarded_headers";
}

}  // namespace

void check_globs(const JsonDocument& document) {
    using Pointer = json::json_pointer;
    const json& value = document.value();
    const auto check = [&](const Pointer& at) {
        const std::string& glob = value.at(at).get_ref<const std::string&>();
        const std::string fault = fault_of(glob);
        if (!fault.empty()) document.refuse(at, at.to_string() + ": \"" + glob + "\" " + fault);
    };
    const auto check_list = [&](const Pointer& at) {
        if (!value.contains(at)) return;
        for (std::size_t i = 0; i < value.at(at).size(); ++i) check(at / i);
    };
    for (const auto& [key, list] : model_lists)
        if (is_over_names(key)) check_list(Pointer() / key);
    for (const char* list : {"roots", "sinks"}) {
        const std::size_t entries = value.contains(list) ? value.at(list).size() : 0;
        for (std::size_t i = 0; i < entries; ++i) {
            const Pointer entry = Pointer() / list / i;
            for (const char* key : {"call", "override_of", "base", "template_argument_of"})
                if (value.at(entry).contains(key)) check(entry / key);
        }
    }
    if (value.contains("types"))
        for (const auto& [kind, names] : value.at("types").items()) check_list(Pointer("/types") / kind);
}

Model model_from(const JsonDocument& document) {
    const json& value = document.value();
    Model model;
    model.file = document.file();
    take(value, "name", model.name);
    take(value, "also_for_clients", model.also_for_clients);
    for (const auto& [key, list] : model_lists) take(value, key, model.*list);
    if (value.contains("roots")) {
        for (const json& root : value.at("roots")) {
            model.roots.push_back(root_from(root));
            model.roots.back().also_for_clients = model.also_for_clients;
        }
    }
    if (value.contains("sinks")) {
        for (const json& sink : value.at("sinks")) model.sinks.push_back(sink_from(sink));
    }
    if (value.contains("types")) {
        for (const auto& [kind, names] : value.at("types").items()) {
            for (const json& name : names) model.types.push_back({name.get<std::string>(), kind});
        }
    }
    if (value.contains("lexicon")) {
        for (const auto& [purpose, tokens] : value.at("lexicon").items()) {
            model.lexicon.push_back({purpose, tokens.get<std::vector<std::string>>()});
        }
    }
    return model;
}

}  // namespace stateless::lint
