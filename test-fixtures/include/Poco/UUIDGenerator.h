// A mock of Poco's UUIDGenerator.
#pragma once
#include <string>

namespace Poco {

class UUID {
public:
    std::string toString() const;
};

class UUIDGenerator {
public:
    static UUIDGenerator& defaultGenerator();
    UUID createRandom();
};

}  // namespace Poco
