// A queue holds work or messages that one request hands in and that a thread or another request takes out, once: what
// is in it waits. The lists of a thread pool, of idle connections, of log lines and of a cache's recency are told from
// it by what they hold and who fills them.
#include <algorithm>

#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

const std::set<std::string> fills{"push",          "push_back", "emplace",     "emplace_back", "push_front",
                                  "emplace_front", "enqueue",   "try_enqueue", "insert",       "append",
                                  "add",           "put",       "try_push",    "operator<<"};
const std::set<std::string> takes_one{"pop",         "pop_front",    "pop_back",     "try_pop",   "dequeue",
                                      "try_dequeue", "wait_dequeue", "dequeue_bulk", "takeFirst", "wait_and_pop"};
const std::set<std::string> empties{"swap", "move", "exchange", "clear", "erase", "extract"};
const std::set<std::string> looks{"front", "top",   "back", "iterate", "begin",     "cbegin",
                                  "at",    "value", "find", "move",    "operator[]"};

/// By the name: enqueueNotification, waitDequeueNotification.
bool puts_in(const std::string& operation) { return fills.contains(operation) || operation.starts_with("enqueue"); }
bool takes_out_one(const std::string& operation) {
    return takes_one.contains(operation) || operation.starts_with("dequeue") || operation.starts_with("waitDequeue");
}

/// The operation without what it belongs to: "std::vector::swap" is "swap".
std::string plain(const Access& access) {
    const std::size_t colons = access.operation.rfind("::");
    return colons == std::string::npos ? access.operation : access.operation.substr(colons + 2);
}

class Queueing {
public:
    explicit Queueing(Subject& subject) : subject_(subject) {}

    void gather() {
        if (!is_sequence() || !(payload() || untyped_)) return;
        std::set<EntityId> takers;
        for (auto& write : subject_.state.writes) {
            if (!subject_.on_container(*write.access)) continue;
            const std::string operation = plain(*write.access);
            if (puts_in(operation)) fillers_.insert(write.function);
            if (takes_out_one(operation) || empties.contains(operation)) takers.insert(write.function);
        }
        // A loop of the program's own may take out what serving code puts in.
        for (auto& write : subject_.state.other_writes)
            if (subject_.on_container(*write.access) && takes_out_one(plain(*write.access)))
                takers.insert(write.function);
        if (fillers_.empty() || takers.empty()) return;
        if (is_pool(takers)) subject_.add("pool", 9, "what is in it waits for a thread, or to be used again");
        else if (!is_plumbing())
            for (auto& taker : takers) weigh(taker);
    }

private:
    Subject& subject_;
    std::set<EntityId> fillers_;
    bool by_type_ = false;
    bool untyped_ = false;  // a library's queue of objects of a class of its own
    bool by_key_ = false;   // a list for each key: a cart that is emptied is no queue

    /// A queue or list, or one for each key.
    bool is_sequence() {
        bool is = false;
        for (const Type* shape : subject_.shapes()) {
            const Type* list = shape;
            if (list->args.empty() && subject_.models.is_type(list->name, "queue")) {
                is = by_type_ = untyped_ = true;
                continue;
            }
            if (!holds_many(*list, subject_.models)) continue;
            if (subject_.models.is_type(list->name, "map")) {
                if (list->args.size() < 2) continue;
                list = &pointee(list->args[1]);
                by_key_ = true;
                if (!holds_many(*list, subject_.models) || subject_.models.is_type(list->name, "map")) continue;
            }
            by_type_ = by_type_ || subject_.models.is_type(list->name, "queue");
            is = is || list->kind != Type::Kind::array;
        }
        return is;
    }

    /// What waits in it, as it is held: a pointer or the thing itself.
    const Type* held() const {
        for (const Type* shape : subject_.shapes()) {
            const Type* list = shape;
            while (holds_many(pointee(*list), subject_.models) && !pointee(*list).args.empty()) {
                const Type& many = pointee(*list);
                list = &many.args[subject_.models.is_type(many.name, "map") && many.args.size() > 1 ? 1 : 0];
            }
            if (list != shape) return list;
        }
        return nullptr;
    }

    const Type* payload() const {
        const Type* type = held();
        return type ? &pointee(*type) : nullptr;
    }

    bool is_plumbing() const {
        if (!payload()) return subject_.named("logger");
        const Type& payload_type = *payload();
        for (const char* kind : {"callable", "clock", "connection", "handle", "lock", "request"})
            if (subject_.models.is_type(payload_type.name, kind)) return true;
        if (payload_type.kind == Type::Kind::function || subject_.lifetimes.is_connection(payload_type)) return true;
        if (payload_type.name.starts_with("std::chrono::") || subject_.named("logger")) return true;
        const bool word = payload_type.kind == Type::Kind::builtin || payload_type.name == "std::basic_string";
        if (word && subject_.named("cache")) return true;
        return payload_type.kind == Type::Kind::builtin && !by_type_;
    }

