// oversized-pool: pools of database connections that are too large for each of N replicas to have one. Follows the size
// that a library's pool is given, sizes in connection strings, and, in pools that the program writes itself, the
// numbers that say how many connections it opens. Refuses to know how many replicas there will be.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "program/connection_types.h"
#include "program/mentions.h"
#include "rules/support/database_calls.h"
#include "rules/support/message.h"
#include "rules/support/pool_sizes.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr int usual_cores = 8;
constexpr int most_hops = 2;

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), analysis_(context.analysis), program_(context.analysis.program),
          models_(program_.models()), types_(program_), limit_(integer_option(context, "limit")) {
        for (const Model& model : models_.files())
            for (const SinkModel& sink : model.sinks)
                if (sink.kind == "redis-command" || sink.kind == "cache-write") caches_.insert(sink.system);
        for (const Call& call : program_.facts().calls) user_files_.insert(call.span.file);
        for (const Variable& variable : program_.facts().variables) user_files_.insert(variable.span.file);
    }

    std::vector<Finding> findings() {
        if (!analysis_.reach.is_server()) return {};
        for (const DatabaseCall& database : database_calls(analysis_)) {
            if (caches_.contains(database.system) || database.embedded) continue;
            const Call& call = *database.call;
            if (const Argument* size = argument_at(call, database.sink->pool_size_argument))
                judge_size(size->value, call.caller, database.name, call.span);
            judge_texts(database);
            if (database.opens() && database.sink->gives == "connection") openers_.insert(call.caller);
        }
        judge_own_pools();
        std::vector<Finding> result;
        for (auto& [span, finding] : found_) result.push_back(std::move(finding));
        return result;
    }

