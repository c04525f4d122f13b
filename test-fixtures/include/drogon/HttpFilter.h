// A mock of drogon's filters and middleware.
#pragma once

#include <drogon/HttpAppFramework.h>

#include <functional>

namespace drogon {

using FilterCallback = std::function<void(const HttpResponsePtr&)>;
using FilterChainCallback = std::function<void()>;
using MiddlewareCallback = std::function<void(const HttpResponsePtr&)>;
using MiddlewareNextCallback = std::function<void(std::function<void(const HttpResponsePtr&)>&&)>;

class HttpMiddlewareBase : public virtual DrObjectBase {
public:
    virtual void invoke(const HttpRequestPtr& request, MiddlewareNextCallback&& next,
                        MiddlewareCallback&& callback) = 0;
};

template <typename T, bool AutoCreation = true>
class HttpMiddleware : public DrObject<T>, public HttpMiddlewareBase {
public:
    static constexpr bool isAutoCreation{AutoCreation};
};

class HttpFilterBase : public virtual DrObjectBase, public HttpMiddlewareBase {
public:
    virtual void doFilter(const HttpRequestPtr& request, FilterCallback&& deny, FilterChainCallback&& next) = 0;

private:
    void invoke(const HttpRequestPtr& request, MiddlewareNextCallback&& next, MiddlewareCallback&& callback) final;
};

template <typename T, bool AutoCreation = true>
class HttpFilter : public DrObject<T>, public HttpFilterBase {
public:
    static constexpr bool isAutoCreation{AutoCreation};
};

}  // namespace drogon
