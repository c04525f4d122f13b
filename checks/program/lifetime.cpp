// Marks records from what is known to live as long as the process and follows what those objects own. A record that
// belongs to a connection is not followed: what it owns goes when the client goes.
#include "program/lifetime.h"

#include <algorithm>
#include <deque>
#include <set>

namespace stateless::lint {

namespace {

bool is_smart_pointer(const std::string& name) {
    return name.ends_with("::shared_ptr") || name.ends_with("::unique_ptr") || name.ends_with("::weak_ptr") ||
           name.ends_with("::intrusive_ptr") || name.ends_with("::scoped_refptr") ||
           name.ends_with("::reference_wrapper") || name.ends_with("::scoped_ptr") ||
           name.ends_with("::observer_ptr") || name.ends_with("::not_null") || name.ends_with("::SharedPtr") ||
           name.ends_with("::AutoPtr") || name == "QSharedPointer";
}

bool is_transparent(const std::string& name) {
    return is_smart_pointer(name) || name.ends_with("::optional") || name.ends_with("::atomic") ||
           name.ends_with("::pair") || name.ends_with("::tuple") || name.ends_with("::variant");
}

}  // namespace

bool points(const Type& type) {
    return type.kind == Type::Kind::pointer || type.kind == Type::Kind::reference || is_smart_pointer(type.name);
}

const Type& pointee(const Type& type) {
    const Type* current = &type;
    while (!current->args.empty() && (points(*current) || current->name.ends_with("::optional") ||
                                      current->name.ends_with("::atomic") || current->kind == Type::Kind::array))
        current = &current->args.front();
    return *current;
}

bool holds_many(const Type& type, const Models& models) {
    if (type.kind == Type::Kind::array) return true;
    if (type.kind != Type::Kind::record || !type.record.empty() || is_transparent(type.name)) return false;
    return models.is_type(type.name, "container") || models.is_type(type.name, "map");
}

class LifetimeBuilder {
public:
    LifetimeBuilder(const Program& program, const Reach& reach, Lifetimes& out)
        : program_(program), models_(program.models()), reach_(reach), out_(out) {}

    void run() {
        many();
        descriptors();
        connections();
        entries_that_stay();
        seed();
        propagate();
    }

private:
    const Program& program_;
    const Models& models_;
    const Reach& reach_;
    Lifetimes& out_;
    std::set<EntityId> holds_descriptor_, descriptor_fields_;
    std::set<EntityId> indexed_;  // pointer variables used as arrays
    std::set<EntityId> linked_;   // records that point to their own kind: lists and trees
    std::deque<EntityId> queue_;

    /// What makes one pointer stand for many objects.
    void many() {
        auto note = [&](const Place& place) {
            EntityId last = place.root == Place::Root::variable ? place.entity : EntityId{};
            for (auto& step : place.steps) {
                if (step.kind == Place::Step::Kind::element && !last.empty()) indexed_.insert(last);
                last = step.kind == Place::Step::Kind::field ? step.field : EntityId{};
            }
        };
        for (auto& access : program_.facts().accesses) note(access.place);
        for (auto& call : program_.facts().calls) note(call.receiver);
        for (auto& record : program_.facts().records)
            for (auto& field : record.fields)
                for (const Type* type : program_.types_of(field))
                    if (points(*type) && pointee(*type).record == record.id) linked_.insert(record.id);
    }

    /// What a websocket's type is given as its own data belongs to the connection; what a stream is given is a message.
    void user_data_of(const Type& type, int depth = 0) {
        if (depth > 5) return;
        for (auto& argument : type.args) {
            if (is_websocket(type) && !argument.record.empty()) out_.connections_[argument.record] = true;
            user_data_of(argument, depth + 1);
        }
    }

    bool is_websocket(const Type& type) const { return models_connection(type) && type.name.ends_with("Socket"); }

    bool models_connection(const Type& type) const { return models_.is_type(type.name, "connection"); }

