// A mock of Boost.Redis.
#pragma once

#include <boost/asio.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace boost::redis {

struct address {
    std::string host = "127.0.0.1";
    std::string port = "6379";
};
struct config {
    address addr;
    std::string username;
    std::string password;
    std::string clientname;
    std::optional<int> database_index = 0;
};

class request {
public:
    template <typename... Ts>
    void push(std::string_view command, const Ts&... args) {
        (void)command, (void)sizeof...(args);
    }
    template <typename Range>
    void push_range(std::string_view command, std::string_view key, const Range& range) {
        (void)command, (void)key, (void)range;
    }
    void clear();
};

template <typename... Ts>
using response = std::tuple<std::optional<Ts>...>;
struct ignore_t {};
inline constexpr ignore_t ignore{};

class connection {
public:
    explicit connection(asio::io_context& context);
    explicit connection(asio::any_io_executor executor);
    template <typename Token>
    void async_run(const config& configuration, Token&& token) {
        (void)configuration, (void)token;
    }
    template <typename Response, typename Token>
    void async_exec(const request& req, Response& response, Token&& token) {
        (void)req, (void)response, (void)token;
    }
    void cancel();
};

}  // namespace boost::redis
