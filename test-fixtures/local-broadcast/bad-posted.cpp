// A hub of sessions that is copied under its lock; each session sends in its own executor.
//--- main.cpp
#include <boost/asio.hpp>
#include <boost/beast.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

class Session;

class Hub {
public:
    explicit Hub(boost::asio::io_context& context) : context_(context) {}
    boost::asio::io_context& context() { return context_; }
    void add(Session* session) {
        std::lock_guard<std::mutex> lock(mutex_);
        sessions_.insert(session);
        watched_.insert(session);
    }
    void remove(Session* session) {
        std::lock_guard<std::mutex> lock(mutex_);
        sessions_.erase(session);
        watched_.erase(session);
    }
    void publish(std::string text);
    void check();

private:
    boost::asio::io_context& context_;
    std::mutex mutex_;
    std::unordered_set<Session*> sessions_;  // want local-broadcast: "'sessions_' .*'Hub::publish' sends to others"
    std::unordered_set<Session*> watched_;   // want handler-captured-state: "'watched_'"
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(boost::asio::ip::tcp::socket&& socket, Hub& hub) : stream_(std::move(socket)), hub_(hub) {}
    ~Session() { hub_.remove(this); }
    void run() { stream_.async_accept(boost::beast::bind_front_handler(&Session::on_accept, shared_from_this())); }
    void send(const std::shared_ptr<const std::string>& text) {
        boost::asio::post(hub_.context(),
                          boost::beast::bind_front_handler(&Session::on_send, shared_from_this(), text));
    }
    // What is posted here reaches no client.
    void age() {
        boost::asio::post(hub_.context(), boost::beast::bind_front_handler(&Session::on_age, shared_from_this()));
    }

private:
    void on_accept(boost::beast::error_code error) {
        if (error) return;
        hub_.add(this);
        read();
    }
    void read() {
        stream_.async_read(buffer_, boost::beast::bind_front_handler(&Session::on_read, shared_from_this()));
    }
    void on_read(boost::beast::error_code error, std::size_t) {
        if (error) return;
        hub_.publish(boost::beast::buffers_to_string(buffer_.data()));
        hub_.check();
        read();
    }
    void on_send(const std::shared_ptr<const std::string>& text) { stream_.write(boost::asio::buffer(*text)); }
    void on_age() { ++age_; }

    boost::beast::websocket::stream<boost::beast::tcp_stream> stream_;
    boost::beast::flat_buffer buffer_;
    Hub& hub_;
    int age_ = 0;
};

void Hub::publish(std::string text) {
    const auto shared = std::make_shared<const std::string>(std::move(text));
    std::vector<std::weak_ptr<Session>> all;
    {
        std::lock_guard<std::mutex> lock(mutex_);
        for (auto* session : sessions_) all.emplace_back(session->weak_from_this());
    }
    for (const auto& weak : all)
        if (auto session = weak.lock()) session->send(shared);
}

void Hub::check() {
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto* session : watched_) session->age();
}

class Listener : public std::enable_shared_from_this<Listener> {
public:
    Listener(boost::asio::io_context& context, Hub& hub)
        : acceptor_(context, {boost::asio::ip::tcp::v4(), 8080}), hub_(hub) {}
    void run() {
        acceptor_.async_accept(
            [self = shared_from_this()](boost::beast::error_code error, boost::asio::ip::tcp::socket socket) {
                if (!error) std::make_shared<Session>(std::move(socket), self->hub_)->run();
                self->run();
            });
    }

private:
    boost::asio::ip::tcp::acceptor acceptor_;
    Hub& hub_;
};

int main() {
    boost::asio::io_context context;
    Hub hub(context);
    std::make_shared<Listener>(context, hub)->run();
    context.run();
}
