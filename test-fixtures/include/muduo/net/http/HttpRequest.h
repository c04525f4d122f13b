// A mock of muduo's HTTP request.
#pragma once

#include <string>

namespace muduo::net {

class HttpRequest {
public:
    enum Method { kInvalid, kGet, kPost, kHead, kPut, kDelete };
    Method method() const;
    const std::string& path() const;
    const std::string& query() const;
    std::string getHeader(const std::string& field) const;
};

}  // namespace muduo::net
