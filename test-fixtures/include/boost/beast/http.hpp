// A mock of Boost.Beast's HTTP messages and operations.
#pragma once

#include <boost/beast/core.hpp>

#include <cstdint>
#include <string>

namespace boost::beast::http {

enum class verb { unknown = 0, delete_, get, head, post, put, options, patch };
enum class status : unsigned {
    ok = 200,
    created = 201,
    no_content = 204,
    bad_request = 400,
    unauthorized = 401,
    forbidden = 403,
    not_found = 404,
    method_not_allowed = 405,
    too_many_requests = 429,
    internal_server_error = 500
};
enum class field : unsigned short {
    unknown = 0,
    authorization,
    cache_control,
    content_type,
    etag,
    server,
    set_cookie,
    retry_after
};

template <typename Allocator = std::allocator<char>>
class basic_fields {
public:
    void set(field name, string_view value);
    void set(string_view name, string_view value);
    void insert(field name, string_view value);
    void insert(string_view name, string_view value);
    string_view operator[](field name) const;
    string_view at(field name) const;
    std::size_t erase(field name);
};
using fields = basic_fields<>;

template <bool isRequest, typename Fields = fields>
class header;

template <typename Fields>
class header<true, Fields> : public Fields {
public:
    unsigned version() const noexcept;
    verb method() const;
    void method(verb value);
    string_view target() const;
    void target(string_view value);
};

template <typename Fields>
class header<false, Fields> : public Fields {
public:
    unsigned version() const noexcept;
    http::status result() const;
    void result(http::status value);
    void result(unsigned value);
    unsigned result_int() const;
};

template <bool isRequest, typename Body, typename Fields = fields>
class message : public header<isRequest, Fields> {
public:
    message();
    message(http::status result, unsigned version);
    message(verb method, string_view target, unsigned version);
    typename Body::value_type& body() noexcept;
    const typename Body::value_type& body() const noexcept;
    bool keep_alive() const;
    void keep_alive(bool value);
    void prepare_payload();
    bool need_eof() const;
};

struct string_body {
    using value_type = std::string;
};
struct empty_body {
    struct value_type {};
};

template <typename Body, typename Fields = fields>
using request = message<true, Body, Fields>;
template <typename Body, typename Fields = fields>
using response = message<false, Body, Fields>;

template <typename Stream, typename Buffer, bool isRequest, typename Body, typename Fields, typename Handler>
void async_read(Stream& stream, Buffer& buffer, message<isRequest, Body, Fields>& into, Handler&& handler) {
    (void)stream, (void)buffer, (void)into, (void)handler;
}
template <typename Stream, bool isRequest, typename Body, typename Fields, typename Handler>
void async_write(Stream& stream, message<isRequest, Body, Fields>& from, Handler&& handler) {
    (void)stream, (void)from, (void)handler;
}
template <typename Stream, typename Buffer, bool isRequest, typename Body, typename Fields>
std::size_t read(Stream& stream, Buffer& buffer, message<isRequest, Body, Fields>& into);
template <typename Stream, typename Buffer, bool isRequest, typename Body, typename Fields>
std::size_t read(Stream& stream, Buffer& buffer, message<isRequest, Body, Fields>& into, error_code& error);
template <typename Stream, bool isRequest, typename Body, typename Fields>
std::size_t write(Stream& stream, const message<isRequest, Body, Fields>& from);

}  // namespace boost::beast::http
