// A mock of Boost.MySQL.
#pragma once

#include <boost/asio.hpp>

#include <string>
#include <string_view>

namespace boost::mysql {

struct connect_params {
    std::string username;
    std::string password;
    std::string database;
};

class results {
public:
    bool has_value() const noexcept;
};

class any_connection {
public:
    explicit any_connection(boost::asio::io_context& context);
    void connect(const connect_params& parameters);
    void execute(std::string_view query, results& out);
    void close();
};

struct pool_params {
    std::string username;
    std::string password;
    std::string database;
};

class connection_pool {
public:
    connection_pool(boost::asio::io_context& context, pool_params parameters);
};

}  // namespace boost::mysql
