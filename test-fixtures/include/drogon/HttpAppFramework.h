// A mock of drogon's application object.
#pragma once

#include <drogon/HttpRequest.h>
#include <drogon/HttpResponse.h>
#include <drogon/nosql/RedisClient.h>
#include <drogon/orm/DbClient.h>
#include <trantor/net/EventLoop.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace drogon {

using AdviceCallback = std::function<void(const HttpResponsePtr&)>;
using AdviceChainCallback = std::function<void()>;
using DefaultHandler = std::function<void(const HttpRequestPtr&, std::function<void(const HttpResponsePtr&)>&&)>;
using ExceptionHandler =
    std::function<void(const std::exception&, const HttpRequestPtr&, std::function<void(const HttpResponsePtr&)>&&)>;

class HttpAppFramework : public trantor::NonCopyable {
public:
    virtual ~HttpAppFramework() = default;
    static HttpAppFramework& instance();
    virtual void run() = 0;
    virtual void quit() = 0;
    virtual trantor::EventLoop* getLoop() const = 0;
    virtual trantor::EventLoop* getIOLoop(std::size_t id) const = 0;

    template <typename FUNCTION>
    HttpAppFramework& registerHandler(const std::string& path, FUNCTION&& function,
                                      const std::vector<internal::HttpConstraint>& constraints = {},
                                      const std::string& handler_name = "") {
        (void)path, (void)function, (void)constraints, (void)handler_name;
        return *this;
    }
    template <typename FUNCTION>
    HttpAppFramework& registerHandlerViaRegex(const std::string& expression, FUNCTION&& function,
                                              const std::vector<internal::HttpConstraint>& constraints = {},
                                              const std::string& handler_name = "") {
        (void)expression, (void)function, (void)constraints, (void)handler_name;
        return *this;
    }
    template <typename T>
    HttpAppFramework& registerController(const std::shared_ptr<T>& controller) {
        (void)controller;
        return *this;
    }
    template <typename T>
    HttpAppFramework& registerFilter(const std::shared_ptr<T>& filter) {
        (void)filter;
        return *this;
    }
    template <typename T>
    T* getPlugin();

    virtual HttpAppFramework& registerBeginningAdvice(const std::function<void()>& advice) = 0;
    virtual HttpAppFramework&
    registerSyncAdvice(const std::function<HttpResponsePtr(const HttpRequestPtr&)>& advice) = 0;
    virtual HttpAppFramework& registerPreRoutingAdvice(
        const std::function<void(const HttpRequestPtr&, AdviceCallback&&, AdviceChainCallback&&)>& advice) = 0;
    virtual HttpAppFramework& registerPreRoutingAdvice(const std::function<void(const HttpRequestPtr&)>& advice) = 0;
    virtual HttpAppFramework&
    registerPostHandlingAdvice(const std::function<void(const HttpRequestPtr&, const HttpResponsePtr&)>& advice) = 0;
    virtual HttpAppFramework&
    registerPreSendingAdvice(const std::function<void(const HttpRequestPtr&, const HttpResponsePtr&)>& advice) = 0;
    virtual HttpAppFramework& setDefaultHandler(DefaultHandler handler) = 0;
    virtual HttpAppFramework& setExceptionHandler(ExceptionHandler handler) = 0;

    virtual HttpAppFramework& loadConfigFile(const std::string& file) = 0;
    virtual HttpAppFramework& addListener(const std::string& ip, std::uint16_t port, bool use_ssl = false,
                                          const std::string& certificate = "", const std::string& key = "") = 0;
    virtual HttpAppFramework& setThreadNum(std::size_t threads) = 0;
    virtual HttpAppFramework& enableSession(const std::size_t timeout = 0) = 0;
    virtual HttpAppFramework& setDocumentRoot(const std::string& path) = 0;
    virtual HttpAppFramework& setLogLevel(trantor::Logger::LogLevel level) = 0;

    virtual orm::DbClientPtr getDbClient(const std::string& name = "default") = 0;
    virtual nosql::RedisClientPtr getRedisClient(const std::string& name = "default") = 0;
    virtual HttpAppFramework& createDbClient(const std::string& type, const std::string& host, unsigned short port,
                                             const std::string& database, const std::string& user,
                                             const std::string& password, std::size_t connections = 1,
                                             const std::string& file = "", const std::string& name = "default",
                                             bool is_fast = false, const std::string& character_set = "",
                                             double timeout = -1.0, bool auto_batch = false) = 0;
    virtual HttpAppFramework& addDbClient(const orm::DbConfig& config) = 0;
    virtual HttpAppFramework& createRedisClient(const std::string& ip, unsigned short port,
                                                const std::string& name = "default", const std::string& password = "",
                                                std::size_t connections = 1, bool is_fast = false,
                                                double timeout = -1.0, unsigned database = 0,
                                                const std::string& user = "") = 0;
};

inline HttpAppFramework& app() { return HttpAppFramework::instance(); }

}  // namespace drogon
