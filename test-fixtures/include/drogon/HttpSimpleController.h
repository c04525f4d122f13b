// A mock of drogon's controllers with one method for all their paths.
#pragma once

#include <drogon/HttpAppFramework.h>

#include <functional>
#include <string>
#include <vector>

#define PATH_LIST_BEGIN static void initPathRouting() {
#define PATH_ADD(path, ...) registerSelf__(path, {__VA_ARGS__})
#define PATH_LIST_END }

namespace drogon {

class HttpSimpleControllerBase : public virtual DrObjectBase {
public:
    virtual void asyncHandleHttpRequest(const HttpRequestPtr& request,
                                        std::function<void(const HttpResponsePtr&)>&& callback) = 0;
};

template <typename T, bool AutoCreation = true>
class HttpSimpleController : public DrObject<T>, public HttpSimpleControllerBase {
public:
    static const bool isAutoCreation = AutoCreation;

protected:
    static void registerSelf__(const std::string& path, const std::vector<internal::HttpConstraint>& constraints);
};

}  // namespace drogon
