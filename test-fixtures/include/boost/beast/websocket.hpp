// A mock of Boost.Beast's WebSocket stream.
#pragma once

#include <boost/beast/http.hpp>

#include <utility>

namespace boost::beast::websocket {

enum class close_code : std::uint16_t { none = 0, normal = 1000, going_away = 1001 };

template <typename NextLayer, bool deflateSupported = true>
class stream {
public:
    template <typename... Args>
    explicit stream(Args&&... args);
    NextLayer& next_layer() noexcept;
    bool is_open() const noexcept;
    void text(bool value);
    bool got_text() const;
    void accept();
    template <typename Body, typename Fields>
    void accept(const http::message<true, Body, Fields>& request);
    template <typename Handler>
    void async_accept(Handler&& handler) {
        (void)handler;
    }
    template <typename Body, typename Fields, typename Handler>
    void async_accept(const http::message<true, Body, Fields>& request, Handler&& handler) {
        (void)request, (void)handler;
    }
    template <typename Buffer>
    std::size_t read(Buffer& buffer);
    template <typename Buffer>
    std::size_t read(Buffer& buffer, error_code& error);
    template <typename Buffer, typename Handler>
    void async_read(Buffer& buffer, Handler&& handler) {
        (void)buffer, (void)handler;
    }
    template <typename Buffers>
    std::size_t write(const Buffers& buffers);
    template <typename Buffers, typename Handler>
    void async_write(const Buffers& buffers, Handler&& handler) {
        (void)buffers, (void)handler;
    }
    void close(close_code reason);
};

}  // namespace boost::beast::websocket
