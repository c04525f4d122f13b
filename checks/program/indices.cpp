// An index is known by the iterators that it holds. Where these stand beside a value, the map has the data and the list
// only the order.
#include "program/indices.h"

#include <algorithm>

namespace stateless::lint {

namespace {

bool is_iterator_into(const Type& type, const Type& list) {
    return type.name.ends_with("iterator") && !type.args.empty() && !list.args.empty() &&
           type.args.front() == list.args.front();
}

/// A pair or a record of which one part is such an iterator.
bool has_iterator_into(const Type& type, const Type& list, const Program& program) {
    const auto is = [&](const Type& part) { return is_iterator_into(part, list); };
    if (const Record* record = program.record(type.record))
        return std::any_of(record->fields.begin(), record->fields.end(), [&](const EntityId& field) {
            const Variable* part = program.variable(field);
            return part && is(part->type);
        });
    return (type.name == "std::pair" || type.name == "std::tuple") &&
           std::any_of(type.args.begin(), type.args.end(), is);
}

class Indices {
public:
    explicit Indices(const Program& program) : program_(program), models_(program.models()) {}

    /// `index` only says where things stand in `data`.
    bool is_of(const StateEntity& index, const StateEntity& data) const {
        const Variable& left = *index.variable;
        const Variable& right = *data.variable;
        if (&index == &data || left.owner != right.owner || left.span.file != right.span.file) return false;
        for (const Type* one : program_.types_of(left.id))
            for (const Type* other : program_.types_of(right.id)) {
                const bool map = models_.is_type(one->name, "map") && one->args.size() > 1;
                if (map && is_iterator_into(one->args[1], *other)) return true;
                const bool of_values = models_.is_type(other->name, "map") && other->args.size() > 1;
                if (of_values && has_iterator_into(other->args[1], *one, program_)) return true;
            }
        return false;
    }

private:
    const Program& program_;
    const Models& models_;
};

}  // namespace

std::vector<NoState> take_out_indices(std::vector<StateEntity>& states, const Program& program) {
    const Indices indices(program);
    std::vector<NoState> taken;
    for (StateEntity& index : states)
        for (StateEntity& data : states) {
            if (!indices.is_of(index, data)) continue;
            // The order of its elements makes the data of a cache look like a queue.
            if (index.purpose != "state" && (data.purpose == "state" || data.purpose == "queue")) {
                data.purpose = index.purpose;
                data.evidence.insert(data.evidence.end(), index.evidence.begin(), index.evidence.end());
            }
            taken.push_back({index, "it only says where things stand in '" + data.variable->name + "'"});
            break;
        }
    std::erase_if(states, [&](const StateEntity& state) {
        return std::any_of(taken.begin(), taken.end(),
                           [&](const NoState& none) { return none.entity.variable == state.variable; });
    });
    return taken;
}

}  // namespace stateless::lint
