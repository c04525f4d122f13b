// A mock of Pistache's router.
#pragma once

#include <pistache/http.h>

#include <functional>
#include <memory>
#include <string>

namespace Pistache::Rest {

class TypedParam {
public:
    template <typename T>
    T as() const;
};

class Request : public Http::Request {
public:
    TypedParam param(const std::string& name) const;
    bool hasParam(const std::string& name) const;
};

struct Route {
    enum class Result { Ok, Failure };
    using Handler = std::function<Result(const Request&, Http::ResponseWriter)>;
    using Middleware = std::function<bool(Http::Request&, Http::ResponseWriter&)>;
};

class Router {
public:
    std::shared_ptr<Http::Handler> handler() const;
    void get(const std::string& resource, Route::Handler handler);
    void post(const std::string& resource, Route::Handler handler);
    void put(const std::string& resource, Route::Handler handler);
    void patch(const std::string& resource, Route::Handler handler);
    void del(const std::string& resource, Route::Handler handler);
    void addMiddleware(Route::Middleware middleware);
    void addNotFoundHandler(Route::Handler handler);
};

namespace Routes {

void Get(Router& router, const std::string& resource, Route::Handler handler);
void Post(Router& router, const std::string& resource, Route::Handler handler);
void Put(Router& router, const std::string& resource, Route::Handler handler);
void Patch(Router& router, const std::string& resource, Route::Handler handler);
void Delete(Router& router, const std::string& resource, Route::Handler handler);
void Options(Router& router, const std::string& resource, Route::Handler handler);
void NotFound(Router& router, Route::Handler handler);

template <typename Result, typename Cls, typename... Args, typename Obj>
Route::Handler bind(Result (Cls::*method)(Args...), Obj object) {
    return [=](const Rest::Request& request, Http::ResponseWriter response) {
        (object->*method)(request, std::move(response));
        return Route::Result::Ok;
    };
}
template <typename Result, typename... Args>
Route::Handler bind(Result (*function)(Args...)) {
    return [=](const Rest::Request& request, Http::ResponseWriter response) {
        function(request, std::move(response));
        return Route::Result::Ok;
    };
}

}  // namespace Routes
}  // namespace Pistache::Rest
