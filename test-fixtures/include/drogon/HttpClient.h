// A mock of drogon's client.
#pragma once

#include <drogon/HttpRequest.h>
#include <drogon/HttpResponse.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace drogon {

enum class ReqResult { Ok, BadResponse, NetworkFailure, Timeout };
using HttpReqCallback = std::function<void(ReqResult, const HttpResponsePtr&)>;

class HttpClient {
public:
    virtual ~HttpClient() = default;
    static std::shared_ptr<HttpClient> newHttpClient(const std::string& address, trantor::EventLoop* loop = nullptr,
                                                     bool use_old_tls = false, bool validate = true);
    virtual void sendRequest(const HttpRequestPtr& request, const HttpReqCallback& callback, double timeout = 0) = 0;
    std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr& request, double timeout = 0);
};
using HttpClientPtr = std::shared_ptr<HttpClient>;

}  // namespace drogon
