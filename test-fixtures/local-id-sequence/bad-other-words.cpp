// A number is minted into a field whose name is no word for an id in English (folio, so, nummer), or into the first member
// of an aggregate, and goes out with the answer. The counter is used for nothing else.

//--- main.cpp
#include <httplib.h>

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

struct Movement {
    long folio = 0;
    double amount = 0;
};
struct Remark {
    int nummer;
    std::string text;
};

class Bank {
public:
    long plan(double amount) {
        Movement movement;
        movement.folio = folio_.fetch_add(1);
        movement.amount = amount;
        std::lock_guard<std::mutex> lock(mutex_);
        waiting_.push_back(movement);
        return movement.folio;
    }
    std::string remark(const std::string& text) {
        std::lock_guard<std::mutex> lock(mutex_);
        remarks_.push_back({++zuletzt_, text});
        return "<p id=" + std::to_string(remarks_.back().nummer) + ">";
    }

private:
    std::mutex mutex_;
    std::atomic<long> folio_{1000};    // want local-id-sequence: "'folio_'"
    int zuletzt_ = 0;                  // want local-id-sequence: "'zuletzt_'"
    std::deque<Movement> waiting_;     // want handler-captured-state: "'waiting_'"
    std::vector<Remark> remarks_;      // want handler-captured-state: "'remarks_'"
};

int main() {
    Bank bank;
    httplib::Server server;
    server.Post("/plan", [&](const httplib::Request& q, httplib::Response& r) {
        r.set_content(std::to_string(bank.plan(std::stod(q.body))), "text/plain");
    });
    server.Post("/remark", [&](const httplib::Request& q, httplib::Response& r) {
        r.set_content(bank.remark(q.body), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
