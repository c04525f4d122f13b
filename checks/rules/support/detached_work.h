// Work that a request starts and does not wait for: threads, tasks and one-shot timers that go on after the response
// and are lost when the process stops. Refuses to call so what is awaited, what answers the client itself, and what
// only logs or counts.
#pragma once

#include <vector>

#include "rules/rule.h"

namespace stateless::lint {

/// One finding per place that starts such work, in the words of in-process-queue.
std::vector<Finding> detached_work_findings(const RuleContext& context);

}  // namespace stateless::lint
