// A cache is a copy of what is kept elsewhere: filled row by row from a data source, or on a miss. A file that start-up
// reads and requests then change is no elsewhere: what is in memory is the data.
#include <algorithm>
#include <optional>

#include "program/memo.h"
#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

struct Source {
    std::string call;
    bool is_file = false;
    bool sends = false;  // a POST or the like: what comes back may be an answer, or only says that it arrived
};

class Filling {
public:
    explicit Filling(Subject& subject) : subject_(subject) {}

    /// Copies of what is kept elsewhere: filled row by row from a data source, or on a miss.
    void sources() {
        if (!subject_.is_container()) return;
        std::vector<StateAccess> writes = subject_.state.writes;
        writes.insert(writes.end(), subject_.state.other_writes.begin(), subject_.state.other_writes.end());
        for (auto& write : writes) {
            if (!adds_element(*write.access) || marks_element(*write.access)) continue;
            if (write.access->loop != 0) each_row(write);
            if (!write.serving) continue;
            if (write.access->tested_before || looks_up(write.function) || went_through(write)) on_a_miss(write);
        }
    }

    void memo() {
        const std::string filled_by =
            subject_.is_container() ? memo_function(subject_.state, subject_.program) : std::string();
        if (filled_by.empty()) return;
        if (is_worked_out(subject_.state, subject_.program))
            subject_.add("memo", 9, "'" + filled_by + "' works out what is in it from the key alone");
        else subject_.add("cache", 2, "filled on a miss and handed out by '" + filled_by + "'");
    }

private:
    Subject& subject_;

    void each_row(const StateAccess& write) {
        const auto source = source_of(write.function, 1);
        if (!source || source->sends || (source->is_file && !write.serving)) return;
        subject_.add("cache", 2, "filled from " + source->call + " in '" + where(write) + "'");
    }

    void on_a_miss(const StateAccess& write) {
        const auto source = source_of(write.function, 2);
        if (!source || subject_.models.suggests(where(write), "authentication")) return;
        if (source->sends && !subject_.models.is_type(subject_.type().name, "map")) return;
        subject_.add("cache", 2, "filled from " + source->call + " after a look-up in '" + where(write) + "'");
    }

    /// A field of something that a list holds already: `server.alive = false`.
    bool marks_element(const Access& access) const {
        return access.operation == "=" && !subject_.on_container(access) &&
               !subject_.models.is_type(subject_.type().name, "map");
    }

    std::string where(const StateAccess& write) const { return subject_.function_name(write.function); }

    /// In the function, or in one around it: a callback that gets the rows stores what its parent did not find.
    bool looks_up(EntityId function) const {
        const auto looked = [&](const StateAccess& read) {
            const std::string& operation = read.access->operation;
            return read.function == function &&
                   (operation == "find" || operation == "count" || operation == "contains");
        };
        for (; !function.empty(); function = waiting_parent(function))
            if (std::any_of(subject_.state.reads.begin(), subject_.state.reads.end(), looked)) return true;
        return false;
    }

    /// A list is looked up by going through it; what is found nowhere is added after the loop.
    bool went_through(const StateAccess& write) const {
        return write.access->loop == 0 &&
               std::any_of(subject_.state.reads.begin(), subject_.state.reads.end(), [&](const StateAccess& read) {
                   return read.function == write.function && read.access->operation == "iterate" &&
                          read.access->span.line < write.access->span.line;
               });
    }

    /// The function around a lambda that a data source calls with its answer; empty if there is none.
    EntityId waiting_parent(const EntityId& lambda) const {
        return asked_for(lambda) ? subject_.program.function(lambda)->parent : EntityId{};
    }

    /// What a call asks a data source for; nothing where it asks none.
    std::optional<Source> asked_by(const Call& call) const {
        if (!call.in_library) return {};
        for (const SinkModel* sink : subject_.models.sinks(call.name)) {
            if (sink->kind != "db-query" && sink->kind != "read" && sink->kind != "cache-read") continue;
            const bool upstream = sink->kind == "read" && sink->system != "file";
            return Source{call.name, sink->kind == "read" && sink->system == "file",
                          upstream && subject_.models.suggests(call.name, "sends")};
        }
        return {};
    }

    /// The data source that the lambda is handed to and whose answer it gets.
    std::optional<Source> asked_for(const EntityId& lambda) const {
        const Function* function = subject_.program.function(lambda);
        if (!function || function->kind != Function::Kind::lambda) return {};
        for (const Call* call : subject_.program.calls_in(function->parent))
            for (const Argument& argument : call->arguments)
                if (std::find(argument.callables.begin(), argument.callables.end(), lambda) != argument.callables.end())
                    if (auto source = asked_by(*call)) return source;
        return {};
    }

    /// The data source that the function reads, itself or through what it calls, or whose answer it is called with. One
    /// that is asked beats one that is told something.
    std::optional<Source> source_of(const EntityId& function, int depth) const {
        std::optional<Source> found = asked_for(function);
        for (const Call* call : subject_.program.calls_in(function)) {
            if (found && !found->sends) return found;
            auto source = asked_by(*call);
            if (!source && !call->in_library && depth > 0) source = source_of(call->callee, depth - 1);
            if (source) found = source;
        }
        return found;
    }
};

}  // namespace

void gather_cache(Subject& subject) {
    Filling filling(subject);
    filling.sources();
    filling.memo();
}

}  // namespace stateless::lint
