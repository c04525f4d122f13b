// Containers that fill and empty and yet hold no accepted work.

//--- main.cpp
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <iostream>
#include <list>
#include <memory>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

// A thread pool runs the request at hand.
class ThreadPool {
public:
    explicit ThreadPool(int threads) {
        for (int i = 0; i < threads; ++i) workers_.emplace_back([this] { runs_what_it_is_given(); });
    }
    void runs_the_request_at_hand(std::function<void()> task) {
        std::lock_guard<std::mutex> lock(mutex_);
        tasks_.push(std::move(task));
        changed_.notify_one();
    }
    void runs_what_it_is_given() {
        for (;;) {
            std::unique_lock<std::mutex> lock(mutex_);
            changed_.wait(lock, [this] { return !tasks_.empty(); });
            auto task = std::move(tasks_.front());
            tasks_.pop();
            lock.unlock();
            task();
        }
    }

private:
    std::vector<std::thread> workers_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::queue<std::function<void()>> tasks_;
};

// Descriptors of clients who wait for a thread.
static std::queue<int> accepted;
static std::mutex accepted_mutex;

void passes_an_accepted_client_to_a_thread(int listener) {
    int client = accept(listener, nullptr, nullptr);
    std::lock_guard<std::mutex> lock(accepted_mutex);
    accepted.push(client);
}

void serves_the_accepted_client() {
    for (;;) {
        int client;
        {
            std::lock_guard<std::mutex> lock(accepted_mutex);
            if (accepted.empty()) continue;
            client = accepted.front();
            accepted.pop();
        }
        char text[64];
        recv(client, text, sizeof text, 0);
        close(client);
    }
}

// Log lines on their way to the disk.
class AsyncLogger {
public:
    void queues_log_lines(const std::string& line) {
        std::lock_guard<std::mutex> lock(mutex_);
        lines_.push_back(line);
    }
    void writes_log_lines() {
        std::deque<std::string> batch;
        std::lock_guard<std::mutex> lock(mutex_);
        batch.swap(lines_);
        for (auto& line : batch) std::cerr << line << '\n';
    }

private:
    std::mutex mutex_;
    std::deque<std::string> lines_;
};

// Connections to another service that wait to be used again.
struct Upstream {
    int handle = 0;
};
class Upstreams {
public:
    Upstreams() {
        for (int i = 0; i < 4; ++i) idle_.push(new Upstream{i});
    }
    Upstream* lends_one() {
        std::lock_guard<std::mutex> lock(mutex_);
        Upstream* one = idle_.front();
        idle_.pop();
        return one;
    }
    void gets_one_back(Upstream* one) {
        std::lock_guard<std::mutex> lock(mutex_);
        idle_.push(one);
    }

private:
    std::mutex mutex_;
    std::queue<Upstream*> idle_;
};

// A queue of steps that is empty again before the answer.
int is_empty_before_the_answer(const std::string& text) {
    std::queue<char> left;
    for (char c : text) left.push(c);
    int sum = 0;
    while (!left.empty()) {
        sum += left.front();
        left.pop();
    }
    return sum;
}

struct Note {
    int id = 0;
    std::string text;
};

// A list of things that stay until somebody deletes them is no queue.
static std::vector<Note> notes;  // want mutable-global: "'notes'"

void adds_to_what_stays(const std::string& text) { notes.push_back(Note{static_cast<int>(notes.size()), text}); }

void deletes_one_of_what_stays(int id) {
    for (auto it = notes.begin(); it != notes.end(); ++it)
        if (it->id == id) {
            notes.erase(it);
            return;
        }
}

// The last hundred messages; the oldest goes, unread.
static std::deque<std::string> recent;  // want mutable-global: "'recent'"

void forgets_the_oldest(const std::string& text) {
    recent.push_back(text);
    if (recent.size() > 100) recent.pop_front();
}

std::string shows_what_is_recent() {
    std::string all;
    for (auto& text : recent) all += text;
    return all;
}

// Filled at start-up only.
static std::deque<std::string> seeds{"a", "b"};  // want mutable-global: "'seeds'"

std::string takes_what_start_up_put_there() {
    if (seeds.empty()) return "";
    std::string seed = seeds.front();
    seeds.pop_front();
    return seed;
}

// The times of the last requests.
static std::deque<std::chrono::steady_clock::time_point> times;  // want mutable-global: "'times'"

void keeps_times() { times.push_back(std::chrono::steady_clock::now()); }

std::size_t forgets_old_times() {
    while (!times.empty() && times.front() < std::chrono::steady_clock::now() - std::chrono::minutes(5))
        times.pop_front();
    return times.size();
}

// A cart by user, emptied at the checkout.
static std::unordered_map<std::string, std::vector<Note>> carts;  // want mutable-global: "'carts'"

void fills_a_cart(const std::string& user) { carts[user].push_back(Note{1, "x"}); }

int empties_a_cart(const std::string& user) {
    int sum = 0;
    for (auto& note : carts[user]) sum += note.id;
    carts[user].clear();
    return sum;
}

// Numbers that can be used again.
static std::vector<int> free_numbers;  // want mutable-global: "'free_numbers'"

void gives_a_number_back(int number) { free_numbers.push_back(number); }

int takes_a_free_number() {
    if (free_numbers.empty()) return 0;
    int number = free_numbers.back();
    free_numbers.pop_back();
    return number;
}

// One client's own output, which goes with the client.
class Peer {
public:
    explicit Peer(int fd) : fd_(fd) {}
    void queues_its_own_output(std::string text) { output_.push_back(std::move(text)); }
    void writes_its_own_output() {
        while (!output_.empty()) {
            send(fd_, output_.front().data(), output_.front().size(), 0);
            output_.pop_front();
        }
    }

private:
    int fd_;
    std::deque<std::string> output_;
};

int main() {
    ThreadPool pool(4);
    AsyncLogger logger;
    Upstreams upstreams;
    std::thread server(serves_the_accepted_client);
    httplib::Server svr;
    svr.Post("/run", [&](const httplib::Request& req, httplib::Response& res) {
        pool.runs_the_request_at_hand([body = req.body] { std::cout << body; });
        logger.queues_log_lines(req.body);
        logger.writes_log_lines();
        Upstream* one = upstreams.lends_one();
        upstreams.gets_one_back(one);
        passes_an_accepted_client_to_a_thread(3);
        res.status = is_empty_before_the_answer(req.body);
    });
    svr.Post("/notes", [&](const httplib::Request& req, httplib::Response& res) {
        adds_to_what_stays(req.body);
        forgets_the_oldest(req.body);
        keeps_times();
        gives_a_number_back(1);
        fills_a_cart(req.path);
        res.status = empties_a_cart(req.path);
        res.set_content(shows_what_is_recent() + takes_what_start_up_put_there() +
                            std::to_string(forgets_old_times() + takes_a_free_number()),
                        "text/plain");
    });
    svr.Delete("/notes", [&](const httplib::Request&, httplib::Response& res) {
        deletes_one_of_what_stays(1);
        res.set_content(notes.empty() ? "" : notes.front().text, "text/plain");
    });
    svr.Get("/peer", [](const httplib::Request&, httplib::Response&) {
        Peer peer(4);
        peer.queues_its_own_output("x");
        peer.writes_its_own_output();
    });
    svr.listen("0.0.0.0", 8080);
}
