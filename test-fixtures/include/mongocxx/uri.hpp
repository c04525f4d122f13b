// A mock of the MongoDB driver's address.
#pragma once

#include <string>

namespace mongocxx {

class uri {
public:
    static const std::string k_default_uri;
    uri(std::string text = k_default_uri);
    std::string database() const;
    std::string to_string() const;
};

class instance {
public:
    instance();
};

}  // namespace mongocxx
