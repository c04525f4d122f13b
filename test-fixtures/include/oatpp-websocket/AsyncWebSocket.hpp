// A mock of oatpp's WebSockets: listeners are objects of one connection, instance listeners of the process.
#pragma once

#include <oatpp/network/ConnectionHandler.hpp>

#include <unordered_map>

namespace oatpp::websocket {

class AsyncWebSocket : public oatpp::base::Countable, public std::enable_shared_from_this<AsyncWebSocket> {
public:
    using CoroutineStarter = oatpp::async::CoroutineStarter;
    class Listener {
    public:
        using CoroutineStarter = oatpp::async::CoroutineStarter;
        virtual ~Listener() = default;
        virtual CoroutineStarter onPing(const std::shared_ptr<AsyncWebSocket>& socket,
                                        const oatpp::String& message) = 0;
        virtual CoroutineStarter onPong(const std::shared_ptr<AsyncWebSocket>& socket,
                                        const oatpp::String& message) = 0;
        virtual CoroutineStarter onClose(const std::shared_ptr<AsyncWebSocket>& socket, v_uint16 code,
                                         const oatpp::String& message) = 0;
        virtual CoroutineStarter readMessage(const std::shared_ptr<AsyncWebSocket>& socket, v_uint8 opcode,
                                             p_char8 data, oatpp::v_io_size size) = 0;
    };
    void setListener(const std::shared_ptr<Listener>& listener);
    std::shared_ptr<Listener> getListener();
    CoroutineStarter sendOneFrameTextAsync(const oatpp::String& message);
    CoroutineStarter sendPingAsync(const oatpp::String& message);
    CoroutineStarter sendPongAsync(const oatpp::String& message);
};

class AsyncConnectionHandler : public oatpp::network::ConnectionHandler {
public:
    using ParameterMap = std::unordered_map<std::string, oatpp::String>;
    class SocketInstanceListener {
    public:
        using ParameterMap = AsyncConnectionHandler::ParameterMap;
        virtual ~SocketInstanceListener() = default;
        virtual void onAfterCreate_NonBlocking(const std::shared_ptr<AsyncWebSocket>& socket,
                                               const std::shared_ptr<const ParameterMap>& parameters) = 0;
        virtual void onBeforeDestroy_NonBlocking(const std::shared_ptr<AsyncWebSocket>& socket) = 0;
    };
    static std::shared_ptr<AsyncConnectionHandler> createShared(v_int32 threads = 1);
    void setSocketInstanceListener(const std::shared_ptr<SocketInstanceListener>& listener);
    void stop() override;
};

}  // namespace oatpp::websocket
