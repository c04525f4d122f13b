// A mock of Google Cloud's names of places.
#pragma once

#include <string>

namespace google {
namespace cloud {
class Location {
public:
    Location(std::string project, std::string location);
};
}  // namespace cloud
}  // namespace google