    /// Clients or tasks that wait for a thread, and objects that are lent out and come back.
    bool is_pool(const std::set<EntityId>& takers) const {
        if (!payload()) return false;
        const Type& payload_type = *payload();
        if (payload_type.kind == Type::Kind::builtin) return by_type_ && handles_descriptors();
        if (subject_.models.is_type(payload_type.name, "callable"))
            return std::all_of(takers.begin(), takers.end(), [&](const EntityId& taker) { return runs(taker); });
        return points(*held()) && is_given_back();
    }

    bool runs(const EntityId& function) const {
        auto& calls = subject_.program.calls_in(function);
        return std::any_of(calls.begin(), calls.end(),
                           [](const Call* call) { return call->kind == Call::Kind::indirect; });
    }

    /// The number is a client's descriptor, on its way to the thread that serves it.
    bool handles_descriptors() const {
        auto talks = [&](const EntityId& function) {
            auto& calls = subject_.program.calls_in(function);
            return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
                return subject_.models.matches(&Model::wait_calls, call->name) ||
                       subject_.models.matches(&Model::peer_io_calls, call->name) ||
                       subject_.models.matches(&Model::disconnect_calls, call->name);
            });
        };
        const std::set<EntityId> users = subject_.users();
        return subject_.models.suggests(subject_.state.variable->name, "descriptor") ||
               subject_.models.suggests(subject_.state.variable->name, "broadcast") ||
               std::any_of(users.begin(), users.end(), talks);
    }

    /// Start-up fills it: things wait in it to be used and given back.
    bool is_given_back() const {
        auto& writes = subject_.state.other_writes;
        return std::any_of(writes.begin(), writes.end(), [&](const StateAccess& write) {
            return puts_in(plain(*write.access)) && !write.serving && subject_.on_container(*write.access);
        });
    }

    void weigh(const EntityId& taker) {
        bool looked = false, one = false, all = false, whole = false;
        for (auto* uses : {&subject_.state.reads, &subject_.state.writes, &subject_.state.other_writes})
            for (auto& use : *uses) {
                if (use.function != taker) continue;
                const std::string operation = plain(*use.access);
                const bool own = subject_.on_container(*use.access);
                if (!own) continue;
                looked = looked || looks.contains(operation) || operation == "swap" || operation == "exchange";
                const bool out_of_it = use.access->kind != Access::Kind::read;
                one = one || (out_of_it && takes_out_one(operation));
                all = all || (out_of_it && empties.contains(operation) && operation != "erase" &&
                              !(by_key_ && operation == "clear"));
                whole = whole || operation == "operator*" || operation == "move";
            }
        const auto filler = std::find_if(fillers_.begin(), fillers_.end(), [&](auto& id) { return id != taker; });
        const bool other = filler != fillers_.end() && (!fillers_.contains(taker) || is_worker(taker));
        if (!looked && !(one && by_type_)) return;
        if (!by_type_ && !other) return;
        const std::string who = subject_.function_name(taker);
        const std::string from = subject_.function_name(other ? *filler : *fillers_.begin());
        const std::string way = other ? "what '" + from + "' puts in, '" + who + "' takes out"
                                      : "'" + who + "' takes out what earlier calls put in";
        if (one || all) subject_.add("queue", 3, way);
        else if (whole || subject_.named("queue")) subject_.add("queue", 2, way);
        else return;
        if (hands_out(taker)) subject_.add("queue", 1, "'" + who + "' hands out what waited");
        if (waits(taker)) subject_.add("queue", 1, "'" + who + "' waits for more");
    }

    /// It takes out what comes, for no request, and may put back what failed.
    bool is_worker(const EntityId& taker) const {
        const auto roots = subject_.reach.roots_of(taker);
        return waits(taker) || (!roots.empty() && std::all_of(roots.begin(), roots.end(), [](const Root* root) {
                   return root->kind == "background" || root->kind == "timer" || root->kind == "tick";
               }));
    }

    /// It returns, or fills in, many of them.
    bool hands_out(const EntityId& id) const {
        const Function* function = subject_.program.function(id);
        const Type* payload_type = payload();
        if (!function || !payload_type) return false;
        auto many_of_it = [&](const Type& type) {
            const Type& list = pointee(type);
            return holds_many(list, subject_.models) && !list.args.empty() &&
                   pointee(list.args.front()) == *payload_type;
        };
        return many_of_it(function->returns) ||
               std::any_of(function->parameters.begin(), function->parameters.end(), many_of_it);
    }

    bool waits(const EntityId& function) const {
        auto& calls = subject_.program.calls_in(function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            const std::size_t colons = call->name.rfind("::");
            return colons != std::string::npos && subject_.models.is_type(call->name.substr(0, colons), "lock") &&
                   call->name.substr(colons + 2).starts_with("wait");
        });
    }
};

}  // namespace

void gather_queue(Subject& subject) { Queueing(subject).gather(); }

}  // namespace stateless::lint
