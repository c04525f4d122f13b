// A mock of Pistache's HTTP side.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace Pistache {

class Port {
public:
    explicit Port(std::uint16_t port = 0);
};
class IP {};
class Ipv4 {
public:
    static IP any();
    static IP loopback();
};
class Address {
public:
    Address();
    Address(std::string host, Port port);
    Address(IP ip, Port port);
    std::string host() const;
};

namespace Async {
template <typename T>
class Promise {
public:
    template <typename Resolve, typename Reject>
    void then(Resolve&& resolve, Reject&& reject) {
        (void)resolve, (void)reject;
    }
};
}  // namespace Async

namespace Http {

enum class Code {
    Ok = 200,
    Created = 201,
    No_Content = 204,
    Bad_Request = 400,
    Not_Found = 404,
    Too_Many_Requests = 429
};
enum class Method { Options, Get, Post, Head, Put, Patch, Delete };

class CacheDirective {
public:
    enum Directive { NoCache, NoStore, MaxAge, Public, Private, SMaxAge };
    explicit CacheDirective(Directive directive);
    CacheDirective(Directive directive, std::chrono::seconds delta);
};

namespace Header {
class Header {
public:
    virtual ~Header() = default;
};
class CacheControl : public Header {
public:
    explicit CacheControl(CacheDirective directive);
    explicit CacheControl(CacheDirective::Directive directive);
};
class Raw {
public:
    Raw(std::string name, std::string value);
    std::string name() const;
    std::string value() const;
};
class Collection {
public:
    template <typename H, typename... Args>
    Collection& add(Args&&... args) {
        (void)sizeof...(args);
        return *this;
    }
    Collection& addRaw(const Raw& raw);
    Raw getRaw(const std::string& name) const;
    bool has(const std::string& name) const;
};
}  // namespace Header

class Request {
public:
    Method method() const;
    const std::string& resource() const;
    const std::string& body() const;
    const Header::Collection& headers() const;
    const Address& address() const;
};

class ResponseWriter {
public:
    ResponseWriter(ResponseWriter&& other);
    Async::Promise<std::ptrdiff_t> send(Code code, const std::string& body = "");
    Header::Collection& headers();
};

namespace Private {
template <typename T>
class Tag {};
}  // namespace Private

class Handler {
public:
    virtual ~Handler() = default;
    virtual void onRequest(const Request& request, ResponseWriter response) = 0;
    virtual void onTimeout(const Request& request, ResponseWriter response);
    virtual std::shared_ptr<Handler> clone() const = 0;
};

template <typename H, typename... Args>
std::shared_ptr<H> make_handler(Args&&... args) {
    return std::make_shared<H>(std::forward<Args>(args)...);
}

}  // namespace Http
}  // namespace Pistache

#define HTTP_PROTOTYPE(Class)                                                                                          \
    std::shared_ptr<Pistache::Http::Handler> clone() const override { return std::make_shared<Class>(*this); }
