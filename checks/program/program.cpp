// Linking: one set of facts out of many units, the same for any order of them.
#include "program/program.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <numeric>
#include <set>
#include <tuple>

namespace stateless::lint {

namespace {

/// What facts are sorted by: references to what they hold, and values made for it.
template <typename... Parts>
std::tuple<Parts...> sorted_by(Parts&&... parts) {
    return std::tuple<Parts...>(std::forward<Parts>(parts)...);
}

/// The order of the facts by `key`, of which each is asked for once; equal ones stay in theirs. With `unique`, only the
/// first of equal ones is in it.
template <typename T, typename Key>
std::vector<std::size_t> order_of(const std::vector<T>& facts, Key key, bool unique) {
    std::vector<decltype(key(facts.front()))> keys;
    keys.reserve(facts.size());
    for (const T& fact : facts) keys.push_back(key(fact));
    std::vector<std::size_t> order(facts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto compared = keys[a] <=> keys[b];
        return compared != 0 ? compared < 0 : a < b;
    });
    const auto same = [&](std::size_t a, std::size_t b) { return keys[a] == keys[b]; };
    if (unique) order.erase(std::unique(order.begin(), order.end(), same), order.end());
    return order;
}

template <typename T, typename Key>
void sort_unique(std::vector<T>& facts, Key key) {
    if (facts.empty()) return;
    const std::vector<std::size_t> order = order_of(facts, key, true);
    std::vector<T> sorted;
    sorted.reserve(order.size());
    for (const std::size_t index : order) sorted.push_back(std::move(facts[index]));
    facts = std::move(sorted);
}

/// All units' facts of one kind.
template <typename T>
void gather(std::vector<T>& to, std::vector<UnitFacts>& units, std::vector<T> UnitFacts::* kind) {
    std::size_t count = 0;
    for (const UnitFacts& unit : units) count += (unit.*kind).size();
    to.reserve(count);
    for (UnitFacts& unit : units) {
        std::move((unit.*kind).begin(), (unit.*kind).end(), std::back_inserter(to));
        (unit.*kind) = {};
    }
}

std::string text_of(const Place& place) {
    std::string text = std::to_string(static_cast<int>(place.root)) + place.entity + "#" + std::to_string(place.index);
    for (auto& step : place.steps) text += "/" + std::to_string(static_cast<int>(step.kind)) + step.field;
    return text;
}

template <typename T>
const std::vector<T>& look_up(const std::unordered_map<EntityId, std::vector<T>>& map, const EntityId& id) {
    static const std::vector<T> none;
    auto found = map.find(id);
    return found == map.end() ? none : found->second;
}

template <typename T>
const T* find(const std::unordered_map<EntityId, const T*>& map, const EntityId& id) {
    auto found = map.find(id);
    return found == map.end() ? nullptr : found->second;
}

std::string text_of(const Type& type) {
    std::string text = type.name + (type.is_const ? " const" : "") + std::to_string(static_cast<int>(type.kind)) + "<";
    for (auto& argument : type.args) text += text_of(argument) + ",";
    return text + ">";
}

/// Sorts by the text of a place or a type, which is only made where all that is compared before it is equal, and the
/// two are not.
template <typename T>
struct ByText {
    const T& what;
    friend std::strong_ordering operator<=>(const ByText& a, const ByText& b) {
        return a.what == b.what ? std::strong_ordering::equal : text_of(a.what) <=> text_of(b.what);
    }
    friend bool operator==(const ByText& a, const ByText& b) { return (a <=> b) == 0; }
};
template <typename T>
ByText(const T&) -> ByText<T>;

void merge_functions(std::vector<Function>& functions) {
    const std::vector<std::size_t> order = order_of(
        functions, [](const Function& f) { return sorted_by(f.id, !f.has_body, f.parent.empty(), f.span); }, false);
    std::vector<Function> merged;
    for (const std::size_t index : order) {
        Function& function = functions[index];
        if (!merged.empty() && merged.back().id == function.id) {
            Function& kept = merged.back();
            for (auto& id : function.overrides)
                if (std::find(kept.overrides.begin(), kept.overrides.end(), id) == kept.overrides.end())
                    kept.overrides.push_back(id);
            for (auto& name : function.overridden_names)
                if (std::find(kept.overridden_names.begin(), kept.overridden_names.end(), name) ==
                    kept.overridden_names.end())
                    kept.overridden_names.push_back(name);
            kept.is_virtual = kept.is_virtual || function.is_virtual;
        } else {
            merged.push_back(std::move(function));
        }
    }
    functions = std::move(merged);
}

}  // namespace

