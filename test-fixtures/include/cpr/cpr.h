// A mock of cpr.
#pragma once

#include <string>
#include <utility>

namespace cpr {

class Url {
public:
    Url(const char* url);
    Url(std::string url);
    const std::string& str() const;
};
class Body {
public:
    Body(std::string body);
};

struct Response {
    long status_code = 0;
    std::string text;
};

template <typename... Ts>
Response Get(Ts&&... parts) {
    (void)sizeof...(parts);
    return {};
}
template <typename... Ts>
Response Post(Ts&&... parts) {
    (void)sizeof...(parts);
    return {};
}

}  // namespace cpr
