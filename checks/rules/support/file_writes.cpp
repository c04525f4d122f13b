// Reads modes from values, and looks for the end of a file's life where its path goes: in the function, in its callers,
// in destructors.
#include "rules/support/file_writes.h"

#include <algorithm>

#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr int callers_deep = 2;

bool starts_with_any(const std::string& text, std::initializer_list<const char*> prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(), [&](const char* prefix) { return text.starts_with(prefix); });
}

std::vector<std::string> components(const std::string& qualified) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= qualified.size();) {
        const std::size_t end = std::min(qualified.find("::", start), qualified.size());
        parts.push_back(qualified.substr(start, end - start));
        start = end + 2;
    }
    return parts;
}

}  // namespace

FileWrites::FileWrites(const Analysis& analysis)
    : analysis_(analysis), program_(analysis.program), models_(program_.models()) {
    for (const Function& function : program_.facts().functions) {
        if (function.kind == Function::Kind::lambda) nested_[function.parent].push_back(function.id);
        if (function.kind != Function::Kind::destructor) continue;
        const auto& calls = program_.calls_in(function.id);
        removers_[function.record] =
            std::any_of(calls.begin(), calls.end(), [&](const Call* call) { return sink_of(*call, "file-remove"); });
    }
}

const SinkModel* FileWrites::sink_of(const Call& call, const char* kind) const {
    if (!call.in_library) return nullptr;
    for (const SinkModel* sink : models_.sinks(call.name))
        if (sink->kind == kind) return sink;
    return nullptr;
}

std::optional<std::int64_t> FileWrites::bits_of(const Value& mode, const EntityId& function, int depth) const {
    if (mode.kind == Value::Kind::integer) return mode.integer;
    if (depth > 8) return {};
    if (mode.kind == Value::Kind::call && mode.text.ends_with("operator|")) {
        std::int64_t bits = 0;
        for (const Value& part : mode.parts) bits |= bits_of(part, function, depth + 1).value_or(0);
        return bits;
    }
    if (mode.kind == Value::Kind::call && mode.parts.size() == 1)
        return bits_of(mode.parts.front(), function, depth + 1);
    std::optional<std::int64_t> bits;
    if (mode.kind == Value::Kind::choice)
        for (const Value& part : mode.parts)
            if (const auto one = bits_of(part, function, depth + 1)) bits = bits.value_or(0) | *one;
    if (mode.kind == Value::Kind::entity)
        for (const Definition* definition : program_.definitions_of(mode.entity))
            if (const auto one = bits_of(definition->value, definition->function, depth + 1))
                bits = bits.value_or(0) | *one;
    if (bits) return bits;
    for (const Origin& origin : analysis_.values.origins(mode, function))
        if (origin.literal.kind == Value::Kind::integer) bits = bits.value_or(0) | origin.literal.integer;
    return bits;
}

FileWrites::Mode FileWrites::mode_of(const Call& call, const SinkModel& sink) const {
    if (sink.mode_argument < 0) return Mode::writes;
    const Argument* mode = argument_at(call, sink.mode_argument);
    if (!mode) return Mode::reads;
    if (sink.write_bits != 0 || sink.update_bits != 0) {
        const auto bits = bits_of(mode->value, call.caller);
        if (!bits) return Mode::reads;
        if (*bits & sink.write_bits) return Mode::writes;
        return *bits & sink.update_bits ? Mode::updates : Mode::reads;
    }
    Mode found = Mode::reads;
    for (const Origin& origin : analysis_.values.origins(mode->value, call.caller)) {
        const std::string& text = origin.literal.text;  // fopen's "wb", or an enumerator: write_existing
        if (text.starts_with("w") || text.starts_with("a") || text.starts_with("x")) return Mode::writes;
        if (text.find('+') != std::string::npos) found = Mode::updates;
    }
    return found;
}

std::optional<Place> FileWrites::written_handle(const Call& call) const {
    const SinkModel* put = sink_of(call, "file-put");
    if (put && put->handle_argument < 0 && call.has_receiver) return call.receiver;
    const Argument* handle = put ? argument_at(call, put->handle_argument) : nullptr;
    if (!handle) return {};
    if (handle->place.root != Place::Root::fresh) return handle->place;
    if (handle->value.kind != Value::Kind::entity) return {};
    Place place;  // a descriptor is a number
    place.root = Place::Root::variable;
    place.entity = handle->value.entity;
    return place;
}