Program Program::link(std::vector<UnitFacts> units, const Models& models) {
    std::stable_sort(units.begin(), units.end(), [](auto& a, auto& b) { return a.main_file < b.main_file; });
    Program program;
    program.models_ = &models;
    UnitFacts& all = program.all_;
    gather(all.functions, units, &UnitFacts::functions);
    gather(all.records, units, &UnitFacts::records);
    gather(all.variables, units, &UnitFacts::variables);
    gather(all.accesses, units, &UnitFacts::accesses);
    gather(all.calls, units, &UnitFacts::calls);
    gather(all.addresses_taken, units, &UnitFacts::addresses_taken);
    gather(all.definitions, units, &UnitFacts::definitions);
    gather(all.returned_places, units, &UnitFacts::returned_places);
    gather(all.captures, units, &UnitFacts::captures);
    gather(all.creations, units, &UnitFacts::creations);
    gather(all.literals, units, &UnitFacts::literals);
    gather(all.suppressions, units, &UnitFacts::suppressions);
    gather(all.gaps, units, &UnitFacts::gaps);
    merge_functions(all.functions);
    sort_unique(all.records, [](const Record& r) {
        std::string bases;
        for (auto& base : r.bases) bases += text_of(base) + ";";
        return sorted_by(r.id, r.bases.empty(), std::move(bases), r.fields.size());
    });
    sort_unique(all.variables, [](const Variable& v) {
        return sorted_by(v.id, !v.defines, v.span, ByText(v.type), v.per_replica_reason.empty());
    });
    sort_unique(all.accesses, [](const Access& a) {
        return sorted_by(a.function, a.span, static_cast<int>(a.kind), a.operation, ByText(a.place));
    });
    sort_unique(all.calls, [](const Call& c) {
        return sorted_by(c.caller, c.span, c.callee, c.name, c.signature, static_cast<int>(c.kind), ByText(c.receiver));
    });
    sort_unique(all.addresses_taken,
                [](const AddressTaken& a) { return sorted_by(a.target, a.signature, a.function, a.span); });
    sort_unique(all.definitions, [](const Definition& d) {
        return sorted_by(d.entity, static_cast<int>(d.kind), d.span, d.index, d.function,
                         static_cast<int>(d.value.kind));
    });
    sort_unique(all.returned_places, [](const ReturnedPlace& r) { return sorted_by(r.function, ByText(r.place)); });
    sort_unique(all.captures,
                [](const Capture& c) { return sorted_by(c.lambda, c.variable, c.is_this, c.by_reference); });
    sort_unique(all.creations,
                [](const Creation& c) { return sorted_by(c.record, c.function, c.span, static_cast<int>(c.how)); });
    sort_unique(all.literals, [](const Literal& l) {
        return sorted_by(l.function, l.value.span, l.value.text, l.value.integer, static_cast<int>(l.role), l.callee);
    });
    sort_unique(all.suppressions,
                [](const Suppression& s) { return sorted_by(s.file, s.first_line, s.last_line, s.checks); });
    sort_unique(all.gaps, [](const Gap& g) { return sorted_by(g.unit, g.span, g.detail, static_cast<int>(g.kind)); });

    for (auto& function : all.functions) program.functions_.emplace(function.id, &function);
    for (auto& record : all.records) program.records_.emplace(record.id, &record);
    for (auto& variable : all.variables) {
        program.variables_.emplace(variable.id, &variable);
        program.types_[variable.id].push_back(&variable.type);
    }
    for (auto& access : all.accesses) program.accesses_in_[access.function].push_back(&access);
    for (auto& call : all.calls) {
        program.calls_in_[call.caller].push_back(&call);
        if (!call.callee.empty()) program.calls_of_[call.callee].push_back(&call);
    }
    for (auto& call : all.calls) program.index_maker(call);
    for (auto& literal : all.literals) program.literals_in_[literal.function].push_back(&literal);
    for (auto& definition : all.definitions) {
        program.definitions_in_[definition.function].push_back(&definition);
        program.definitions_of_[definition.entity].push_back(&definition);
    }
    for (auto& returned : all.returned_places) program.places_returned_by_[returned.function].push_back(&returned);

    std::map<EntityId, std::set<EntityId>> below;
    for (auto& record : all.records)
        for (auto& base : record.bases)
            if (!base.record.empty()) below[base.record].insert(record.id);
    for (auto& [base, direct] : below) {
        std::set<EntityId> found;
        std::vector<EntityId> work(direct.begin(), direct.end());
        while (!work.empty()) {
            EntityId current = work.back();
            work.pop_back();
            if (!found.insert(current).second) continue;
            if (auto next = below.find(current); next != below.end())
                work.insert(work.end(), next->second.begin(), next->second.end());
        }
        program.derived_[base].assign(found.begin(), found.end());
    }
    for (auto& function : all.functions)
        for (auto& overridden : function.overrides) program.overriders_[overridden].push_back(function.id);
    return program;
}

