// Forward from the roots over direct, virtual and indirect calls, breadth first, so that the first way is the shortest.
#include "program/reach.h"

#include <algorithm>
#include <deque>
#include <set>
#include <unordered_set>

#include "program/roots.h"

namespace stateless::lint {

namespace {

/// Refers to the program's facts.
struct Edge {
    const Function* to = nullptr;
    bool shared = true;
    const Span* span = nullptr;
    Confidence confidence = Confidence::high;
};

/// More targets than this behind one signature say little about any of them.
constexpr std::size_t many_targets = 8;

Confidence weaker(Confidence a, Confidence b) { return std::max(a, b); }

}  // namespace

class ReachBuilder {
public:
    ReachBuilder(const Program& program, Reach& reach, const Reach* first)
        : program_(program), models_(program.models()), reach_(reach), first_(first), callables_(program) {}

    void run() {
        index();
        reach_.program_ = &program_;
        reach_.roots_ = find_roots(program_, callables_, first_);
        if (first_)
            for (auto& root : reach_.roots_)
                if (is_route_unknown_to(*first_, root)) own_routes_.insert(root.function);
        reach_.is_server_ = shows_a_server(program_, reach_.roots_);
        for (auto& root : reach_.roots_) {
            if (!continues(root)) apart_.insert({root.function, root.span});
            if (root.kind == "loop") waits_in_loop_.insert(root.function);
        }
        blocking();
        start_up();
        if (!reach_.is_server_) {
            reach_.roots_.clear();
            return;
        }
        std::erase_if(reach_.roots_, [&](const Root& root) { return is_serving_thread(root); });
        breadth_first();
    }

private:
    const Program& program_;
    const Models& models_;
    Reach& reach_;
    const Reach* first_;
    std::set<EntityId> own_routes_;  // handlers in a table of the program's own: their routes reach them, not its loop
    std::unordered_map<EntityId, std::vector<const Function*>> constructors_, destructors_;
    std::unordered_map<EntityId, std::vector<const Creation*>> creations_;
    const Callables callables_;
    std::set<std::pair<EntityId, Span>> apart_;  // callables that a call registers to be run later, by the call's place
    std::set<EntityId> waits_in_loop_;           // have a loop that waits for clients
    std::set<EntityId> begins_serving_;          // hand themselves over to the framework, by a call or a thread
    std::set<EntityId> blocks_itself_;           // hand the thread over that runs them
    std::set<EntityId> main_thread_;             // start-up code, without what only the threads do that it starts

    static bool is_route_unknown_to(const Reach& reach, const Root& root) {
        return root.kind == "route" && std::none_of(reach.roots_.begin(), reach.roots_.end(),
                                                    [&](const Root& known) { return known.function == root.function; });
    }

    void index() {
        for (auto& function : program_.facts().functions) {
            if (function.kind == Function::Kind::constructor) constructors_[function.record].push_back(&function);
            if (function.kind == Function::Kind::destructor) destructors_[function.record].push_back(&function);
        }
        for (auto& creation : program_.facts().creations) creations_[creation.function].push_back(&creation);
    }

    /// What a serving function starts or waits for goes on with its work; a handler of its own is another story.
    bool continues(const Root& root) const {
        bool later = root.kind == "background" || root.kind == "coroutine" || root.kind == "callback" ||
                     root.kind == "tick" || root.kind == "timer";
        return later || root.registered_in.empty() || (root.kind == "route" && root.path.empty());
    }

    /// Start-up code gives the framework a thread to run in: what stands before that call is start-up, too.
    bool is_serving_thread(const Root& root) const {
        return root.kind == "background" && begins_serving_.contains(root.function) &&
               (root.registered_in.empty() || reach_.start_up_.contains(root.registered_in));
    }

    /// Start-up code starts a thread that waits for clients itself: only its loop serves, what stands before that does
    /// not. A thread that serving code starts is one client's.
    bool is_waiting_thread(const Root& root) const {
        return (root.kind == "background" || root.kind == "coroutine") && !root.registered_in.empty() &&
               waits_in_loop_.contains(root.function) && reach_.start_up_.contains(root.registered_in) &&
               !reach_.serves_at(root.registered_in, root.registered_loop);
    }