/// Something is written in the function, or in what it calls itself: a file opened for both may only be read.
bool FileWrites::is_changed_later(const Call& call) const {
    const auto writes = [&](const EntityId& function) {
        const auto& calls = program_.calls_in(function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* other) {
            const auto handle = written_handle(*other);
            if (!handle) return false;
            const Variable* variable = program_.variable(holder_of(*handle));
            const bool streams = other->has_receiver || other->name.ends_with("operator<<");
            return !streams || (variable && pointee(variable->type).name.ends_with("fstream"));
        });
    };
    if (writes(call.caller)) return true;
    const auto& calls = program_.calls_in(call.caller);
    return std::any_of(calls.begin(), calls.end(),
                       [&](const Call* other) { return !other->in_library && writes(other->callee); });
}

std::vector<std::string> FileWrites::key_of(const Value& path, const EntityId& function) const {
    std::vector<std::string> key;
    switch (path.kind) {
    case Value::Kind::text: key.push_back("text " + path.text); break;
    case Value::Kind::parameter: key.push_back("parameter " + std::to_string(path.index) + " of " + function); break;
    case Value::Kind::entity: {
        const Variable* variable = program_.variable(path.entity);
        const Function* owner = variable && variable->storage == Variable::Storage::parameter
                                    ? program_.function(variable->owner)
                                    : nullptr;
        if (owner) {
            const auto& names = owner->parameter_names;
            const auto at = std::find(names.begin(), names.end(), variable->name);
            if (at != names.end()) {
                key.push_back("parameter " + std::to_string(at - names.begin()) + " of " + owner->id);
                break;
            }
        }
        key.push_back(path.entity);
        break;
    }
    default:
        for (const Value& part : path.parts)
            for (std::string& name : key_of(part, function)) key.push_back(std::move(name));
    }
    return key;
}

bool FileWrites::encloses(const EntityId& function, unsigned outer, unsigned inner) const {
    const Function* fact = program_.function(function);
    while (inner != outer && fact && inner != 0 && inner < fact->blocks.size()) inner = fact->blocks[inner];
    return inner == outer;
}

bool FileWrites::removes_at_the_end(const EntityId& record) const {
    const auto found = removers_.find(record);
    return found != removers_.end() && found->second;
}

bool FileWrites::removes(const Call& call, const std::vector<std::string>& key, int depth) const {
    if (const SinkModel* sink = sink_of(call, "file-remove")) {
        const Argument* path = argument_at(call, sink->path_argument);
        return path && key_of(path->value, call.caller) == key;
    }
    const Function* callee = program_.function(call.callee);
    if (!callee) return false;
    for (unsigned i = 0; i < call.arguments.size(); ++i) {
        if (key_of(call.arguments[i].value, call.caller) != key) continue;
        if (callee->kind == Function::Kind::constructor && removes_at_the_end(callee->record)) return true;
        if (depth == 0) continue;
        const std::vector<std::string> inner{"parameter " + std::to_string(i) + " of " + callee->id};
        const auto& calls = program_.calls_in(callee->id);
        if (std::any_of(calls.begin(), calls.end(),
                        [&](const Call* other) { return removes(*other, inner, depth - 1); }))
            return true;
    }
    return false;
}

/// On every way from there: not only where something fails. Of a file that is called temporary, on any way.
bool FileWrites::is_removed(const std::vector<std::string>& key, const EntityId& function, const Call& after,
                            bool temporary, int depth) const {
    if (key.empty()) return false;
    for (const Call* call : program_.calls_in(function)) {
        if (call->span < after.span || call->span == after.span || !removes(*call, key, 1)) continue;
        if (temporary || encloses(function, call->scope, after.caller == function ? after.scope : call->scope))
            return true;
    }
    if (const auto lambdas = nested_.find(function); lambdas != nested_.end())
        for (const EntityId& lambda : lambdas->second)
            for (const Call* call : program_.calls_in(lambda))
                if (removes(*call, key, 1)) return true;
    for (const std::string& name : key)
        if (const Variable* variable = program_.variable(name); variable && removes_at_the_end(variable->type.record))
            return true;
    return depth > 0 && is_removed_by_callers(key, function, temporary, depth);
}

/// The path came from the callers or is given back to them, and all of them remove the file.
bool FileWrites::is_removed_by_callers(const std::vector<std::string>& key, const EntityId& function, bool temporary,
                                       int depth) const {
    const auto& callers = program_.calls_of(function);
    if (callers.empty()) return false;
    const std::string prefix = "parameter ";
    const std::string suffix = " of " + function;
    bool returned = false;
    for (const Definition* definition : program_.definitions_of(function))
        if (definition->kind == Definition::Kind::returned && key_of(definition->value, function) == key)
            returned = true;
    const bool parameter = key.size() == 1 && key.front().starts_with(prefix) && key.front().ends_with(suffix);
    if (!parameter && !returned) return false;
    return std::all_of(callers.begin(), callers.end(), [&](const Call* call) {
        if (parameter) {
            const auto index = static_cast<int>(std::stoul(key.front().substr(prefix.size())));
            const Argument* given = argument_at(*call, index);
            return given && is_removed(key_of(given->value, call->caller), call->caller, *call, temporary, depth - 1);
        }
        for (const Definition* definition : program_.definitions_in(call->caller))
            if (definition->value.kind == Value::Kind::call && definition->value.entity == function &&
                definition->span.line == call->span.line)
                return is_removed({definition->entity}, call->caller, *call, temporary, depth - 1);
        return false;
    });
}

