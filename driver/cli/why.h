// --why NAME: all that the analysis knows of a variable or field, and what each rule makes of it. Judges nothing.
#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/finding.h"
#include "program/analysis.h"

namespace stateless::lint {

/// What the explanation rests on; refers to it all.
struct WhyRequest {
    const Analysis& analysis;
    const Catalog& catalog;
    const std::vector<std::string>& rules;  // that ran
    const std::vector<Finding>& findings;
    const std::string& working_folder;  // absolute; places below it are named relative to it
};

/// Lifetime and why, phases, every access with its path, purpose with the evidence, and each rule's verdict, for every
/// variable and field that `name` fits: "hits", "Room::history", or the place of its declaration, "room.h:12". Throws
/// Misuse where there is none, with the names that come close.
std::string explain_entity(const WhyRequest& request, const std::string& name);

}  // namespace stateless::lint
