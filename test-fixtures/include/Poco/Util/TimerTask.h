// A mock of Poco's timer and its tasks.
#pragma once

#include <Poco/Foundation.h>

namespace Poco::Util {

class TimerTask : public Poco::Runnable {
public:
    using Ptr = TimerTask*;
};

class Timer {
public:
    void schedule(TimerTask::Ptr task, long delay, long interval);
    void scheduleAtFixedRate(TimerTask::Ptr task, long delay, long interval);
    void cancel(bool wait = false);
};

}  // namespace Poco::Util
