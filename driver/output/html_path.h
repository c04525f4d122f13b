// The drawings of the HTML report: the way of one finding, and the ways of all.
#pragma once

#include <string>
#include <vector>

#include "output/report.h"
#include "output/source_lines.h"

namespace stateless::lint {

/// From the route through every call to the state, a box each with its source lines, as an ordered list that the page's
/// style draws with arrows.
std::string path_graph(const Finding& finding, const Report& report, SourceLines& lines);

/// Routes on the left, state on the right, a line for each way between them, as SVG; empty where no finding has a path.
/// What does not fit is counted below it.
std::string route_map(const std::vector<const Finding*>& findings, const Report& report);

}  // namespace stateless::lint
