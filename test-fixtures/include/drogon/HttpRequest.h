// A mock of drogon's request and session.
#pragma once

#include <drogon/HttpTypes.h>
#include <json/json.h>
#include <trantor/net/EventLoop.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace drogon {

class Session {
public:
    template <typename T>
    T get(const std::string& key) const;
    template <typename T>
    void insert(const std::string& key, T&& value) {
        (void)key, (void)value;
    }
    bool find(const std::string& key);
    void erase(const std::string& key);
    void clear();
    std::string sessionId() const;
};
using SessionPtr = std::shared_ptr<Session>;

class HttpRequest;
using HttpRequestPtr = std::shared_ptr<HttpRequest>;

class HttpRequest {
public:
    virtual ~HttpRequest() = default;
    virtual HttpMethod method() const = 0;
    HttpMethod getMethod() const;
    virtual const std::string& getHeader(std::string key) const = 0;
    virtual const std::string& getCookie(const std::string& field) const = 0;
    virtual const std::string& path() const = 0;
    const std::string& getPath() const;
    virtual std::string_view body() const = 0;
    std::string_view getBody() const;
    virtual const std::string& getParameter(const std::string& key) const = 0;
    template <typename T>
    std::optional<T> getOptionalParameter(const std::string& key);
    virtual const std::shared_ptr<Json::Value>& jsonObject() const = 0;
    const std::shared_ptr<Json::Value>& getJsonObject() const;
    virtual const trantor::InetAddress& peerAddr() const = 0;
    const trantor::InetAddress& getPeerAddr() const;
    virtual const SessionPtr& session() const = 0;
    const SessionPtr& getSession() const;
    virtual void addHeader(std::string field, const std::string& value) = 0;
    static HttpRequestPtr newHttpRequest();
};

}  // namespace drogon
