// Words of names from the lexicon, keys from the models; arithmetic is seen only as a call and a number in one
// expression.
#include "rules/support/pool_sizes.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "program/mentions.h"
#include "rules/support/text.h"

namespace stateless::lint {
namespace {

constexpr int most_steps = 6;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.'; }

class Factors {
public:
    explicit Factors(const Program& program) : program_(program) {}

    void follow(const Value& value, const EntityId& function, int depth) {
        if (depth > most_steps) return;
        for (const Value& part : value.parts) follow(part, function, depth + 1);
        switch (value.kind) {
        case Value::Kind::unknown: of_expression(value.span, function); break;
        case Value::Kind::parameter:
            for (const Call* call : program_.calls_of(function))
                if (value.index < call->arguments.size())
                    follow(call->arguments[value.index].value, call->caller, depth + 1);
            break;
        case Value::Kind::entity:
        case Value::Kind::call:
            for (const Definition* definition : program_.definitions_of(value.entity))
                if (definition->kind != Definition::Kind::parameter_default)
                    follow(definition->value, definition->function, depth + 1);
            break;
        default: break;
        }
    }

    std::vector<Value> found;

private:
    const Program& program_;

    void of_expression(const Span& span, const EntityId& function) {
        const auto& calls = program_.calls_in(function);
        const bool by_cores = std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            return contains(span, call->span) && program_.models().matches(&Model::processor_count_calls, call->name);
        });
        if (!by_cores) return;
        for (const Literal* literal : program_.literals_in(function))
            if (literal->role == Literal::Role::operand && literal->value.kind == Value::Kind::integer &&
                contains(span, literal->value.span))
                found.push_back(literal->value);
    }
};

}  // namespace

bool names_pool_size(const Models& models, const std::string& name) {
    return models.suggests(name, "pool-size") && !models.suggests(name, "no-pool-size");
}

std::vector<PoolSize> pool_sizes_in(const std::string& text, const Models& models) {
    std::vector<PoolSize> result;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_word(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < text.size() && is_word(text[at])) ++at;
        const std::string key = lower(text.substr(begin, at - begin));
        std::size_t value = at;
        while (value < text.size() && (text[value] == '"' || text[value] == ' ')) ++value;
        if (value >= text.size() || (text[value] != '=' && text[value] != ':')) continue;
        value = text.find_first_not_of(" \"", value + 1);
        if (value == std::string::npos || !std::isdigit(static_cast<unsigned char>(text[value]))) continue;
        if (!models.matches(&Model::pool_size_keys, key)) continue;
        result.push_back({std::stoll(text.substr(value, 9)), begin});
    }
    return result;
}

std::optional<std::int64_t> number_of(const Value& literal) {
    if (literal.kind == Value::Kind::integer) return literal.integer;
    if (literal.kind != Value::Kind::text || !is_number(literal.text) || literal.text.size() > 9) return {};
    return std::stoll(literal.text);
}

std::vector<Value> cores_times(const Program& program, const Value& value, const EntityId& function) {
    Factors factors(program);
    factors.follow(value, function, 0);
    return std::move(factors.found);
}

}  // namespace stateless::lint
