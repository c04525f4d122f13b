// The edit that silences a rule on a line: what a person would type. Knows comments, and no rule.
#pragma once

#include <optional>
#include <string>

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"

namespace stateless::lint {

/// A NOLINTNEXTLINE comment above the line of `place`, as deep as the line; the name is added to one that is there
/// already. nullopt where no comment can stand: in a macro's definition, in a literal of several lines.
std::optional<clang::FixItHint> silencing_comment(const std::string& check, clang::SourceLocation place,
                                                  const clang::SourceManager& sources,
                                                  const clang::LangOptions& language);

}  // namespace stateless::lint
