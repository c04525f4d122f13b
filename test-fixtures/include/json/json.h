// A mock of JsonCpp: the value class as far as servers use it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace Json {

using ArrayIndex = unsigned;
using String = std::string;

enum ValueType { nullValue = 0, intValue, uintValue, realValue, stringValue, booleanValue, arrayValue, objectValue };

class Value {
public:
    Value(ValueType type = nullValue);
    Value(int value);
    Value(unsigned value);
    Value(std::int64_t value);
    Value(double value);
    Value(const char* value);
    Value(const std::string& value);
    Value(bool value);
    Value& operator[](ArrayIndex index);
    Value& operator[](const char* key);
    Value& operator[](const std::string& key);
    const Value& operator[](const char* key) const;
    const Value& operator[](const std::string& key) const;
    Value get(const std::string& key, const Value& fallback) const;
    Value& append(const Value& value);
    std::string asString() const;
    int asInt() const;
    bool asBool() const;
    bool isMember(const std::string& key) const;
    bool empty() const;
    ArrayIndex size() const;
    void clear();
    bool removeMember(const std::string& key);
    std::string toStyledString() const;
    std::vector<std::string> getMemberNames() const;
};

}  // namespace Json
