// Where a value comes from: one backward walk that yields alternatives, each a row of literals and holes. Calls of user
// functions bind their parameters to the arguments at hand, so that two uses of one helper do not mix.
#include "program/values.h"

#include <algorithm>
#include <set>

#include "program/alternatives.h"
#include "program/format_text.h"

namespace stateless::lint {
namespace {

constexpr int deepest = 24;
constexpr int most_steps = 20000;

/// The call through which a function was entered; none when it was not entered but asked about.
struct Frame {
    EntityId function = {};
    const std::vector<Value>* arguments = nullptr;  // without receiver
    const Frame* caller = nullptr;
};

class Walk {
public:
    using ParameterVariables = std::map<std::pair<EntityId, unsigned>, EntityId>;
    Walk(const Program& program, const ParameterVariables& parameters) : program_(program), parameters_(parameters) {}

    Alternatives evaluate(const Value& value, const Frame& frame) {
        if (++steps_ > most_steps || depth_ >= deepest) return hole_at(value.span);
        ++depth_;
        Alternatives result = dispatch(value, frame);
        --depth_;
        return result;
    }

    Alternatives evaluate_all(const Value& value, const EntityId& in_function) {
        Alternatives result = evaluate(value, Frame{in_function});
        return result.empty() ? hole_at(value.span) : result;
    }

private:
    const Program& program_;
    const ParameterVariables& parameters_;
    std::set<std::string> active_;
    int depth_ = 0;
    int steps_ = 0;

    bool calls_one_of(std::vector<std::string> Model::* list, const Value& call) const {
        return program_.models().matches(list, call.text);
    }

    Alternatives dispatch(const Value& value, const Frame& frame) {
        switch (value.kind) {
        case Value::Kind::integer:
        case Value::Kind::text: return one_of(value);
        case Value::Kind::entity: return variable(value, frame);
        case Value::Kind::parameter: return parameter(frame.function, value.index, value.span, frame);
        case Value::Kind::call: return call(value, frame);
        case Value::Kind::concat: return concatenation(value.parts, frame);
        case Value::Kind::choice: {
            Alternatives result;
            for (const Value& part : value.parts) add(result, evaluate(part, frame));
            mark_defaults(result);
            mark_conditional(result);
            return result;
        }
        case Value::Kind::unknown: break;
        }
        return hole_at(value.span);
    }

    /// `parts` one after the other; a part that only names the text under construction is a hole.
    Alternatives concatenation(const std::vector<Value>& parts, const Frame& frame) {
        if (parts.size() == 1) return evaluate(parts.front(), frame);
        Alternatives result{Alternative{}};
        for (const Value& part : parts) {
            Alternatives next = evaluate(part, frame);
            result = appended(result, next.empty() ? hole_at(part.span) : next);
        }
        return result;
    }

    Alternatives variable(const Value& value, const Frame& frame) {
        const Variable* named = program_.variable(value.entity);
        if (named && named->storage == Variable::Storage::parameter) {
            if (const Function* owner = program_.function(named->owner)) {
                const auto& names = owner->parameter_names;
                const auto at = std::find(names.begin(), names.end(), named->name);
                if (at != names.end()) {
                    return parameter(owner->id, static_cast<unsigned>(at - names.begin()), value.span, frame);
                }
            }
        }
        return defined(value.entity, {}, value.span, frame);
    }

    /// What the definitions of `entity` give it, besides `before`, which it holds from elsewhere.
    Alternatives defined(const EntityId& entity, Alternatives before, const Span& use, const Frame& frame) {
        const std::string mark = "variable " + entity;
        if (!active_.insert(mark).second) return before;
        const auto rows = definition_rows(program_.definitions_of(entity));
        Alternatives result;
        if (rows.size() == 1 && appends(*rows.front().front())) {
            result = before.empty() ? Alternatives{Alternative{}} : std::move(before);
            for (const Definition* definition : rows.front()) result = extended(result, *definition, frame);
        } else {
            const bool several = rows.size() + (before.empty() ? 0 : 1) > 1;
            result = std::move(before);
            for (const auto& row : rows) {
                Alternatives texts;
                for (const Definition* definition : row) texts = extended(texts, *definition, frame);
                add(result, std::move(texts));
            }
            if (several) {
                mark_defaults(result);
                mark_conditional(result);
            }
        }
        active_.erase(mark);
        return result.empty() && rows.empty() ? hole_at(use) : result;
    }

    Alternatives extended(const Alternatives& texts, const Definition& definition, const Frame& frame) {
        // Inside the function being walked the bindings hold; elsewhere they do not.
        const Frame plain{definition.function};
        const Frame& where = definition.function == frame.function ? frame : plain;
        const bool goes_on = appends(definition);
        Alternatives next;
        if (goes_on && definition.kind == Definition::Kind::assign) {
            const auto& parts = definition.value.parts;
            next = concatenation({parts.begin() + 1, parts.end()}, where);
        } else {
            next = evaluate(definition.value, where);
        }
        if (goes_on && next.empty()) next = hole_at(definition.span);
        for (auto& alternative : next) alternative.via.push_back(definition.span);
        return goes_on ? appended(texts, next) : next;
    }

