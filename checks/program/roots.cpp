// Decides where serving starts, from the models' descriptions and from the facts. Knows no framework by name.
#include "program/roots.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace stateless::lint {

namespace {

std::string signature_in(const Type& type, int depth = 0) {
    if (type.kind == Type::Kind::function) return type.name;
    if (depth > 3) return {};
    if (type.kind == Type::Kind::reference || type.kind == Type::Kind::pointer || type.kind == Type::Kind::record)
        if (!type.args.empty()) return signature_in(type.args.front(), depth + 1);
    return {};
}

void texts_in(const Value& value, std::vector<const Value*>& out, int depth = 0) {
    if (depth > 12) return;
    if (value.kind == Value::Kind::text || (value.kind == Value::Kind::integer && !value.text.empty()))
        out.push_back(&value);
    for (auto& part : value.parts) texts_in(part, out, depth + 1);
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

bool is_http_method(const std::string& text) {
    static const std::set<std::string> methods{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"};
    return methods.contains(text);
}

int rank(const std::string& kind) {
    static const std::vector<std::string> order{"route", "rpc",   "message",    "connection", "middleware",
                                                "loop",  "timer", "background", "tick",       "callback"};
    return static_cast<int>(std::find(order.begin(), order.end(), kind) - order.begin());
}

std::string words_for(const std::string& kind) {
    static const std::map<std::string, std::string> words{{"route", "request handler"},
                                                          {"message", "message handler"},
                                                          {"connection", "connection handler"},
                                                          {"background", "thread"},
                                                          {"tick", "loop"}};
    auto found = words.find(kind);
    return found == words.end() ? kind : found->second;
}

class RootFinder {
public:
    explicit RootFinder(const Program& program) : program_(program), models_(program.models()) {}

    std::vector<Root> run() {
        for (auto& call : program_.facts().calls) registration(call);
        overrides();
        bases();
        loops();
        std::sort(roots_.begin(), roots_.end(), [](const Root& a, const Root& b) {
            return std::tuple(rank(a.kind), a.label, a.span, a.function) <
                   std::tuple(rank(b.kind), b.label, b.span, b.function);
        });
        std::set<std::tuple<EntityId, unsigned, std::string>> seen;
        std::erase_if(roots_,
                      [&](const Root& root) { return !seen.insert({root.function, root.loop, root.label}).second; });
        return std::move(roots_);
    }

private:
    const Program& program_;
    const Models& models_;
    std::vector<Root> roots_;

    void add(const EntityId& id, const std::string& kind, const std::string& method, const std::string& path,
             const Span& span, Confidence confidence, unsigned loop = 0) {
        const Function* function = program_.function(id);
        if (!function) return;
        Root root;
        root.function = id;
        root.kind = kind;
        root.http_method = upper(method);
        root.path = path;
        root.span = span.valid() ? span : function->span;
        root.loop = loop;
        root.confidence = confidence;
        bool lambda = function->kind == Function::Kind::lambda;
        std::string name = lambda && function->name.starts_with("lambda ") ? function->name.substr(7) : function->name;
        if (!path.empty())
            root.label = (root.http_method.empty() ? words_for(kind) == "request handler" ? "route" : words_for(kind)
                                                   : root.http_method) +
                         " " + path;
        else root.label = (root.http_method.empty() ? "" : root.http_method + " ") + words_for(kind) + " " + name;
        roots_.push_back(std::move(root));
    }

    /// Path and method from what the model points at, else from the literals in the call's chain.
    void describe(const Call& call, const RootModel& model, std::string& method, std::string& path) {
        method = model.http_method;
        std::vector<const Value*> texts;
        if (model.path_argument >= 0 && static_cast<std::size_t>(model.path_argument) < call.arguments.size())
            texts_in(call.arguments[model.path_argument].value, texts);
        if (model.path_argument < 0) texts_in(call.receiver_value, texts);
        if (texts.empty())
            for (auto& argument : call.arguments) texts_in(argument.value, texts);
        for (auto* text : texts) {
            std::string word = upper(text->text);
            if (is_http_method(word)) {
                if (method.empty()) method = word;
            } else if (path.empty() &&
                       (text->text.starts_with("/") || text->text.starts_with("^") || text->text == "*")) {
                path = text->text;
            }
        }
        if (method.empty()) {
            std::vector<const Value*> all;
            texts_in(call.receiver_value, all);
            for (auto& argument : call.arguments) texts_in(argument.value, all);
            for (auto* text : all)
                if (is_http_method(upper(text->text))) method = upper(text->text);
        }
        if (method.empty()) method = model.default_method;
    }

    /// What emplacing into a container constructs: threads.emplace_back(f) is std::thread(f).
    std::string constructed(const Call& call) const {
        if (!call.in_library || !call.has_receiver || call.name.find("::emplace") == std::string::npos)
            return call.name;
        EntityId holder = call.receiver.root == Place::Root::variable ? call.receiver.entity : EntityId{};
        for (auto& step : call.receiver.steps)
            if (step.kind == Place::Step::Kind::field) holder = step.field;
        const Variable* variable = program_.variable(holder);
        if (!variable || variable->type.args.empty()) return call.name;
        const std::string& element = variable->type.args.back().name;
        return element + "::" + element.substr(element.rfind(':') + 1);
    }

    void registration(const Call& call) {
        if (call.name.empty()) return;
        auto models = models_.roots_by_call(constructed(call));
        for (const RootModel* model : models) {
            std::string method, path;
            describe(call, *model, method, path);
            for (auto& argument : call.arguments)
                for (auto& id : callables_of(program_, argument))
                    add(id, model->kind, method, path, call.span, Confidence::high);
        }
        if (!models.empty() || !call.in_library || call.name.starts_with("std::")) return;
        // A function object made from a callable (a library's own std::function) registers nothing yet.
        bool wraps = !call.template_arguments.empty() && call.template_arguments.front().kind == Type::Kind::function;
        if (wraps) return;
        bool no_callback = models_.matches(&Model::synchronous_calls, call.name) ||
                           models_.matches(&Model::startup_callbacks, call.name) ||
                           models_.matches(&Model::once_calls, call.name) ||
                           models_.matches(&Model::log_calls, call.name);
        if (no_callback) return;
        for (auto& argument : call.arguments)
            for (auto& id : argument.callables) add(id, "callback", {}, {}, call.span, Confidence::medium);
    }

    void overrides() {
        for (auto& function : program_.facts().functions) {
            if (!function.has_body) continue;
            for (auto& name : function.overridden_names) {
                bool modelled = false;
                for (const RootModel* model : models_.roots_by_override(name)) {
                    add(function.id, model->kind, model->http_method, {}, function.span, Confidence::high);
                    modelled = true;
                }
                bool destructor = function.kind == Function::Kind::destructor;
                if (modelled || destructor || name.starts_with("std::")) continue;
                bool user = false;
                for (auto& overridden : function.overrides)
                    if (auto* above = program_.function(overridden); above && above->name == name) user = true;
                if (user || models_.matches(&Model::startup_callbacks, name) ||
                    models_.matches(&Model::synchronous_calls, name))
                    continue;
                add(function.id, "callback", {}, {}, function.span, Confidence::medium);
            }
        }
    }

    bool accepts(const RootModel& model, const Function& function) {
        std::string plain = function.name.substr(function.name.rfind(':') + 1);
        return std::any_of(model.methods.begin(), model.methods.end(),
                           [&](auto& glob) { return glob_match(glob, plain); });
    }

    void add_methods(const RootModel& model, const EntityId& record) {
        for (auto& function : program_.facts().functions)
            if (function.record == record && function.kind == Function::Kind::method && function.has_body &&
                accepts(model, function))
                add(function.id, model.kind, model.http_method, {}, function.span, Confidence::high);
    }

    void records_in(const Type& type, std::set<EntityId>& out, int depth = 0) {
        if (depth > 6) return;
        if (!type.record.empty()) out.insert(type.record);
        for (auto& argument : type.args) records_in(argument, out, depth + 1);
    }

    void given_to(const Type& type, const RootModel& model, std::set<EntityId>& out, int depth = 0) {
        if (depth > 6) return;
        bool match = glob_match(model.template_argument_of, type.name);
        for (auto& argument : type.args) {
            if (match) records_in(argument, out);
            given_to(argument, model, out, depth + 1);
        }
    }

    void bases() {
        for (const RootModel* model : models_.roots()) {
            if (!model->base.empty())
                for (auto& record : program_.facts().records)
                    if (program_.has_base_named(record.id, model->base)) add_methods(*model, record.id);
            if (model->template_argument_of.empty()) continue;
            std::set<EntityId> records;
            for (auto& variable : program_.facts().variables) given_to(variable.type, *model, records);
            for (auto& call : program_.facts().calls) {
                bool match = glob_match(model->template_argument_of, call.name) ||
                             glob_match(model->template_argument_of, call.name.substr(0, call.name.rfind("::")));
                if (!match) continue;
                for (auto& argument : call.template_arguments) records_in(argument, records);
            }
            for (auto& record : records) add_methods(*model, record);
        }
    }

    bool waits(const EntityId& id, std::map<EntityId, bool>& known, int depth = 0) {
        if (depth > 6) return false;
        auto [entry, fresh] = known.try_emplace(id, false);
        if (!fresh) return entry->second;
        for (const Call* call : program_.calls_in(id)) {
            if (call->loop != 0) continue;
            bool here = call->in_library ? models_.matches(&Model::wait_calls, call->name)
                                         : callee_waits(*call, known, depth + 1);
            if (!here) continue;
            known[id] = true;
            return true;
        }
        return false;
    }

    bool callee_waits(const Call& call, std::map<EntityId, bool>& known, int depth) {
        if (call.callee.empty()) return false;
        if (waits(call.callee, known, depth)) return true;
        if (call.kind != Call::Kind::virtual_) return false;
        for (auto& overrider : program_.overriders_of(call.callee))
            if (waits(overrider, known, depth)) return true;
        return false;
    }

    void loops() {
        std::map<EntityId, bool> known;
        for (auto& call : program_.facts().calls) {
            if (call.loop == 0 || call.caller.empty()) continue;
            bool wait = call.in_library ? models_.matches(&Model::wait_calls, call.name) : callee_waits(call, known, 0);
            bool ticks = call.in_library && models_.matches(&Model::sleep_calls, call.name);
            if (wait) add(call.caller, "loop", {}, {}, call.span, Confidence::high, call.loop);
            else if (ticks) add(call.caller, "tick", {}, {}, call.span, Confidence::medium, call.loop);
        }
    }
};

}  // namespace

std::vector<EntityId> targets_of_signature(const Program& program, const std::string& signature) {
    std::vector<EntityId> found;
    if (signature.empty()) return found;
    for (auto& taken : program.facts().addresses_taken)
        if (taken.signature == signature && (found.empty() || found.back() != taken.target))
            found.push_back(taken.target);
    return found;
}

std::vector<EntityId> callables_of(const Program& program, const Argument& argument) {
    if (!argument.callables.empty()) return argument.callables;
    bool stored = argument.value.kind == Value::Kind::entity || argument.value.kind == Value::Kind::parameter ||
                  argument.value.kind == Value::Kind::call;
    return stored ? targets_of_signature(program, signature_in(argument.type)) : std::vector<EntityId>{};
}

std::vector<Root> find_roots(const Program& program) { return RootFinder(program).run(); }

bool shows_a_server(const Program& program, const std::vector<Root>& roots) {
    for (auto& root : roots)
        if (root.kind == "route" || root.kind == "rpc" || root.kind == "message" || root.kind == "connection" ||
            root.kind == "middleware")
            return true;
    for (auto& call : program.facts().calls)
        if (call.in_library && (program.models().matches(&Model::listen_calls, call.name) ||
                                program.models().matches(&Model::serving_calls, call.name)))
            return true;
    return false;
}

}  // namespace stateless::lint
