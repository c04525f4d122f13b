// A mock of drogon's WebSocket connection.
#pragma once

#include <drogon/HttpTypes.h>
#include <json/json.h>
#include <trantor/net/EventLoop.h>

#include <memory>
#include <string>
#include <string_view>

namespace drogon {

class WebSocketConnection {
public:
    virtual ~WebSocketConnection() = default;
    virtual void send(const char* text, std::uint64_t length,
                      const WebSocketMessageType type = WebSocketMessageType::Text) = 0;
    virtual void send(std::string_view message, const WebSocketMessageType type = WebSocketMessageType::Text) = 0;
    virtual void sendJson(const Json::Value& json, const WebSocketMessageType type = WebSocketMessageType::Text) = 0;
    virtual const trantor::InetAddress& peerAddr() const = 0;
    virtual bool connected() const = 0;
    virtual bool disconnected() const = 0;
    virtual void forceClose() = 0;
    void setContext(const std::shared_ptr<void>& context) { context_ = context; }
    template <typename T>
    std::shared_ptr<T> getContext() const {
        return std::static_pointer_cast<T>(context_);
    }
    bool hasContext() { return static_cast<bool>(context_); }
    void clearContext() { context_.reset(); }

private:
    std::shared_ptr<void> context_;
};
using WebSocketConnectionPtr = std::shared_ptr<WebSocketConnection>;

}  // namespace drogon
