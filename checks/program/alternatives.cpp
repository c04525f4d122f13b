// The values that may arrive at a place: joining, putting one after the other, and the bounds that keep both small.
#include "program/alternatives.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace stateless::lint {
namespace {

constexpr std::size_t most_alternatives = 256;
constexpr std::size_t most_products = 64;

bool same_value(const Alternative& left, const Alternative& right) {
    return std::equal(left.pieces.begin(), left.pieces.end(), right.pieces.begin(), right.pieces.end(),
                      [](const Value& a, const Value& b) {
                          return std::tie(a.kind, a.integer, a.text, a.span) ==
                                 std::tie(b.kind, b.integer, b.text, b.span);
                      });
}

}  // namespace

Alternatives one_of(Value literal) {
    Alternative alternative;
    alternative.pieces.push_back(std::move(literal));
    return {alternative};
}

Alternatives hole_at(const Span& span, bool from_environment) {
    Value hole;
    hole.span = span;
    Alternatives result = one_of(std::move(hole));
    result.front().from_environment = from_environment;
    return result;
}

bool is_literal(const Alternative& alternative) {
    return alternative.pieces.size() == 1 && alternative.pieces[0].kind != Value::Kind::unknown;
}

void add(Alternatives& to, Alternatives from) {
    for (auto& alternative : from) {
        if (to.size() >= most_alternatives) return;
        if (std::none_of(to.begin(), to.end(), [&](const auto& known) { return same_value(known, alternative); })) {
            to.push_back(std::move(alternative));
        }
    }
}

void mark_defaults(Alternatives& alternatives) {
    const bool outside =
        std::any_of(alternatives.begin(), alternatives.end(), [](const auto& a) { return a.from_environment; });
    if (!outside) return;
    for (auto& alternative : alternatives) alternative.is_default |= !alternative.from_environment;
}

void mark_conditional(Alternatives& alternatives) {
    if (alternatives.size() < 2) return;
    for (auto& alternative : alternatives) alternative.is_conditional = true;
}

Alternatives appended(const Alternatives& left, const Alternatives& right) {
    Alternatives result;
    for (const auto& head : left) {
        for (const auto& tail : right) {
            if (result.size() >= most_products) return result;
            Alternative joined = head;
            joined.from_environment = false;
            joined.is_default |= tail.is_default;
            joined.is_conditional |= tail.is_conditional;
            joined.pieces.insert(joined.pieces.end(), tail.pieces.begin(), tail.pieces.end());
            joined.via.insert(joined.via.end(), tail.via.begin(), tail.via.end());
            result.push_back(std::move(joined));
        }
    }
    return result;
}

bool appends(const Definition& definition) {
    if (definition.kind == Definition::Kind::append) return true;
    const Value& value = definition.value;
    return definition.kind == Definition::Kind::assign && value.kind == Value::Kind::concat && value.parts.size() > 1 &&
           value.parts.front().kind == Value::Kind::entity && value.parts.front().entity == definition.entity;
}

std::vector<std::vector<const Definition*>> definition_rows(const std::vector<const Definition*>& definitions) {
    std::map<EntityId, std::vector<const Definition*>> by_function;
    for (const Definition* definition : definitions) {
        if (definition->kind == Definition::Kind::assign || definition->kind == Definition::Kind::append) {
            by_function[definition->function].push_back(definition);
        }
    }
    std::vector<std::vector<const Definition*>> result;
    std::vector<const Definition*> loose;  // appended to whatever the variable held before
    for (auto& [function, rows] : by_function) {
        std::stable_sort(rows.begin(), rows.end(), [](auto* a, auto* b) { return a->span < b->span; });
        bool assigned = false;
        for (const Definition* definition : rows) {
            if (!appends(*definition)) {
                result.push_back({definition});
                assigned = true;
            } else if (assigned) {
                result.back().push_back(definition);
            } else {
                loose.push_back(definition);
            }
        }
    }
    if (result.empty() && !loose.empty()) return {loose};
    for (auto& row : result) row.insert(row.end(), loose.begin(), loose.end());
    return result;
}

}  // namespace stateless::lint
