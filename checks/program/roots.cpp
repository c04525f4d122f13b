// Decides where serving starts, from the models' descriptions and from the facts. Knows no framework by name.
#include "program/roots.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "program/route_description.h"

namespace stateless::lint {

namespace {

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

int rank(const std::string& kind) {
    static const std::vector<std::string> order{"route", "rpc",        "message",   "connection", "middleware", "loop",
                                                "timer", "background", "coroutine", "tick",       "callback"};
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

/// Only what stands in the call itself: a text, or one enumerator.
void describe_literal(const Value& value, RouteDescription& route) {
    if (value.kind != Value::Kind::text && value.kind != Value::Kind::integer) return;
    if (is_http_method(upper(value.text))) route.method = upper(value.text);
    else if (value.kind == Value::Kind::text && value.text.starts_with("/")) route.path = value.text;
}

/// "GET" and "/users", or get("/users"), beside a function that serving code calls: start-up code fills the program's
/// own table of routes. A client's class asks others for paths.
std::optional<RouteDescription> own_route(const Program& program, const Call& call, const Reach& first) {
    const bool hands_over = std::any_of(call.arguments.begin(), call.arguments.end(),
                                        [](const Argument& argument) { return !argument.callables.empty(); });
    if (!hands_over || call.in_library || !program.function(call.callee)) return {};
    if (!(call.caller.empty() || first.starts_up(call.caller)) || first.serves(call.caller)) return {};
    const auto class_words = words_of(call.name.substr(0, std::min(call.name.rfind("::"), call.name.size())));
    if (std::find(class_words.begin(), class_words.end(), "client") != class_words.end()) return {};
    RouteDescription route;
    for (auto& argument : call.arguments)
        if (argument.callables.empty()) describe_literal(argument.value, route);
    const std::string name = upper(call.name.substr(call.name.rfind(':') + 1));
    if (route.method.empty() && is_http_method(name)) route.method = name;
    if (route.method.empty() || route.path.empty()) return {};
    return route;
}

class RootFinder {
public:
    RootFinder(const Program& program, const Callables& callables)
        : program_(program), models_(program.models()), callables_(callables), describer_(program) {}

    std::vector<Root> run(const Reach* first) {
        for (auto& call : program_.facts().calls) registration(call);
        overrides();
        bases();
        loops();
        drop_unknown_callbacks();
        if (first)
            for (auto& call : program_.facts().calls) own_registration(call, *first);
        std::sort(roots_.begin(), roots_.end(), [](const Root& a, const Root& b) {
            return std::tuple(rank(a.kind), a.label, !a.per_route, a.span, a.function) <
                   std::tuple(rank(b.kind), b.label, !b.per_route, b.span, b.function);
        });
        std::set<std::tuple<EntityId, unsigned, std::string>> seen;
        std::erase_if(roots_,
                      [&](const Root& root) { return !seen.insert({root.function, root.loop, root.label}).second; });
        return std::move(roots_);
    }

private:
    const Program& program_;
    const Models& models_;
    const Callables& callables_;
    const RouteDescriber describer_;
    std::vector<Root> roots_;

    void add(const EntityId& id, const std::string& kind, const RouteDescription& route, const Span& span,
             Confidence confidence, Root root = {}) {
        const Function* function = program_.function(id);
        if (!function) return;
        const std::string& path = route.path;
        root.function = id;
        root.kind = kind;
        if (kind == "route") root.http_method = upper(route.method);
        root.path = path;
        root.span = span.valid() ? span : function->span;
        root.confidence = confidence;
        bool lambda = function->kind == Function::Kind::lambda;
        std::string name = lambda && function->name.starts_with("lambda ") ? function->name.substr(7) : function->name;
        if (!path.empty())
            root.label = (root.http_method.empty() ? words_for(kind) == "request handler" ? "route" : words_for(kind)
                                                   : root.http_method) +
                         " " + path;
        else if (kind == "loop" || kind == "tick") root.label = "the loop in " + name;
        else root.label = (root.http_method.empty() ? "" : root.http_method + " ") + words_for(kind) + " " + name;
        roots_.push_back(std::move(root));
    }

    /// What emplacing into a container constructs: threads.emplace_back(f) is std::thread(f).
    std::string constructed(const Call& call) const {
        if (!call.in_library || !call.has_receiver || call.name.find("::emplace") == std::string::npos)
            return call.name;
        const Variable* variable = program_.variable(holder_of(call.receiver));
        if (!variable || variable->type.args.empty()) return call.name;
        const std::string& element = variable->type.args.back().name;
        return element + "::" + element.substr(element.rfind(':') + 1);
    }

    /// Coroutines whose bodies the argument starts: what the call of one returns is handed over.
    std::vector<EntityId> coroutines_of(const Argument& argument) const {
        const Function* called =
            argument.value.kind == Value::Kind::call ? program_.function(argument.value.entity) : nullptr;
        if (!called || !models_.is_type(called->returns.name, "coroutine")) return {};
        return {called->id};
    }

    void registration(const Call& call) {
        if (call.name.empty()) return;
        Root base;
        base.registered_in = call.caller;
        base.registered_loop = call.loop;
        auto models = models_.roots_by_call(constructed(call));
        for (const RootModel* model : models) {
            RouteDescription route = describer_.of_call(call, *model);
            base.shows_a_server = !model->also_for_clients;
            base.per_route = model->per_route;
            for (auto& argument : call.arguments) {
                for (auto& id : callables_.of(argument, call.caller))
                    add(id, model->kind, route, call.span, Confidence::high, base);
                for (auto& id : coroutines_of(argument)) add(id, model->kind, route, call.span, Confidence::high, base);
            }
        }
        if (!models.empty() || !call.in_library || call.name.starts_with("std::")) return;
        bool no_callback = makes_function_object(call) || models_.matches(&Model::synchronous_calls, call.name) ||
                           models_.matches(&Model::startup_callbacks, call.name) ||
                           models_.matches(&Model::once_calls, call.name) ||
                           models_.matches(&Model::log_calls, call.name);
        if (no_callback) return;
        for (auto& argument : call.arguments)
            for (auto& id : argument.callables) add(id, "callback", {}, call.span, Confidence::medium, base);
    }

    void own_registration(const Call& call, const Reach& first) {
        const auto route = own_route(program_, call, first);
        if (!route) return;
        Root base;
        base.registered_in = call.caller;
        base.registered_loop = call.loop;
        base.shows_a_server = false;
        for (auto& argument : call.arguments)
            for (auto& id : argument.callables) {
                const bool known = std::any_of(roots_.begin(), roots_.end(), [&](const Root& root) {
                    return root.function == id && root.kind != "callback";
                });
                if (!known && first.serves(id)) add(id, "route", *route, call.span, first.confidence_of(id), base);
            }
    }

    void add_method(const Function& function, const RootModel& model) {
        Root base;
        base.generated = model.generated;
        base.per_route = model.per_route;
        base.shows_a_server = !model.also_for_clients;
        add(function.id, model.kind, describer_.of_method(function, model), function.span, Confidence::high, base);
    }

    void overrides() {
        for (auto& function : program_.facts().functions) {
            if (!function.has_body) continue;
            for (auto& name : function.overridden_names) {
                bool modelled = false;
                for (const RootModel* model : models_.roots_by_override(name)) {
                    add_method(function, *model);
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
                add(function.id, "callback", {}, function.span, Confidence::medium);
            }
        }
    }

    /// What a model says of a function beats the guess that a library may call it.
    void drop_unknown_callbacks() {
        std::set<EntityId> known;
        auto guessed = [](const Root& root) {
            return root.kind == "callback" && root.confidence == Confidence::medium;
        };
        for (auto& root : roots_)
            if (!guessed(root)) known.insert(root.function);
        std::erase_if(roots_, [&](const Root& root) { return guessed(root) && known.contains(root.function); });
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
                add_method(function, model);
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

    /// Who polls one descriptor with a deadline waits for its own peer.
    bool waits_for_clients(const Call& call) const {
        if (!models_.matches(&Model::wait_calls, call.name)) return false;
        auto is = [&](std::size_t at, std::int64_t number) {
            return at < call.arguments.size() && call.arguments[at].value.kind == Value::Kind::integer &&
                   call.arguments[at].value.integer == number;
        };
        return !(is(1, 1) && !is(2, -1) && models_.matches(&Model::counted_wait_calls, call.name));
    }

    bool waits(const EntityId& id, std::map<EntityId, bool>& known, int depth = 0) {
        if (depth > 6) return false;
        auto [entry, fresh] = known.try_emplace(id, false);
        if (!fresh) return entry->second;
        for (const Call* call : program_.calls_in(id)) {
            if (call->loop != 0) continue;
            bool here = call->in_library ? waits_for_clients(*call) : callee_waits(*call, known, depth + 1);
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
            bool wait = call.in_library ? waits_for_clients(call) : callee_waits(call, known, 0);
            bool ticks = call.in_library && models_.matches(&Model::sleep_calls, call.name);
            Root base;
            base.loop = call.loop;
            if (wait) add(call.caller, "loop", {}, call.span, Confidence::high, base);
            else if (ticks) add(call.caller, "tick", {}, call.span, Confidence::medium, base);
        }
    }
};

}  // namespace

std::vector<Root> find_roots(const Program& program, const Callables& callables, const Reach* first) {
    return RootFinder(program, callables).run(first);
}

bool has_own_routes(const Program& program, const Reach& first) {
    const auto is_new = [&](const EntityId& id) {
        return first.serves(id) && std::none_of(first.roots().begin(), first.roots().end(),
                                                [&](const Root& root) { return root.function == id; });
    };
    return std::any_of(program.facts().calls.begin(), program.facts().calls.end(), [&](const Call& call) {
        return own_route(program, call, first) &&
               std::any_of(call.arguments.begin(), call.arguments.end(), [&](const Argument& argument) {
                   return std::any_of(argument.callables.begin(), argument.callables.end(), is_new);
               });
    });
}

bool shows_a_server(const Program& program, const std::vector<Root>& roots) {
    for (auto& root : roots)
        if (root.shows_a_server && (root.kind == "route" || root.kind == "rpc" || root.kind == "message" ||
                                    root.kind == "connection" || root.kind == "middleware"))
            return true;
    for (auto& call : program.facts().calls)
        if (call.in_library &&
            (program.models().matches(&Model::listen_calls, call.name) || program.models().shows_serving(call.name)))
            return true;
    return false;
}

}  // namespace stateless::lint
