// A mock of drogon's controllers with several routes, and of their macros.
#pragma once

#include <drogon/HttpAppFramework.h>

#include <functional>
#include <string>
#include <vector>

#define METHOD_LIST_BEGIN static void initPathRouting() {
#define METHOD_ADD(method, pattern, ...) registerMethod(&method, pattern, {__VA_ARGS__}, true, #method)
#define ADD_METHOD_TO(method, path_pattern, ...) registerMethod(&method, path_pattern, {__VA_ARGS__}, false, #method)
#define ADD_METHOD_VIA_REGEX(method, regex, ...) registerMethodViaRegex(&method, regex, {__VA_ARGS__}, #method)
#define METHOD_LIST_END                                                                                                \
    return;                                                                                                            \
    }

namespace drogon {

class HttpControllerBase {};

template <typename T, bool AutoCreation = true>
class HttpController : public DrObject<T>, public HttpControllerBase {
public:
    static constexpr bool isAutoCreation = AutoCreation;

protected:
    template <typename FUNCTION>
    static void registerMethod(FUNCTION&& function, const std::string& pattern,
                               const std::vector<internal::HttpConstraint>& constraints = {},
                               bool class_name_in_path = true, const std::string& handler_name = "") {
        (void)class_name_in_path;
        app().registerHandler(pattern, std::forward<FUNCTION>(function), constraints, handler_name);
    }
    template <typename FUNCTION>
    static void registerMethodViaRegex(FUNCTION&& function, const std::string& expression,
                                       const std::vector<internal::HttpConstraint>& constraints = {},
                                       const std::string& handler_name = "") {
        app().registerHandlerViaRegex(expression, std::forward<FUNCTION>(function), constraints, handler_name);
    }
};

}  // namespace drogon