    /// Records with a socket of their own: a descriptor field by name, or one handed to send and recv.
    void descriptors() {
        std::set<EntityId> fields;
        for (auto& call : program_.facts().calls) {
            if (!call.in_library || !models_.matches(&Model::peer_io_calls, call.name)) continue;
            for (auto& argument : call.arguments)
                if (argument.value.kind == Value::Kind::entity) fields.insert(argument.value.entity);
        }
        for (auto& variable : program_.facts().variables) {
            if (variable.storage != Variable::Storage::field) continue;
            bool integer =
                variable.type.kind == Type::Kind::builtin && variable.type.name.find("int") != std::string::npos;
            bool named =
                models_.suggests(variable.name, "descriptor") && !models_.suggests(variable.name, "infrastructure");
            if (!integer || !(fields.contains(variable.id) || named)) continue;
            holds_descriptor_.insert(variable.owner);
            descriptor_fields_.insert(variable.id);
        }
    }

    bool field_is_connection(const Type& type) const {
        if (models_connection(type)) return true;
        if (!type.record.empty()) {
            auto known = out_.connections_.find(type.record);
            return known != out_.connections_.end() && known->second;
        }
        bool single = points(type) || type.name.ends_with("::optional");
        return single && !type.args.empty() && field_is_connection(type.args.front());
    }

    void connections() {
        for (auto& function : program_.facts().functions)
            for (auto& parameter : function.parameters) user_data_of(parameter);
        for (auto& variable : program_.facts().variables) user_data_of(variable.type);
        for (auto& record : program_.facts().records)
            if (program_.has_base_of_kind(record.id, "connection") || program_.has_base_of_kind(record.id, "request") ||
                holds_descriptor_.contains(record.id))
                out_.connections_[record.id] = true;
        bool changed = true;
        while (changed) {
            changed = false;
            for (auto& record : program_.facts().records) {
                if (out_.connections_[record.id]) continue;
                bool is = false;
                for (auto& field : record.fields)
                    for (const Type* type : program_.types_of(field)) is = is || field_is_connection(*type);
                for (auto& base : record.bases) is = is || (!base.record.empty() && out_.connections_[base.record]);
                if (is) changed = out_.connections_[record.id] = true;
            }
        }
    }

    /// Objects by name that nothing ever takes out, and that let go of a connection: devices, players. A table by
    /// descriptor or number holds what a client needs while it is there.
    void entries_that_stay() {
        std::set<EntityId> kept = kept_by_name();
        if (kept.empty()) return;
        const std::set<EntityId> loosened = loosened_links();
        for (auto& id : kept) {
            const Record* record = program_.record(id);
            if (!record || !out_.connections_[id] || !record->bases.empty() || !program_.derived_from(id).empty())
                continue;
            std::set<EntityId> links;
            const bool all = std::all_of(record->fields.begin(), record->fields.end(), [&](const EntityId& field) {
                const Variable* variable = program_.variable(field);
                if (!variable) return false;
                const bool connects = field_is_connection(variable->type) || descriptor_fields_.contains(field);
                if (!connects) return true;
                links.insert(field);
                return variable->type.name.ends_with("::weak_ptr") || loosened.contains(field);
            });
            if (!all || links.empty()) continue;
            out_.stays_.insert(id);
            out_.links_.insert(links.begin(), links.end());
        }
    }