    Alternatives parameter(const EntityId& function, unsigned index, const Span& use, const Frame& frame) {
        const std::string mark = "parameter " + std::to_string(index) + " " + function;
        if (!active_.insert(mark).second) return {};
        Alternatives result;
        const Frame* bound = &frame;
        while (bound && !(bound->function == function && bound->arguments)) bound = bound->caller;
        if (bound && index < bound->arguments->size()) {
            const Frame outside;
            result = evaluate((*bound->arguments)[index], bound->caller ? *bound->caller : outside);
        } else {
            result = passed_in(function, index, !bound);
            if (result.empty()) result = hole_at(use);
        }
        active_.erase(mark);
        const auto own = parameters_.find({function, index});
        if (own == parameters_.end() || program_.definitions_of(own->second).empty()) return result;
        return defined(own->second, std::move(result), use, frame);
    }

    /// Calls of the function, and for a constructor what constructs an object with as many arguments as it takes.
    std::vector<const Call*> sites_of(const EntityId& function) const {
        std::vector<const Call*> sites = program_.calls_of(function);
        const Function* called = program_.function(function);
        if (!called || called->kind != Function::Kind::constructor) return sites;
        for (const Maker& maker : program_.makers_of(called->record))
            if (maker.first == 0 && maker.call->arguments.size() == called->parameters.size())
                sites.push_back(maker.call);
        return sites;
    }

    /// The arguments of all calls, and the default where a call leaves the parameter out.
    Alternatives passed_in(const EntityId& function, unsigned index, bool look_at_calls) {
        std::vector<EntityId> called_as{function};
        if (const Function* known = program_.function(function)) {
            called_as.insert(called_as.end(), known->overrides.begin(), known->overrides.end());
        }
        Alternatives result;
        bool left_out = !look_at_calls;
        bool called = false;
        for (const EntityId& name : called_as) {
            if (!look_at_calls) break;
            for (const Call* site : sites_of(name)) {
                called = true;
                if (index >= site->arguments.size()) {
                    left_out = true;
                    continue;
                }
                Alternatives given = evaluate(site->arguments[index].value, Frame{site->caller});
                for (auto& alternative : given) alternative.via.push_back(site->span);
                add(result, std::move(given));
            }
        }
        if (left_out || !called) {
            for (const Definition* definition : program_.definitions_of(function)) {
                if (definition->kind != Definition::Kind::parameter_default || definition->index != index) continue;
                Alternatives given = evaluate(definition->value, Frame{function});
                for (auto& alternative : given) alternative.is_default = true;
                add(result, std::move(given));
            }
        }
        return result;
    }

    Alternatives call(const Value& value, const Frame& frame) {
        if (calls_one_of(&Model::environment_calls, value)) {
            Alternatives result = hole_at(value.span, true);
            for (std::size_t i = 1; i < value.parts.size(); ++i) add(result, evaluate(value.parts[i], frame));
            mark_defaults(result);
            return result;
        }
        if (calls_one_of(&Model::formatting_calls, value)) return formatted(value, frame);
        if (calls_one_of(&Model::forwarding_calls, value)) {
            if (!value.parts.empty()) return evaluate(value.parts.front(), frame);
            Value empty;
            empty.kind = Value::Kind::text;
            empty.span = value.span;
            return one_of(std::move(empty));
        }
        const Function* callee = value.entity.empty() ? nullptr : program_.function(value.entity);
        if (!callee) return looked_up(value, frame);
        const std::string mark = "call " + value.entity;
        if (!active_.insert(mark).second) return {};
        Alternatives result = returned(value, *callee, frame);
        active_.erase(mark);
        if (!result.empty()) return result;
        return callee->has_body ? hole_at(value.span, true) : looked_up(value, frame);
    }

    /// What the callee, or a method that overrides it, returns, its parameters bound to this call's arguments.
    Alternatives returned(const Value& value, const Function& callee, const Frame& frame) {
        const bool has_receiver =
            callee.kind == Function::Kind::lambda || (callee.kind == Function::Kind::method && !callee.is_static);
        const std::vector<Value> arguments(value.parts.begin() + (has_receiver && !value.parts.empty()),
                                           value.parts.end());
        std::vector<EntityId> bodies{callee.id};
        const auto& overriders = program_.overriders_of(callee.id);
        bodies.insert(bodies.end(), overriders.begin(), overriders.end());
        Alternatives result;
        std::size_t ways = 0;
        for (const EntityId& body : bodies) {
            const Frame inside{body, &arguments, &frame};
            for (const Definition* definition : program_.definitions_of(body)) {
                if (definition->kind != Definition::Kind::returned) continue;
                ++ways;
                add(result, evaluate(definition->value, inside));
            }
        }
        for (auto& alternative : result) alternative.via.push_back(value.span);
        if (ways > 1) {
            mark_defaults(result);
            mark_conditional(result);
        }
        return result;
    }

