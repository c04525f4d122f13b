// Accepted readings wait for a thread that sends them to a server behind; no client gets them.

//--- main.cpp
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio.hpp>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <string>
#include <thread>

class Dialer {
public:
    Dialer() : thread_([this] { run(); }) {}
    void put(const std::string& reading) {
        std::lock_guard<std::mutex> lock(mutex_);
        backlog_.push(reading);
        changed_.notify_one();
    }

private:
    void run() {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
        for (;;) {
            std::unique_lock<std::mutex> lock(mutex_);
            changed_.wait(lock, [this] { return !backlog_.empty(); });
            std::string reading = backlog_.front();
            backlog_.pop();
            lock.unlock();
            send(fd, reading.data(), reading.size(), 0);
        }
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::queue<std::string> backlog_;  // want in-process-queue: "'backlog_'"
    std::thread thread_;
};

// Dials again where the link is lost. The descriptor is this process's link, and no state.
class Redialer {
public:
    Redialer() : thread_([this] { run(); }) {}
    void put(const std::string& reading) {
        std::lock_guard<std::mutex> lock(mutex_);
        backlog_.push(reading);
        changed_.notify_one();
    }

private:
    static int dial() {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr address{};
        if (connect(fd, &address, sizeof address) == 0) return fd;
        close(fd);
        return -1;
    }
    void ship(const std::string& reading) {
        if (fd_ < 0) fd_ = dial();
        if (send(fd_, reading.data(), reading.size(), 0) >= 0) return;
        close(fd_);
        fd_ = -1;
    }
    void run() {
        for (;;) {
            std::unique_lock<std::mutex> lock(mutex_);
            changed_.wait(lock, [this] { return !backlog_.empty(); });
            std::string reading = backlog_.front();
            backlog_.pop();
            lock.unlock();
            ship(reading);
        }
    }
    int fd_ = -1;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::queue<std::string> backlog_;  // want in-process-queue: "'backlog_'"
    std::thread thread_;
};

class Uplink {
public:
    explicit Uplink(boost::asio::io_context& context) : socket_(context), thread_([this] { run(); }) {}
    void put(const std::string& reading) {
        std::lock_guard<std::mutex> lock(mutex_);
        backlog_.push(reading);
        changed_.notify_one();
    }

private:
    void run() {
        socket_.connect(boost::asio::ip::tcp::endpoint(boost::asio::ip::tcp::v4(), 9000));
        for (;;) {
            std::unique_lock<std::mutex> lock(mutex_);
            changed_.wait(lock, [this] { return !backlog_.empty(); });
            std::string reading = backlog_.front();
            backlog_.pop();
            lock.unlock();
            boost::asio::write(socket_, boost::asio::buffer(reading));
        }
    }
    boost::asio::ip::tcp::socket socket_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::queue<std::string> backlog_;  // want in-process-queue: "'backlog_'"
    std::thread thread_;
};

// Each client's writer waits for the next line: these do get it.
class Board {
public:
    void put(const std::string& line) {
        std::lock_guard<std::mutex> lock(mutex_);
        line_ = line;
        changed_.notify_all();
    }
    void write(int fd) {
        for (;;) {
            std::unique_lock<std::mutex> lock(mutex_);
            changed_.wait(lock);
            if (send(fd, line_.data(), line_.size(), 0) < 0) return;
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::string line_;  // want local-broadcast: "'line_'"
};

int main() {
    boost::asio::io_context context;
    Dialer dialer;
    Redialer redialer;
    Uplink uplink(context);
    Board board;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 9);
    for (;;) {
        int fd = accept(listener, nullptr, nullptr);
        std::thread([fd, &board] { board.write(fd); }).detach();
        std::thread([fd, &dialer, &redialer, &uplink, &board] {
            char text[256];
            ssize_t size;
            while ((size = recv(fd, text, sizeof text, 0)) > 0) {
                const std::string reading(text, size);
                dialer.put(reading);
                redialer.put(reading);
                uplink.put(reading);
                board.put(reading);
            }
            close(fd);
        }).detach();
    }
}