    /// Records of which there is a map by text that is only ever added to.
    std::set<EntityId> kept_by_name() const {
        static const std::set<std::string> removes{"erase", "clear", "extract", "swap", "=", "move", "erase_if"};
        std::map<EntityId, EntityId> maps;  // the record, by the map
        for (auto& variable : program_.facts().variables) {
            if (variable.storage == Variable::Storage::parameter) continue;
            const Type& type = pointee(variable.type);
            if (type.args.size() < 2 || !models_.is_type(type.name, "map")) continue;
            const EntityId& record = pointee(type.args[1]).record;
            if (!record.empty() && type.args.front().name == "std::basic_string") maps[variable.id] = record;
        }
        std::set<EntityId> kept, given_up;
        for (auto& [map, record] : maps) kept.insert(record);
        for (auto& access : program_.facts().accesses) {
            const auto map = maps.find(holder_of(access.place));
            if (map == maps.end()) continue;
            const bool whole = access.kind == Access::Kind::escape || removes.contains(access.operation);
            const bool of_element = std::any_of(access.place.steps.begin(), access.place.steps.end(),
                                                [](auto& step) { return step.kind == Place::Step::Kind::element; });
            if (whole && !of_element) given_up.insert(map->second);
        }
        auto hand_out = [&](const Place& place, const Type* type) {
            const auto map = maps.find(holder_of(place));
            if (map == maps.end() || (type && (!points(*type) || pointee(*type).is_const))) return;
            const bool of_element = std::any_of(place.steps.begin(), place.steps.end(),
                                                [](auto& step) { return step.kind == Place::Step::Kind::element; });
            if (!of_element) given_up.insert(map->second);
        };
        for (auto& returned : program_.facts().returned_places) hand_out(returned.place, nullptr);
        for (auto& call : program_.facts().calls)
            for (auto& argument : call.arguments) hand_out(argument.place, &argument.type);
        for (auto& id : given_up) kept.erase(id);
        return kept;
    }

    /// Fields that a method or a function sets to no descriptor, or to no connection, in an object that goes on.
    std::set<EntityId> loosened_links() const {
        std::set<EntityId> found;
        for (auto& access : program_.facts().accesses) {
            if (access.kind != Access::Kind::write) continue;
            const Function* function = program_.function(access.function);
            if (!function || function->kind == Function::Kind::constructor ||
                function->kind == Function::Kind::destructor || function->name.ends_with("::operator="))
                continue;
            const Variable* field = program_.variable(holder_of(access.place));
            if (!field || field->storage != Variable::Storage::field) continue;
            const bool number = access.operation == "=" && access.value.kind == Value::Kind::integer;
            const bool none = points(field->type) ? access.operation == "reset" || (number && access.value.integer == 0)
                                                  : number && access.value.integer < 0;
            if (none) found.insert(field->id);
        }
        return found;
    }

    /// Loggers, pools, event loops: what they make and hold is theirs, not the application's.
    bool plumbing(const EntityId& id) const {
        const Record* record = program_.record(id);
        if (!record) return false;
        for (const char* purpose : {"logger", "metric", "pool", "infrastructure"})
            if (models_.suggests(record->name, purpose)) return true;
        return false;
    }

    void mark(const EntityId& record, Lifetime lifetime, const std::string& reason) {
        auto& entry = out_.records_[record];
        if (entry.lifetime >= lifetime) return;
        entry = {lifetime, reason};
        queue_.push_back(record);
    }

    void mark_type(const Type& type, Lifetime lifetime, const std::string& reason, int depth = 0) {
        if (depth > 6 || type.kind == Type::Kind::function || models_connection(type)) return;
        if (depth > 0 && linked_.contains(type.record)) lifetime = std::min(lifetime, Lifetime::element);
        if (!type.record.empty()) return mark(type.record, lifetime, reason);  // its fields tell what it holds
        bool many = holds_many(type, models_) || (type.kind == Type::Kind::record && !is_transparent(type.name));
        Lifetime inner = many ? Lifetime::element : lifetime;
        bool keyed = !type.args.empty() && models_.is_type(type.name, "map") && type.args.size() > 1 &&
                     out_.is_connection(type.args.front());
        if (keyed && !pointee(type.args[1]).record.empty()) {
            out_.connections_[pointee(type.args[1]).record] = true;
            out_.stays_.erase(pointee(type.args[1]).record);
        }
        for (auto& argument : type.args) mark_type(argument, inner, reason, depth + 1);
    }

    void mark_variable(const Variable& variable, const Type& type, Lifetime lifetime, const std::string& reason) {
        mark_type(type, indexed_.contains(variable.id) && points(type) ? Lifetime::element : lifetime, reason);
    }

