// A mock of muduo's event loop.
#pragma once

#include <muduo/base/Timestamp.h>

#include <functional>

namespace muduo::net {

class TimerId {};
using TimerCallback = std::function<void()>;

class EventLoop {
public:
    using Functor = std::function<void()>;
    EventLoop();
    void loop();
    void quit();
    void runInLoop(Functor task);
    void queueInLoop(Functor task);
    TimerId runAt(Timestamp time, TimerCallback callback);
    TimerId runAfter(double delay, TimerCallback callback);
    TimerId runEvery(double interval, TimerCallback callback);
    void cancel(TimerId id);
};

}  // namespace muduo::net
