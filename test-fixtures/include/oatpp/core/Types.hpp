// A mock of oatpp's base types, environment and coroutines.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <utility>

typedef std::int32_t v_int32;
typedef std::int64_t v_int64;
typedef std::uint8_t v_uint8;
typedef std::uint16_t v_uint16;
typedef char* p_char8;

namespace oatpp {

typedef v_int64 v_io_size;

namespace data::mapping::type {
class String {
public:
    String();
    String(std::nullptr_t);
    String(const char* text);
    String(const std::string& text);
    const std::string& operator*() const;
    const std::string* operator->() const;
    explicit operator bool() const;
    operator std::string() const;
    bool operator==(const String& other) const;
    static String loadFromFile(const char* path);
};
template <typename T>
class Primitive {
public:
    Primitive();
    Primitive(T value);
    T operator*() const;
    operator T() const;
};
}  // namespace data::mapping::type

using String = data::mapping::type::String;
using Int32 = data::mapping::type::Primitive<std::int32_t>;
using UInt32 = data::mapping::type::Primitive<std::uint32_t>;
using Int64 = data::mapping::type::Primitive<std::int64_t>;
using Boolean = data::mapping::type::Primitive<bool>;

namespace base {
class Countable {
public:
    virtual ~Countable() = default;
};
class Environment {
public:
    static void init();
    static void destroy();
    template <typename T>
    class Component {
    public:
        Component(const T& object);
        const T& getObject();
    };
};
}  // namespace base

namespace async {
class Action {};
class CoroutineStarter {
public:
    CoroutineStarter(std::nullptr_t);
};
template <typename... Args>
class CoroutineStarterForResult {};

class AbstractCoroutine : public base::Countable {
public:
    virtual Action act() = 0;
};
template <typename T>
class Coroutine : public AbstractCoroutine {
public:
    Action finish();
};
template <typename T, typename... Args>
class CoroutineWithResult : public AbstractCoroutine {
public:
    template <typename... Params>
    static CoroutineStarterForResult<Args...> startForResult(Params&&... params) {
        (void)sizeof...(params);
        return {};
    }
    Action _return(Args... values);
};
class Executor {
public:
    template <typename CoroutineType, typename... Args>
    void execute(Args&&... args) {
        (void)sizeof...(args);
    }
    void waitTasksFinished();
};
}  // namespace async

}  // namespace oatpp
