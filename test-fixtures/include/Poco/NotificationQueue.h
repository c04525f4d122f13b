// A mock of Poco's queue of notifications.
#pragma once

namespace Poco {

class Notification {
public:
    Notification();
    virtual ~Notification();
};

class NotificationQueue {
public:
    NotificationQueue();
    void enqueueNotification(Notification* notification);
    void enqueueUrgentNotification(Notification* notification);
    Notification* dequeueNotification();
    Notification* waitDequeueNotification();
    void wakeUpAll();
    bool empty() const;
    int size() const;
};

}  // namespace Poco