private:
    const RuleContext& context_;
    const Analysis& analysis_;
    const Program& program_;
    const Models& models_;
    const ConnectionTypes types_;
    const std::int64_t limit_;
    std::set<std::string> caches_, user_files_;
    std::set<EntityId> openers_;
    std::map<Span, Finding> found_;

    void judge_size(const Value& size, const EntityId& function, const std::string& pool, const Span& at) {
        for (const Origin& origin : analysis_.values.origins(size, function)) {
            const auto number = number_of(origin.literal);
            if (number && *number > limit_ && user_files_.contains(origin.literal.span.file))
                report(origin.literal.span, function, pool, std::to_string(*number) + " connections", at);
        }
        for (const Value& literal : cores_times(program_, size, function)) {
            if (literal.integer * usual_cores <= limit_) continue;
            report(literal.span, function, pool, std::to_string(literal.integer) + " connections for each processor",
                   at);
        }
    }

    void judge_texts(const DatabaseCall& database) {
        const Call& call = *database.call;
        for (const Argument& argument : call.arguments) {
            for (const AssembledText& text : analysis_.values.texts(argument.value, call.caller)) {
                for (const PoolSize& size : pool_sizes_in(text.text(), models_)) {
                    if (size.number <= limit_) continue;
                    report(text.span_at(size.offset), call.caller, database.name,
                           std::to_string(size.number) + " connections", call.span);
                }
            }
        }
    }

    /// Functions of the program that open a connection, or call one that does.
    bool opens(const EntityId& function, int depth = 0) const {
        if (openers_.contains(function)) return true;
        if (depth >= most_hops) return false;
        const auto& calls = program_.calls_in(function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            if (!call->in_library) return call->callee != function && opens(call->callee, depth + 1);
            const bool makes = call->name.starts_with("std::make_") && !call->template_arguments.empty();
            return makes && constructor_opens(call->template_arguments.front().record);
        });
    }

    bool constructor_opens(const EntityId& record) const {
        return !record.empty() && std::any_of(openers_.begin(), openers_.end(), [&](const EntityId& opener) {
            const Function* function = program_.function(opener);
            return function && function->record == record && function->kind == Function::Kind::constructor;
        });
    }

    bool is_of_a_pool(const Function& function) const {
        if (types_.is_pool(function.record)) return true;
        const auto& accesses = program_.accesses_in(function.id);
        return std::any_of(accesses.begin(), accesses.end(), [&](const Access* access) {
            const Variable* variable = program_.variable(holder_of(access->place));
            return variable && variable->storage != Variable::Storage::local && types_.keeps_many(variable->type);
        });
    }

    void judge_own_pools() {
        for (const Function& function : program_.facts().functions) {
            if (!function.has_body || !is_of_a_pool(function) || !opens(function.id)) continue;
            if (!judge_named_sizes(function)) judge_bounds(function);
        }
    }

    /// The function itself opens one after the other.
    bool opens_in_a_loop(const Function& function) const {
        const auto& calls = program_.calls_in(function.id);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            if (call->loop == 0) return false;
            if (!call->in_library) return opens(call->callee, 1);
            const bool makes = call->name.starts_with("std::make_") && !call->template_arguments.empty();
            return openers_.contains(function.id) ||
                   (makes && constructor_opens(call->template_arguments.front().record));
        });
    }

    /// The one number that a function which opens in a loop only looks at in there, and hands to no call: how many.
    std::optional<unsigned> loop_bound(const Function& function) const {
        std::set<unsigned> looked_at;
        if (!opens_in_a_loop(function)) return {};
        for (const Access* access : program_.accesses_in(function.id))
            if (access->place.root == Place::Root::parameter && access->place.steps.empty() && access->loop != 0 &&
                access->kind == Access::Kind::read && access->place.index < function.parameters.size() &&
                is_number(function.parameters[access->place.index]))
                looked_at.insert(access->place.index);
        for (const Call* call : program_.calls_in(function.id))
            for (const Argument& argument : call->arguments)
                std::erase_if(looked_at, [&](unsigned index) { return is_parameter(argument.value, index, function); });
        return looked_at.size() == 1 ? std::optional(*looked_at.begin()) : std::nullopt;
    }

    static bool is_parameter(const Value& value, unsigned index, const Function& function) {
        const bool by_name = index < function.parameter_names.size() && value.kind == Value::Kind::entity &&
                             value.text == function.parameter_names[index];
        return by_name || (value.kind == Value::Kind::parameter && value.index == index) ||
               std::any_of(value.parts.begin(), value.parts.end(),
                           [&](const Value& part) { return is_parameter(part, index, function); });
    }

    /// False where nothing has the name of a size.
    bool judge_named_sizes(const Function& function) {
        bool named = false;
        for (std::size_t i = 0;
             opens_in_a_loop(function) && i < function.parameters.size() && i < function.parameter_names.size(); ++i) {
            if (!is_number(function.parameters[i]) || !names_pool_size(models_, function.parameter_names[i])) continue;
            Value value;
            value.kind = Value::Kind::parameter;
            value.index = static_cast<unsigned>(i);
            judge_size(value, function.id, function.name, function.span);
            named = true;
        }
        if (const auto bound = loop_bound(function); !named && bound) {
            Value value;
            value.kind = Value::Kind::parameter;
            value.index = *bound;
            judge_size(value, function.id, function.name, function.span);
            named = true;
        }
        std::set<EntityId> read;
        for (const Access* access : program_.accesses_in(function.id)) read.insert(holder_of(access->place));
        for (const Literal* literal : program_.literals_in(function.id)) read.insert(literal->value.entity);
        for (const EntityId& entity : read) {
            const Variable* variable = program_.variable(entity);
            const bool local = variable && (variable->storage == Variable::Storage::local ||
                                            variable->storage == Variable::Storage::parameter);
            if (!variable || local || !is_number(variable->type) || !names_pool_size(models_, variable->name)) continue;
            Value value;
            value.kind = Value::Kind::entity;
            value.entity = entity;
            judge_size(value, function.id, function.name, variable->span);
            named = true;
        }
        return named;
    }

    /// A number that the loop compares with, where nothing with a name tells the size.
    void judge_bounds(const Function& function) {
        if (!opens_in_a_loop(function)) return;
        for (const Literal* literal : program_.literals_in(function.id)) {
            if (literal->role != Literal::Role::comparison || literal->value.kind != Value::Kind::integer) continue;
            if (literal->value.integer > limit_ && literal->value.integer <= most_connections)
                report(literal->value.span, function.id, function.name,
                       std::to_string(literal->value.integer) + " connections", literal->value.span);
        }
    }

    static constexpr std::int64_t most_connections = 1000;

    static bool is_number(const Type& type) {
        const Type& inner = type.kind == Type::Kind::reference && !type.args.empty() ? type.args.front() : type;
        return (inner.kind == Type::Kind::builtin && inner.name != "bool" && inner.name != "char") ||
               inner.name == "std::atomic";
    }

    void report(const Span& span, const EntityId& function, const std::string& pool, const std::string& size,
                const Span& at) {
        if (found_.contains(span)) return;
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = span;
        finding.entity = pool;
        finding.confidence = Confidence::high;
        finding.path = path_through(context_, function, {"is the size of " + pool, at});
        finding.message = fill_message(context_.text.message, {{"entity", pool},
                                                               {"size", size},
                                                               {"limit", std::to_string(limit_)},
                                                               {"reached", reached_text(context_, function)}});
        found_.emplace(span, std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_oversized_pool(const RuleContext& context);

std::vector<Finding> judge_oversized_pool(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
