// Responses that anyone may cache: those of GET routes that nothing marks as personal, failed, streamed or about this
// replica. Errs on the side of "may not": a response that somebody must not share is worse than a missed finding.
#pragma once

#include <string>
#include <vector>

#include "rules/rule.h"
#include "rules/support/tested_request.h"

namespace stateless::lint {

class CacheableResponses {
public:
    /// `uncacheable_segments`: globs of path segments whose routes are not to be cached.
    CacheableResponses(const RuleContext& context, std::vector<std::string> uncacheable_segments);

    /// True if the header call stands on the way of GET routes only, or where a handler of all requests has tested for
    /// GET, and the response may be shared. `revalidates`: the
    /// header allows storing and asks to revalidate, which an ETag makes cheap.
    bool may_cache(const Call& header, bool revalidates) const;

private:
    const RuleContext& context_;
    const TestedRequest tested_;
    std::vector<std::string> uncacheable_segments_;

    bool is_public_page(const Root& root, bool reads) const;
    bool is_public_path(const std::string& path) const;
    bool says_personal(const std::string& name) const;
    /// Something in the function, or in what it calls up to `depth` hops away, shows a personal or streamed response.
    bool shows_personal(const EntityId& function, int depth, std::vector<EntityId>& seen, bool revalidates) const;
    bool fails_beside(const Call& header) const;
};

}  // namespace stateless::lint
