// Records of what happened that clients can read back: no loggers, whatever they are called.

//--- main.cpp
#include <sys/socket.h>
#include <unistd.h>

#include <deque>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

class ChatLog {
public:
    void add(const std::string& line) {
        lines_.push_back(line);
        if (lines_.size() > 200) lines_.pop_front();
    }
    std::string tail() const {
        std::string text;
        for (auto& line : lines_) text += line;
        return text;
    }

private:
    std::deque<std::string> lines_;  // want handler-captured-state: "'lines_'"
};

class EventLog {
public:
    void record(int code) { codes_.push_back(code); }
    int last() const { return codes_.empty() ? 0 : codes_.back(); }

private:
    std::vector<int> codes_;  // want handler-captured-state: "'codes_'"
};

class FileLogger {
public:
    explicit FileLogger(const char* file) : out_(file), writer_([this] { drain(); }) {}
    void info(const std::string& line) { waiting_.push_back(line); }

private:
    void drain() {
        for (;;) {
            std::deque<std::string> lines;
            lines.swap(waiting_);
            for (auto& line : lines) out_ << line << '\n';
        }
    }
    std::ofstream out_;
    std::deque<std::string> waiting_;
    std::thread writer_;
};

static ChatLog chat;
static EventLog events;
static std::vector<std::string> trade_log;  // want mutable-global: "'trade_log'"
static FileLogger* logger;

static void send_trades(int fd) {
    for (auto& trade : trade_log) send(fd, trade.data(), trade.size(), 0);
}

static void serve(int fd) {
    char line[256];
    for (ssize_t n; (n = recv(fd, line, sizeof line, 0)) > 0;) {
        std::string text(line, n);
        logger->info(text);
        if (text == "tail") {
            std::string answer = chat.tail() + std::to_string(events.last());
            send(fd, answer.data(), answer.size(), 0);
            send_trades(fd);
        } else {
            chat.add(text);
            events.record(static_cast<int>(n));
            trade_log.push_back(text);
        }
    }
    close(fd);
}

int main() {
    logger = new FileLogger("chat.log");
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    for (;;) std::thread(serve, accept(listener, nullptr, nullptr)).detach();
}
