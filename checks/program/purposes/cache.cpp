// A cache is a copy of what is kept elsewhere: filled row by row from a data source, or on a miss.
#include <algorithm>

#include "program/memo.h"
#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

class Filling {
public:
    explicit Filling(Subject& subject) : subject_(subject) {}

    /// Copies of what is kept elsewhere: filled row by row from a data source, or on a miss.
    void sources() {
        if (!subject_.is_container()) return;
        std::vector<StateAccess> writes = subject_.state.writes;
        writes.insert(writes.end(), subject_.state.other_writes.begin(), subject_.state.other_writes.end());
        for (auto& write : writes) {
            if (!adds_element(*write.access)) continue;
            bool each_row = write.access->loop != 0;
            std::string source = source_of(write.function, each_row ? 1 : 0);
            if (each_row && !source.empty())
                subject_.add("cache", 2,
                             "filled from " + source + " in '" + subject_.function_name(write.function) + "'");
            bool looked_up = write.access->tested_before;
            for (auto& read : subject_.state.reads)
                if (read.function == write.function &&
                    (read.access->operation == "find" || read.access->operation == "count" ||
                     read.access->operation == "contains"))
                    looked_up = true;
            if (!looked_up || !write.serving) continue;
            source = source_of(write.function, 2);
            if (!source.empty() && !subject_.models.suggests(subject_.function_name(write.function), "authentication"))
                subject_.add("cache", 2,
                             "filled from " + source + " after a look-up in '" +
                                 subject_.function_name(write.function) + "'");
        }
    }

    void memo() {
        const std::string filled_by =
            subject_.is_container() ? memo_function(subject_.state, subject_.program) : std::string();
        if (!filled_by.empty()) subject_.add("cache", 2, "filled on a miss and handed out by '" + filled_by + "'");
    }

private:
    Subject& subject_;

    /// The data source that the function reads, itself or through what it calls; empty if none.
    std::string source_of(const EntityId& function, int depth) const {
        for (const Call* call : subject_.program.calls_in(function)) {
            if (call->in_library)
                for (const SinkModel* sink : subject_.models.sinks(call->name))
                    if (sink->kind == "db-query" || sink->kind == "read" || sink->kind == "cache-read")
                        return call->name;
            if (!call->in_library && depth > 0) {
                std::string below = source_of(call->callee, depth - 1);
                if (!below.empty()) return below;
            }
        }
        return {};
    }
};

}  // namespace

void gather_cache(Subject& subject) {
    Filling filling(subject);
    filling.sources();
    filling.memo();
}

}  // namespace stateless::lint