    static bool own_local(const Program& program, const Place& place, const EntityId& caller) {
        if (place.root == Place::Root::fresh) return true;
        if (place.root != Place::Root::variable) return false;
        const Variable* variable = program.variable(place.entity);
        if (!variable || variable->owner != caller) return false;
        bool local = variable->storage == Variable::Storage::local || variable->storage == Variable::Storage::parameter;
        return local && place.steps.empty();
    }

    bool receiver_shared(const Call& call, bool shared) const {
        if (!call.has_receiver) return true;
        const Place& place = call.receiver;
        if (own_local(program_, place, call.caller)) return false;
        if (place.root == Place::Root::this_object) {
            bool leaves = std::any_of(place.steps.begin(), place.steps.end(),
                                      [](auto& step) { return step.kind == Place::Step::Kind::deref; });
            return leaves || shared;
        }
        return true;
    }

    void call_edges(const Call& call, bool shared, std::vector<Edge>& out) {
        if (call.once) return;
        const auto add = [&](const EntityId& to, bool with_shared, Confidence confidence = Confidence::high) {
            if (const Function* function = program_.function(to))
                out.push_back({function, with_shared, &call.span, confidence});
        };
        bool target_shared = receiver_shared(call, shared);
        if (call.kind == Call::Kind::indirect) {
            auto known = callables_.behind(call);
            const auto& targets = known ? *known : callables_.of_signature(call.signature);
            Confidence confidence = targets.size() > many_targets ? Confidence::low
                                    : targets.size() > 1          ? Confidence::medium
                                                                  : Confidence::high;
            for (auto& target : targets)
                if (!own_routes_.contains(target)) add(target, true, confidence);
            return;
        }
        if (!call.in_library) {
            const Function* callee = program_.function(call.callee);
            bool lambda = callee && callee->kind == Function::Kind::lambda;
            bool constructs = callee && callee->kind == Function::Kind::constructor;
            add(call.callee, lambda ? shared : !constructs && target_shared);
            if (call.kind == Call::Kind::virtual_) {
                auto& overriders = program_.overriders_of(call.callee);
                Confidence confidence = overriders.size() > 1 ? Confidence::medium : Confidence::high;
                for (auto& overrider : overriders) add(overrider, target_shared, confidence);
            }
            return;
        }
        if (models_.matches(&Model::startup_callbacks, call.name) || models_.matches(&Model::once_calls, call.name) ||
            makes_function_object(call))
            return;
        for (auto& argument : call.arguments)
            for (auto& target : argument.callables)
                if (!apart_.contains({target, call.span})) add(target, shared);
    }

    std::vector<Edge> edges(const EntityId& function, bool shared, unsigned loop) {
        std::vector<Edge> out;
        for (const Call* call : program_.calls_in(function))
            if (loop == 0 || call->loop == loop) call_edges(*call, shared, out);
        auto created = creations_.find(function);
        if (created != creations_.end())
            for (const Creation* creation : created->second) {
                if (loop != 0 && creation->loop != loop) continue;
                if (creation->how == Creation::How::heap)
                    for (const Function* constructor : constructors_[creation->record])
                        out.push_back({constructor, false, &creation->span, Confidence::high});
                for (const Function* destructor : destructors_[creation->record])
                    out.push_back({destructor, false, &creation->span, Confidence::high});
            }
        std::stable_sort(out.begin(), out.end(), [](const Edge& a, const Edge& b) {
            return std::tie(*a.span, a.to->id) < std::tie(*b.span, b.to->id);
        });
        return out;
    }

    void visit(const EntityId& id, bool shared, unsigned loop, std::size_t parent, std::size_t root, const Span& span,
               Confidence confidence, std::deque<std::size_t>& queue) {
        if (!program_.function(id)) return;
        std::size_t index = reach_.nodes_.size();
        if (loop != 0) {
            if (!reach_.loops_.try_emplace({id, loop}, index).second) return;
        } else {
            // A function that a shared object reached needs no second visit for a fresh one.
            if (reach_.shared_.contains(id)) return;
            if (!shared && reach_.fresh_.contains(id)) return;
            (shared ? reach_.shared_ : reach_.fresh_)[id] = index;
        }
        Reach::Node node{id, shared, parent, root, span, 0, confidence};
        if (parent != Reach::npos) node.distance = reach_.nodes_[parent].distance + 1;
        reach_.nodes_.push_back(std::move(node));
        queue.push_back(index);
    }

