// A mock of Poco's threads, tasks and time spans.
#pragma once

#include <cstdint>
#include <string>

namespace Poco {

typedef std::int64_t Int64;
typedef std::uint16_t UInt16;

class Runnable {
public:
    virtual ~Runnable() = default;
    virtual void run() = 0;
};

class Thread {
public:
    void start(Runnable& target);
    template <class Functor>
    void startFunc(const Functor& function) {
        (void)function;
    }
    void join();
    static void sleep(long milliseconds);
};

class ThreadPool {
public:
    void start(Runnable& target);
    static ThreadPool& defaultPool();
};

class Timespan {
public:
    Timespan(Int64 microseconds = 0);
    Timespan(long seconds, long microseconds);
};

}  // namespace Poco
