// Poco's queue says nothing of what waits in it.

//--- main.cpp
#include <Poco/NotificationQueue.h>
#include <Poco/Runnable.h>
#include <Poco/Thread.h>
#include <httplib.h>

#include <iostream>
#include <string>

class MailTask : public Poco::Notification {
public:
    explicit MailTask(std::string to) : to_(std::move(to)) {}
    std::string to_;
};
void send_mail(const std::string& to);

class Mailer : public Poco::Runnable {
public:
    Mailer() { thread_.start(*this); }
    void post(const std::string& to) { outbox_.enqueueNotification(new MailTask(to)); }
    void run() override {
        while (auto* next = outbox_.waitDequeueNotification())
            if (auto* task = dynamic_cast<MailTask*>(next)) send_mail(task->to_);
    }

private:
    Poco::NotificationQueue outbox_;  // want in-process-queue: "'outbox_' .*'Mailer::post' puts in, 'Mailer::run' takes out"
    Poco::Thread thread_;
};

class Logger : public Poco::Runnable {
public:
    Logger() { thread_.start(*this); }
    void log_lines_on_their_way(const std::string& line) { lines_.enqueueNotification(new MailTask(line)); }
    void run() override {
        while (auto* next = lines_.waitDequeueNotification())
            if (auto* task = dynamic_cast<MailTask*>(next)) std::cerr << task->to_ << '\n';
    }

private:
    Poco::NotificationQueue lines_;
    Poco::Thread thread_;
};

int main() {
    Mailer mailer;
    Logger logger;
    httplib::Server server;
    server.Post("/orders", [&](const httplib::Request& request, httplib::Response& response) {
        mailer.post(request.body);
        logger.log_lines_on_their_way(request.path);
        response.status = 202;
    });
    server.listen("0.0.0.0", 80);
}
