// A mock of websocketpp: the handlers are set on endpoint, the loop is the transport's.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <system_error>

namespace websocketpp {

using connection_hdl = std::weak_ptr<void>;
using open_handler = std::function<void(connection_hdl)>;
using close_handler = std::function<void(connection_hdl)>;
using fail_handler = std::function<void(connection_hdl)>;
using http_handler = std::function<void(connection_hdl)>;
using validate_handler = std::function<bool(connection_hdl)>;
using lib_error_code = std::error_code;

namespace lib = std;

namespace close::status {
using value = std::uint16_t;
inline constexpr value normal = 1000;
inline constexpr value going_away = 1001;
}  // namespace close::status

namespace frame::opcode {
enum value { continuation = 0, text = 1, binary = 2 };
}  // namespace frame::opcode

namespace http::status_code {
enum value { ok = 200, bad_request = 400, not_found = 404 };
}  // namespace http::status_code

namespace log {
struct alevel {
    static constexpr unsigned all = 0xffffffff;
    static constexpr unsigned none = 0;
    static constexpr unsigned frame_payload = 0x80;
};
}  // namespace log

namespace message_buffer {
class message {
public:
    using ptr = std::shared_ptr<message>;
    const std::string& get_payload() const;
    frame::opcode::value get_opcode() const;
};
}  // namespace message_buffer

template <typename Config>
class connection {
public:
    using ptr = std::shared_ptr<connection>;
    const std::string& get_resource() const;
    const std::string& get_request_header(const std::string& key) const;
    std::string get_remote_endpoint() const;
    void append_header(const std::string& key, const std::string& value);
    void replace_header(const std::string& key, const std::string& value);
    void set_body(const std::string& body);
    void set_status(http::status_code::value code);
    std::error_code send(const std::string& payload, frame::opcode::value code = frame::opcode::text);
    void close(close::status::value code, const std::string& reason);
};

namespace transport::asio {
template <typename Config>
class endpoint {
public:
    using timer_ptr = std::shared_ptr<void>;
    using timer_handler = std::function<void(const std::error_code&)>;
    void init_asio();
    void listen(std::uint16_t port);
    void listen(const std::string& host, const std::string& service);
    void set_reuse_addr(bool value);
    void stop_listening();
    std::size_t run();
    std::size_t poll();
    void stop();
    timer_ptr set_timer(long milliseconds, timer_handler callback);
};
}  // namespace transport::asio

template <typename Connection, typename Config>
class endpoint : public transport::asio::endpoint<Config> {
public:
    using connection_type = Connection;
    using connection_ptr = typename Connection::ptr;
    using message_ptr = message_buffer::message::ptr;
    using message_handler = std::function<void(connection_hdl, message_ptr)>;

    void set_open_handler(open_handler handler);
    void set_close_handler(close_handler handler);
    void set_fail_handler(fail_handler handler);
    void set_http_handler(http_handler handler);
    void set_validate_handler(validate_handler handler);
    void set_message_handler(message_handler handler);
    void set_access_channels(unsigned channels);
    void clear_access_channels(unsigned channels);

    connection_ptr get_con_from_hdl(connection_hdl handle);
    void send(connection_hdl handle, const std::string& payload, frame::opcode::value code);
    void send(connection_hdl handle, const std::string& payload, frame::opcode::value code, std::error_code& error);
    void send(connection_hdl handle, message_ptr message);
    void close(connection_hdl handle, close::status::value code, const std::string& reason);
};

template <typename Config>
class server : public endpoint<connection<Config>, Config> {
public:
    server();
    void start_accept();
};

}  // namespace websocketpp
