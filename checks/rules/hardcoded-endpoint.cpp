// hardcoded-endpoint: addresses of backing services that are written into the program. A store's host is the
// deployment's own whatever it is called; of other servers only those count that a deployment names for itself, for a
// public host is the same from everywhere. Refuses to know whether anything answers there.
#include <algorithm>

#include "rules/support/endpoints.h"
#include "rules/support/hosts.h"
#include "rules/support/message.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

Finding worded(const RuleContext& context, const Endpoint& endpoint) {
    Finding finding;
    finding.rule = context.text.id;
    finding.span = endpoint.span;
    finding.entity = endpoint.entity;
    finding.confidence = endpoint.confidence;
    finding.path = path_through(context, endpoint.function, endpoint.last);
    if (finding.path.size() == 1 && !endpoint.via.empty()) {
        finding.path.clear();
        for (const Span& span : endpoint.via) finding.path.push_back({"is passed on", span});
        finding.path.push_back(endpoint.last);
    }
    finding.message =
        fill_message(context.text.message, {{"entity", endpoint.entity},
                                            {"system", endpoint.system.empty() ? "a service" : endpoint.system},
                                            {"host", endpoint.host},
                                            {"reached", reached_text(context, endpoint.function)}});
    return finding;
}

}  // namespace

std::vector<Finding> judge_hardcoded_endpoint(const RuleContext& context);

std::vector<Finding> judge_hardcoded_endpoint(const RuleContext& context) {
    const auto allowed = strings_option(context, "allowed-hosts");
    std::vector<Finding> findings;
    for (const Endpoint& endpoint : find_endpoints(context, strings_option(context, "schemes"))) {
        if (!endpoint.is_store && !is_local_host(endpoint.host)) continue;
        if (std::any_of(allowed.begin(), allowed.end(),
                        [&](const auto& glob) { return glob_match(glob, endpoint.host); }))
            continue;
        findings.push_back(worded(context, endpoint));
    }
    return findings;
}

}  // namespace stateless::lint
