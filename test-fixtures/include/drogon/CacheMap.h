// A mock of drogon's map whose entries expire.
#pragma once

#include <trantor/net/EventLoop.h>

#include <cstddef>
#include <functional>

namespace drogon {

template <typename T1, typename T2>
class CacheMap {
public:
    CacheMap(trantor::EventLoop* loop, float tick_interval = 1.0f, std::size_t wheels = 4, std::size_t buckets = 200);
    void insert(const T1& key, T2&& value, std::size_t timeout = 0, std::function<void()> on_timeout = {});
    void insert(const T1& key, const T2& value, std::size_t timeout = 0, std::function<void()> on_timeout = {});
    T2 operator[](const T1& key);
    template <typename Callable>
    void modify(const T1& key, Callable&& handler, std::size_t timeout = 0);
    bool find(const T1& key);
    bool findAndFetch(const T1& key, T2& value);
    void erase(const T1& key);
};

}  // namespace drogon
