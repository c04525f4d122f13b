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

}  // namespace

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
