// A rule's options as clang-tidy writes them: "5432;3306". Knows the types of the catalogue, and no rule.
#pragma once

#include <string>

#include "model/catalog.h"

namespace stateless::lint {

/// The JSON text that an option's value in .clang-tidy stands for: lists are split at ';', and a text that begins with
/// '[' is a JSON list already. What is no value of the option's type is for check_option() to refuse.
std::string json_of_option(const RuleOption& option, const std::string& text);

/// The other way, for --dump-config.
std::string text_of_option(const RuleOption& option, const std::string& json_text);

}  // namespace stateless::lint
