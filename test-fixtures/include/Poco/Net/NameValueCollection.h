// A mock of Poco's header collection.
#pragma once

#include <string>

namespace Poco::Net {

class NameValueCollection {
public:
    virtual ~NameValueCollection() = default;
    const std::string& operator[](const std::string& name) const;
    void set(const std::string& name, const std::string& value);
    void add(const std::string& name, const std::string& value);
    const std::string& get(const std::string& name) const;
    const std::string& get(const std::string& name, const std::string& fallback) const;
    bool has(const std::string& name) const;
};

}  // namespace Poco::Net
