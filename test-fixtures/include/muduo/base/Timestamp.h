// A mock of muduo's time stamp.
#pragma once

#include <cstdint>
#include <string>

namespace muduo {

class Timestamp {
public:
    Timestamp();
    static Timestamp now();
    std::int64_t microSecondsSinceEpoch() const;
    std::string toString() const;
};

}  // namespace muduo