/// What is moved there was written by the same function under another name.
bool FileWrites::is_written_here(const std::vector<std::string>& key, const Call& move) const {
    if (key.empty()) return false;
    const auto& calls = program_.calls_in(move.caller);
    return std::any_of(calls.begin(), calls.end(), [&](const Call* other) {
        if (other->span == move.span) return false;
        const SinkModel* sink = sink_of(*other, "file-write");
        const Argument* path = sink ? argument_at(*other, sink->path_argument) : nullptr;
        if (path && key_of(path->value, other->caller) == key && mode_of(*other, *sink) != Mode::reads) return true;
        if (other->in_library) return false;
        return std::any_of(other->arguments.begin(), other->arguments.end(),
                           [&](const Argument& argument) { return key_of(argument.value, other->caller) == key; });
    });
}

std::vector<std::string> FileWrites::names_of(const Variable& variable) const {
    std::vector<std::string> names{variable.name};
    if (const Record* record = program_.record(variable.owner)) names.push_back(record->name);
    return names;
}

std::vector<std::string> FileWrites::names_of(const Value& path, const EntityId& function) const {
    std::vector<std::string> names;
    if (path.kind == Value::Kind::entity || path.kind == Value::Kind::parameter) names.push_back(path.text);
    for (const Value& part : path.parts)
        for (std::string& name : names_of(part, function)) names.push_back(std::move(name));
    return names;
}

std::vector<std::string> FileWrites::names_of(const EntityId& function) const {
    std::vector<std::string> names;
    if (const Function* known = program_.function(function))
        names = components(known->name.starts_with("lambda in ") ? known->name.substr(10) : known->name);
    // The first step is a label: the route that a client asks for says nothing of the code.
    const auto path = analysis_.reach.path_to(function);
    for (const PathStep& step : path) {
        if (&step == &path.front() && step.label.find('/') != std::string::npos) continue;
        for (std::string& name : components(step.label)) names.push_back(std::move(name));
    }
    return names;
}

bool FileWrites::is_no_data(const std::vector<std::string>& names) const {
    const auto suggests = [&](const char* purpose) {
        return std::any_of(names.begin(), names.end(),
                           [&](const std::string& name) { return models_.suggests(name, purpose); });
    };
    if (suggests("no-data") || suggests("cache")) return true;
    return suggests("logger") && !suggests("journal");
}

bool FileWrites::opens(const Call& call) const {
    const SinkModel* sink = sink_of(call, "file-write");
    return sink && mode_of(call, *sink) != Mode::reads;
}

std::optional<FileWrite> FileWrites::at(const Call& call) const {
    const SinkModel* sink = sink_of(call, "file-write");
    if (!sink) return {};
    const Argument* path = argument_at(call, sink->path_argument);
    // A stream that is only declared is opened later, or not at all.
    if (sink->path_argument >= 0 && !path && sink->mode_argument < 0 && call.name.find("stream") != std::string::npos)
        return {};
    if (path && path->type.kind != Type::Kind::pointer && pointee(path->type).name.ends_with("stream")) return {};
    const Mode mode = mode_of(call, *sink);
    if (mode == Mode::reads || (mode == Mode::updates && !is_changed_later(call))) return {};
    FileWrite write{&call, {}};
    std::vector<std::string> names = names_of(call.caller);
    bool temporary = false;
    if (path) {
        for (std::string& name : names_of(path->value, call.caller)) names.push_back(std::move(name));
        for (const AssembledText& text : analysis_.values.texts(path->value, call.caller)) {
            if (text.is_null) continue;
            const std::string whole = text.text();
            if (starts_with_any(whole, {"/dev/", "/proc/", "/sys/"})) return {};
            names.push_back(identifier_of(whole));
            if (write.path.empty() && whole != "\x01") write.path = text.text("...");
        }
        temporary = std::any_of(names.begin(), names.end(),
                                [&](const std::string& name) { return models_.suggests(name, "buffer"); });
        const auto key = key_of(path->value, call.caller);
        if (is_removed(key, call.caller, call, temporary, callers_deep)) return {};
    }
    if (is_no_data(names)) return {};
    if (const Argument* from = argument_at(call, sink->from_argument))
        if (is_written_here(key_of(from->value, call.caller), call)) return {};
    if (const Function* function = program_.function(call.caller); function && removes_at_the_end(function->record))
        return {};
    return write;
}

}  // namespace stateless::lint