    void seed() {
        for (auto& variable : program_.facts().variables) {
            bool fixed = variable.storage == Variable::Storage::global ||
                         variable.storage == Variable::Storage::static_member ||
                         variable.storage == Variable::Storage::static_local;
            bool local = variable.storage == Variable::Storage::local && out_.outlives_requests(variable);
            if (!fixed && !local) continue;
            std::string where = fixed ? "'" + variable.qualified + "' has static storage"
                                      : "'" + variable.name + "' lives in start-up code";
            mark_variable(variable, variable.type, Lifetime::direct, where);
        }
        for (auto& creation : program_.facts().creations) {
            bool heap = creation.how == Creation::How::heap || creation.how == Creation::How::array;
            bool start_up = creation.function.empty() || (!reach_.serves_at(creation.function, creation.loop) &&
                                                          reach_.starts_up(creation.function));
            const Function* maker = program_.function(creation.function);
            if (maker && plumbing(maker->record)) continue;
            if (heap && start_up)
                mark(creation.record,
                     creation.how == Creation::How::array || out_.connections_[creation.record] ? Lifetime::element
                                                                                                : Lifetime::direct,
                     "start-up code creates it");
        }
        for (auto& record : program_.facts().records)
            if (program_.has_base_of_kind(record.id, "process_lifetime"))
                mark(record.id, Lifetime::direct, "the framework creates one for the process");
        for (auto& root : reach_.roots()) {
            const Function* function = program_.function(root.function);
            if (!function || function->record.empty()) continue;
            bool lambda = function->kind == Function::Kind::lambda && !reach_.serves(function->parent);
            if (root.kind == "middleware" ||
                (lambda && captures_this(function->id) && reach_.starts_up(function->parent)))
                mark(function->record, Lifetime::direct, "its handlers are registered at start-up");
        }
    }

    bool captures_this(const EntityId& lambda) const {
        for (auto& capture : program_.facts().captures)
            if (capture.lambda == lambda && capture.is_this) return true;
        return false;
    }

    void propagate() {
        while (!queue_.empty()) {
            EntityId id = queue_.front();
            queue_.pop_front();
            const Record* record = program_.record(id);
            Lifetimes::Entry entry = out_.records_[id];
            if (!record) continue;
            if (entry.lifetime == Lifetime::element && out_.connections_[id] && !out_.stays_.contains(id)) continue;
            if (plumbing(id)) continue;
            for (auto& base : record->bases)
                if (!base.record.empty()) mark(base.record, entry.lifetime, entry.reason);
            for (auto& field : record->fields)
                for (const Type* type : program_.types_of(field))
                    mark_variable(*program_.variable(field), *type, entry.lifetime,
                                  "held by " + record->name + " (" + entry.reason.substr(0, 120) + ")");
            for (auto& derived : program_.derived_from(id))
                mark(derived, Lifetime::element, "derives from " + record->name);
        }
    }
};

Lifetimes Lifetimes::compute(const Program& program, const Reach& reach) {
    Lifetimes lifetimes;
    lifetimes.program_ = &program;
    lifetimes.reach_ = &reach;
    LifetimeBuilder(program, reach, lifetimes).run();
    return lifetimes;
}

Lifetime Lifetimes::of(const EntityId& record) const {
    auto found = records_.find(record);
    return found == records_.end() ? Lifetime::unknown : found->second.lifetime;
}

std::string Lifetimes::reason(const EntityId& record) const {
    auto found = records_.find(record);
    return found == records_.end() ? std::string() : found->second.reason;
}

bool Lifetimes::is_per_connection(const EntityId& record) const {
    auto found = connections_.find(record);
    return found != connections_.end() && found->second && of(record) != Lifetime::direct && !stays_.contains(record);
}

bool Lifetimes::is_connection(const Type& type) const {
    const Type& inner = pointee(type);
    if (program_->models().is_type(inner.name, "connection") || program_->models().is_type(type.name, "connection"))
        return true;
    return !inner.record.empty() && (is_per_connection(inner.record) || stays_.contains(inner.record));
}

bool Lifetimes::outlives_requests(const Variable& local) const {
    const Function* function = program_->function(local.owner);
    if (!function || (local.loop != 0 && reach_->serves_at(local.owner, local.loop))) return false;
    return function->is_main || (!reach_->serves(local.owner) && reach_->blocks_in_serving(local.owner));
}

}  // namespace stateless::lint