    /// A function that others reach is shown on their way; only else it is a beginning of its own.
    bool is_late(const Root& root) const {
        bool nested = root.kind == "route" && root.path.empty() && !root.registered_in.empty() &&
                      !reach_.start_up_.contains(root.registered_in);
        return nested || root.kind == "background" || root.kind == "coroutine" || root.kind == "callback" ||
               root.kind == "tick";
    }

    void breadth_first() {
        std::deque<std::size_t> queue;
        for (std::size_t i = 0; i < reach_.roots_.size(); ++i) {
            const Root& root = reach_.roots_[i];
            if (is_late(root)) continue;
            visit(root.function, true, root.loop, Reach::npos, i, root.span, root.confidence, queue);
        }
        drain(queue);
        for (bool ticks : {false, true}) {
            if (ticks && blocks_outside_roots()) break;
            for (std::size_t i = 0; i < reach_.roots_.size(); ++i) {
                const Root& root = reach_.roots_[i];
                if ((root.kind == "tick") == ticks && !is_waiting_thread(root))
                    visit(root.function, true, root.loop, Reach::npos, i, root.span, root.confidence, queue);
            }
            drain(queue);
        }
    }
    /// Start-up code hands itself over to a serving call, so a loop that sleeps there waits for something once. Where
    /// only a thread of its own does, the loop goes on beside it: a game's ticks.
    bool blocks_outside_roots() const {
        return std::any_of(main_thread_.begin(), main_thread_.end(),
                           [&](auto& id) { return blocks_itself_.contains(id) && !reach_.serves(id); });
    }

    void drain(std::deque<std::size_t>& queue) {
        while (!queue.empty()) {
            std::size_t index = queue.front();
            queue.pop_front();
            Reach::Node node = reach_.nodes_[index];
            unsigned loop = 0;
            if (node.parent == Reach::npos) loop = reach_.roots_[node.root].loop;
            for (auto& edge : edges(node.function, node.shared, loop)) {
                auto& callers = reach_.callers_[edge.to->id];
                if (callers.empty() || callers.back() != node.function) callers.push_back(node.function);
                visit(edge.to->id, edge.shared, 0, index, node.root, *edge.span,
                      weaker(node.confidence, edge.confidence), queue);
            }
        }
    }

    void start_up() {
        std::set<EntityId> threads;
        for (auto& root : reach_.roots_)
            if (root.kind == "background") threads.insert(root.function);
        std::set<EntityId> begun = begun_by_main({});
        for (auto& id : begun) reach_.start_up_.emplace_hint(reach_.start_up_.end(), id, true);
        main_thread_ = threads.empty() ? std::move(begun) : begun_by_main(threads);
    }

    std::set<EntityId> begun_by_main(const std::set<EntityId>& without) {
        std::unordered_set<const Function*> found;
        std::deque<const Function*> queue;
        auto add = [&](const Function* function) {
            if (!without.contains(function->id) && found.insert(function).second) queue.push_back(function);
        };
        for (auto& function : program_.facts().functions)
            if (function.is_main) add(&function);
        for (auto& edge : edges({}, true, 0)) add(edge.to);
        while (!queue.empty()) {
            const Function* function = queue.front();
            queue.pop_front();
            for (auto& edge : edges(function->id, true, 0)) add(edge.to);
        }
        std::set<EntityId> names;
        for (const Function* function : found) names.insert(function->id);
        return names;
    }

