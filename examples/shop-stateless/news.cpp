#include <stateless/cache_control.h>

#include "shop.h"

using namespace stateless;
using namespace std::chrono_literals;

News::News(const Redis& redis, std::string staff_token)
    : staff_token_(std::move(staff_token)),
      announcements_(redis, Key("shop", "news"),
                     {[this](std::string_view text) { pass_on("data: " + std::string(text) + "\n\n"); },
                      [this] { pass_on("event: gap\ndata: reload the page\n\n"); }}) {}

void News::routes(httplib::Server& server) {
    server.Get("/news", [this](const httplib::Request&, httplib::Response& response) { open(response); });
    server.Post("/news", [this](const httplib::Request& request, httplib::Response& response) {
        if (request.get_header_value("X-Staff-Token") != staff_token_ || request.body.find('\n') != std::string::npos) {
            response.status = 403;
            return;
        }
        announcements_.publish(request.body).value();
        response.status = 204;
    });
}

void News::pass_on(const std::string& event) {
    const std::lock_guard lock(mutex_);
    for (const auto& reader : readers_) {
        const std::lock_guard its(reader->mutex);
        reader->unread.push_back(event);
        reader->changed.notify_one();
    }
}

/// A stream of server-sent events, until the reader goes. A comment each second finds out whether it has.
void News::open(httplib::Response& response) {
    const auto reader = std::make_shared<Reader>();
    reader->unread.push_back(": welcome\n\n");
    {
        const std::lock_guard lock(mutex_);
        readers_.insert(reader);
    }
    response.set_header("Cache-Control", CacheControl::never_stored("a stream has no end"));
    response.set_header("X-Accel-Buffering", "no");
    response.set_chunked_content_provider(
        "text/event-stream",
        [reader](std::size_t, httplib::DataSink& sink) {
            std::unique_lock lock(reader->mutex);
            reader->changed.wait_for(lock, 1s, [&] { return !reader->unread.empty(); });
            if (reader->unread.empty()) reader->unread.push_back(":\n\n");
            const std::deque<std::string> events = std::move(reader->unread);
            reader->unread.clear();
            lock.unlock();
            for (const std::string& event : events)
                if (!sink.write(event.data(), event.size())) return false;
            return true;
        },
        [this, reader](bool) {
            const std::lock_guard lock(mutex_);
            readers_.erase(reader);
        });
}