    /// A call whose body is not seen. The last of several arguments, if a literal, is taken for what a look-up falls
    /// back on: config.get("db.port", 5432), optional.value_or(5432).
    Alternatives looked_up(const Value& value, const Frame& frame) {
        Alternatives result = hole_at(value.span, true);
        if (value.text == "{}" || value.parts.size() < 2) return result;
        const Value& last = value.parts.back();
        if (last.kind != Value::Kind::integer && last.kind != Value::Kind::text) return result;
        add(result, evaluate(last, frame));
        mark_defaults(result);
        return result;
    }

    Alternatives formatted(const Value& value, const Frame& frame) {
        // The format is the first argument that is a text; a buffer and its size may stand before it.
        for (std::size_t at = 0; at < value.parts.size(); ++at) {
            if (value.parts[at].kind == Value::Kind::integer) continue;
            Alternatives result;
            for (const Alternative& format : evaluate(value.parts[at], frame)) {
                if (!is_literal(format) || format.pieces[0].kind != Value::Kind::text) continue;
                add(result, filled(format, value, at + 1, frame));
            }
            if (!result.empty()) return result;
        }
        return hole_at(value.span);
    }

    Alternatives filled(const Alternative& format, const Value& value, std::size_t first, const Frame& frame) {
        const auto pieces = parse_format(format.pieces[0].text);
        const bool takes_values =
            std::any_of(pieces.begin(), pieces.end(), [](const auto& piece) { return piece.argument.has_value(); });
        // Values without fields to fill are put one after the other: absl::StrCat.
        if (!takes_values)
            return concatenation({value.parts.begin() + static_cast<std::ptrdiff_t>(first) - 1, value.parts.end()},
                                 frame);
        Alternatives result{Alternative{}};
        result.front().via = format.via;
        for (const FormatPiece& piece : pieces) {
            Alternatives next;
            if (!piece.argument) {
                Value text = format.pieces[0];
                text.text = piece.text;
                next = one_of(std::move(text));
            } else if (first + *piece.argument < value.parts.size()) {
                next = evaluate(value.parts[first + *piece.argument], frame);
            }
            result = appended(result, next.empty() ? hole_at(format.pieces[0].span) : next);
        }
        return result;
    }
};

std::string printed(const Value& literal) {
    return literal.kind == Value::Kind::integer ? std::to_string(literal.integer) : literal.text;
}

}  // namespace

bool AssembledText::complete() const {
    return std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.text.has_value(); });
}

std::string AssembledText::text(const std::string& hole) const {
    std::string result;
    for (const Part& part : parts) result += part.text.value_or(hole);
    return result;
}

Span AssembledText::span_at(std::size_t offset) const {
    for (const Part& part : parts) {
        const std::size_t length = part.text ? part.text->size() : 1;
        if (offset < length) return part.span;
        offset -= length;
    }
    return parts.empty() ? Span{} : parts.back().span;
}

ValueFlow::ValueFlow(const Program& program) : program_(&program) {
    for (const Variable& variable : program.facts().variables) {
        if (variable.storage != Variable::Storage::parameter) continue;
        const Function* owner = program.function(variable.owner);
        if (!owner) continue;
        const auto& names = owner->parameter_names;
        const auto at = std::find(names.begin(), names.end(), variable.name);
        if (at != names.end())
            parameter_variables_[{owner->id, static_cast<unsigned>(at - names.begin())}] = variable.id;
    }
}

std::vector<Origin> ValueFlow::origins(const Value& value, const EntityId& in_function) const {
    std::vector<Origin> result;
    for (Alternative& alternative : Walk(*program_, parameter_variables_).evaluate_all(value, in_function)) {
        if (!is_literal(alternative)) continue;
        result.push_back(
            {alternative.pieces[0], std::move(alternative.via), alternative.is_default, alternative.is_conditional});
    }
    return result;
}

std::vector<AssembledText> ValueFlow::texts(const Value& value, const EntityId& in_function) const {
    std::vector<AssembledText> result;
    for (Alternative& alternative : Walk(*program_, parameter_variables_).evaluate_all(value, in_function)) {
        AssembledText text;
        for (const Value& piece : alternative.pieces) {
            const bool known = piece.kind != Value::Kind::unknown;
            text.parts.push_back({known ? std::optional(printed(piece)) : std::nullopt, piece.span});
        }
        text.is_null = is_literal(alternative) && alternative.pieces[0].kind == Value::Kind::integer &&
                       alternative.pieces[0].integer == 0;
        text.via = std::move(alternative.via);
        text.is_default = alternative.is_default;
        text.is_conditional = alternative.is_conditional;
        result.push_back(std::move(text));
    }
    return result;
}

}  // namespace stateless::lint
