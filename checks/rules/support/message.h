// Message templates of the catalogue.
#pragma once

#include <map>
#include <string>

namespace stateless::lint {

/// The template with every "{name}" replaced. Throws Misuse for a name that is not given: the catalogue is wrong then.
std::string fill_message(const std::string& message, const std::map<std::string, std::string>& values);

}  // namespace stateless::lint
