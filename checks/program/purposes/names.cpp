// What names tell: the entity's own, its class's or function's, its type's. Words alone are weak for purposes that have
// a rule of their own.
#include "program/purposes/subject.h"

namespace stateless::lint {

void gather_names(Subject& subject) {
    const Models& models = subject.models;
    for (const char* purpose :
         {"cache", "rate-limiter", "session", "broadcast", "id-sequence", "metric", "logger", "queue"}) {
        const std::string name = purpose;
        const int weight = name == "rate-limiter" || name == "broadcast" ? 1 : 2;
        if (models.suggests(subject.state.variable->name, name)) subject.add(name, weight, "its name says so", true);
        if (models.suggests(subject.owner_name(), name))
            subject.add(name, weight, "'" + subject.owner_name() + "' says so", true);
        const Type& inner = subject.type();
        const Type& held = inner.record.empty() && !inner.args.empty() ? pointee(inner.args.back()) : inner;
        if (name == "cache" && subject.is_container() && models.suggests(inner.name, name))
            subject.add(name, 2, "its type '" + inner.name + "' says so", true);
        if (!held.record.empty() && models.suggests(held.name, name))
            subject.add(name, weight, "its type '" + held.name + "' says so", true);
    }
}

}  // namespace stateless::lint
