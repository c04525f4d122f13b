// What judge hands to render: one verdict with its place, its path and what it rests on. No wording beyond the message.
#pragma once

#include <string>
#include <vector>

#include "model/entity.h"
#include "model/facts.h"

namespace stateless::lint {

/// How sure the weakest link of a finding's path is.
enum class Confidence { high, medium, low };

/// One hop on the way from the request to the place, or a place worth showing beside it.
struct PathStep {
    std::string label;  // "POST /login", "AuthService::login", "writes 'sessions' with insert"
    Span span;          // the call, registration or access
};

struct Finding {
    std::string rule;     // catalogue id, "mutable-global"
    Span span;            // the identifier or the literal
    std::string entity;   // the qualified name the message quotes; part of the fingerprint
    std::string message;  // lower case, quotes the entity, ends with the cure, no full stop
    Confidence confidence = Confidence::high;
    /// From the request root to the access; the last step is the access itself. Empty only for rules about literals.
    std::vector<PathStep> path;
    /// Silenced: by whom ("NOLINT", "per-replica annotation") and why. Not printed unless asked.
    bool suppressed = false;
    std::string suppression;
    std::string suppression_reason;
    Span suppression_span;
};

/// "POST /login > AuthService::login > TokenStore::put": the path's labels without the final access.
std::string path_text(const Finding& finding);

/// Orders by place, then rule, and keeps one finding per rule, place and entity: of equals the one not suppressed, the
/// surest, the one with the shortest path. The result is the same for any order of units.
void sort_and_deduplicate(std::vector<Finding>& findings);

}  // namespace stateless::lint