    /// Functions that make a call which serves, or call one that does, or start a thread that does.
    void blocking() {
        auto grow = [&](std::set<EntityId>& found, bool waits, bool threads) {
            bool changed = true;
            while (changed) {
                changed = false;
                for (auto& call : program_.facts().calls) {
                    if (call.caller.empty() || found.contains(call.caller)) continue;
                    bool serves = call.in_library
                                      ? models_.matches(&Model::serving_calls, call.name) ||
                                            (waits && call.loop && models_.matches(&Model::wait_calls, call.name))
                                      : found.contains(call.callee);
                    if (!serves && !(threads && starts_one_of(call, found))) continue;
                    found.insert(call.caller);
                    changed = true;
                }
            }
        };
        grow(begins_serving_, false, true);
        grow(blocks_itself_, true, false);
        std::set<EntityId> blocking = begins_serving_;
        grow(blocking, true, true);
        for (auto& id : blocking) reach_.blocking_[id] = true;
    }

    bool starts_one_of(const Call& call, const std::set<EntityId>& functions) const {
        if (!call.in_library) return false;
        auto models = models_.roots_by_call(call.name);
        bool thread =
            std::any_of(models.begin(), models.end(), [](auto* model) { return model->kind == "background"; });
        return thread && std::any_of(call.arguments.begin(), call.arguments.end(), [&](const Argument& argument) {
                   return std::any_of(argument.callables.begin(), argument.callables.end(),
                                      [&](auto& id) { return functions.contains(id); });
               });
    }
};

Reach Reach::compute(const Program& program) {
    Reach reach;
    ReachBuilder(program, reach, nullptr).run();
    if (!reach.is_server_ || !has_own_routes(program, reach)) return reach;
    Reach with_routes;
    ReachBuilder(program, with_routes, &reach).run();
    return with_routes;
}

const Reach::Node* Reach::node_of(const EntityId& id) const {
    const Node* best = nullptr;
    auto consider = [&](std::size_t index) {
        const Node& node = nodes_[index];
        if (!best || node.distance < best->distance) best = &node;
    };
    if (auto found = shared_.find(id); found != shared_.end()) return &nodes_[found->second];
    if (auto found = fresh_.find(id); found != fresh_.end()) consider(found->second);
    for (auto found = loops_.lower_bound({id, 0}); found != loops_.end() && found->first.first == id; ++found)
        consider(found->second);
    return best;
}

bool Reach::serves(const EntityId& id) const { return shared_.contains(id) || fresh_.contains(id); }

bool Reach::serves_shared(const EntityId& id) const { return shared_.contains(id); }

bool Reach::serves_at(const EntityId& id, unsigned loop) const {
    return serves(id) || (loop != 0 && !loops_.empty() && loops_.contains({id, loop}));
}

std::vector<const Root*> Reach::roots_of(const EntityId& id) const {
    std::set<EntityId> seen;
    std::vector<EntityId> work{id};
    while (!work.empty()) {
        EntityId current = work.back();
        work.pop_back();
        if (!seen.insert(current).second) continue;
        if (auto found = callers_.find(current); found != callers_.end())
            work.insert(work.end(), found->second.begin(), found->second.end());
    }
    std::vector<const Root*> found;
    for (auto& root : roots_)
        if (seen.contains(root.function)) found.push_back(&root);
    return found;
}

std::vector<PathStep> Reach::path_to(const EntityId& id) const {
    std::vector<PathStep> steps;
    for (const Node* node = node_of(id); node;) {
        const Function* function = program_->function(node->function);
        bool root = node->parent == npos;
        std::string name = function ? function->name : std::string();
        bool lambda = function && function->kind == Function::Kind::lambda;
        bool named_in_root = root && roots_[node->root].label.ends_with(name);
        bool hidden = root && roots_[node->root].generated && !roots_[node->root].path.empty();
        if (!hidden && !(root && lambda) && !named_in_root && !(lambda && node->distance != 0))
            steps.push_back({name, root && function ? function->span : node->span});
        if (root) {
            steps.push_back({roots_[node->root].label, roots_[node->root].span});
            break;
        }
        node = &nodes_[node->parent];
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
}

unsigned Reach::distance_to(const EntityId& id) const {
    const Node* node = node_of(id);
    return node ? node->distance : ~0u;
}

Confidence Reach::confidence_of(const EntityId& id) const {
    const Node* node = node_of(id);
    return node ? node->confidence : Confidence::low;
}

}  // namespace stateless::lint
