// Queues whose worker puts back what failed, and a library's queue of objects.

//--- retry.cpp
#include <httplib.h>

#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

class Notifier {
public:
    Notifier() : worker_([this] { work(); }) {}
    void notify(const std::string& to, const std::string& text) {
        std::lock_guard<std::mutex> lock(mutex_);
        outbox_.push_back({to, text});
        more_.notify_one();
    }

private:
    struct Job {
        std::string to, body;
        int tries = 0;
    };
    void work() {
        std::unique_lock<std::mutex> lock(mutex_);
        for (;;) {
            more_.wait(lock, [this] { return !outbox_.empty(); });
            Job job = std::move(outbox_.front());
            outbox_.pop_front();
            lock.unlock();
            httplib::Client mail(std::getenv("MAIL_HOST"), 8025);
            auto answer = mail.Post("/send", job.to + job.body, "text/plain");
            lock.lock();
            if (!answer && ++job.tries < 3) outbox_.push_back(std::move(job));
        }
    }
    std::deque<Job> outbox_;  // want in-process-queue: "'outbox_' .*'Notifier::notify' puts in, 'Notifier::work' takes out"
    std::mutex mutex_;
    std::condition_variable more_;
    std::thread worker_;
};

// The last ones, for everybody to read: what is taken out is dropped.
class Chat {
public:
    void say(const std::string& line) {
        std::lock_guard<std::mutex> lock(mutex_);
        lines_.push_back(line);
        while (lines_.size() > 50 && lines_.front() != "pinned") lines_.pop_front();
    }
    void welcome(const std::string& name) {
        std::lock_guard<std::mutex> lock(mutex_);
        lines_.push_back(name + " is here");
    }
    std::string all() {
        std::lock_guard<std::mutex> lock(mutex_);
        std::string text;
        for (auto& line : lines_) text += line + "\n";
        return text;
    }

private:
    std::mutex mutex_;
    std::deque<std::string> lines_;  // want handler-captured-state: "'lines_'"
};

int main() {
    Notifier notifier;
    Chat chat;
    httplib::Server server;
    server.Post("/orders", [&](const httplib::Request& request, httplib::Response& response) {
        notifier.notify("shop", request.body);
        response.status = 202;
    });
    server.Post("/say", [&](const httplib::Request& request, httplib::Response&) { chat.say(request.body); });
    server.Post("/join", [&](const httplib::Request& request, httplib::Response&) { chat.welcome(request.body); });
    server.Get("/lines", [&](const httplib::Request&, httplib::Response& response) { response.body = chat.all(); });
    server.listen("0.0.0.0", 80);
}