const Function* Program::function(const EntityId& id) const { return find(functions_, id); }

void Program::index_maker(const Call& call) {
    if (!call.in_library) return;
    const bool allocates = call.name == "std::allocate_shared";
    if (allocates || call.name.find("::make_") != std::string::npos) {
        const EntityId record = call.template_arguments.empty() ? EntityId{} : call.template_arguments.front().record;
        if (!record.empty()) makers_of_[record].push_back({&call, allocates ? 1u : 0u, false});
    } else if (call.has_receiver && (call.name.ends_with("::emplace") || call.name.ends_with("::emplace_back"))) {
        const Variable* holder = variable(holder_of(call.receiver));
        if (holder && holder->type.args.size() == 1 && !holder->type.args.front().record.empty())
            makers_of_[holder->type.args.front().record].push_back({&call, 0, true});
    }
}

const Variable* Program::variable(const EntityId& id) const { return find(variables_, id); }
const Record* Program::record(const EntityId& id) const { return find(records_, id); }
const std::vector<const Type*>& Program::types_of(const EntityId& id) const { return look_up(types_, id); }
const std::vector<EntityId>& Program::overriders_of(const EntityId& id) const { return look_up(overriders_, id); }
const std::vector<const Call*>& Program::calls_in(const EntityId& id) const { return look_up(calls_in_, id); }
const std::vector<const Access*>& Program::accesses_in(const EntityId& id) const { return look_up(accesses_in_, id); }
const std::vector<const Literal*>& Program::literals_in(const EntityId& id) const { return look_up(literals_in_, id); }
const std::vector<const Call*>& Program::calls_of(const EntityId& id) const { return look_up(calls_of_, id); }
const std::vector<Maker>& Program::makers_of(const EntityId& id) const { return look_up(makers_of_, id); }
const std::vector<const Definition*>& Program::definitions_in(const EntityId& id) const {
    return look_up(definitions_in_, id);
}
const std::vector<const Definition*>& Program::definitions_of(const EntityId& id) const {
    return look_up(definitions_of_, id);
}
const std::vector<const ReturnedPlace*>& Program::places_returned_by(const EntityId& id) const {
    return look_up(places_returned_by_, id);
}
const std::vector<EntityId>& Program::derived_from(const EntityId& id) const { return look_up(derived_, id); }

namespace {

template <typename Accept>
bool any_base(const Program& program, const EntityId& id, Accept accept, int depth = 0) {
    const Record* record = program.record(id);
    if (!record || depth > 16) return false;
    if (accept(record->name)) return true;
    for (auto& base : record->bases) {
        if (accept(base.name)) return true;
        if (!base.record.empty() && base.record != id && any_base(program, base.record, accept, depth + 1)) return true;
    }
    return false;
}

}  // namespace

bool Program::has_base_of_kind(const EntityId& id, const std::string& kind) const {
    return any_base(*this, id, [&](const std::string& name) { return models_->is_type(name, kind); });
}

bool Program::has_base_named(const EntityId& id, const std::string& glob) const {
    return any_base(*this, id, [&](const std::string& name) { return glob_match(glob, name); });
}

}  // namespace stateless::lint
