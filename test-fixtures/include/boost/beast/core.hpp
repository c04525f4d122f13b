// A mock of Boost.Beast's buffers and streams.
#pragma once

#include <boost/asio.hpp>

#include <string>
#include <string_view>

namespace boost::beast {

using error_code = boost::system::error_code;
using string_view = std::string_view;

template <typename Allocator>
class basic_flat_buffer {
public:
    std::size_t size() const noexcept;
    asio::const_buffer data() const noexcept;
    void consume(std::size_t n);
};
using flat_buffer = basic_flat_buffer<std::allocator<char>>;

std::string buffers_to_string(const asio::const_buffer& buffers);

template <typename Protocol, typename Executor = asio::any_io_executor>
class basic_stream {
public:
    using socket_type = asio::basic_stream_socket<Protocol, Executor>;
    explicit basic_stream(socket_type&& socket);
    explicit basic_stream(asio::io_context& context);
    socket_type& socket() noexcept;
    Executor get_executor() noexcept;
    template <typename Rep, typename Period>
    void expires_after(const std::chrono::duration<Rep, Period>& expiry);
    void expires_never();
    void close();
};
using tcp_stream = basic_stream<asio::ip::tcp>;

template <typename Stream>
Stream& get_lowest_layer(Stream& stream) noexcept;
template <typename Method, typename... Args>
auto bind_front_handler(Method&& method, Args&&... args) {
    return std::bind_front(std::forward<Method>(method), std::forward<Args>(args)...);
}

}  // namespace boost::beast
