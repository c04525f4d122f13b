// Whose turn it is among the servers behind: every replica may go round by itself.

//--- main.cpp
#include <httplib.h>

#include <atomic>
#include <string>
#include <vector>

class Balancer {
public:
    explicit Balancer(std::vector<std::string> hosts) : hosts_(std::move(hosts)) {}
    const std::string& next() { return hosts_[next_++ % hosts_.size()]; }
    const std::string& pick() {
        std::size_t at = turn_++ % hosts_.size();
        return hosts_[at];
    }
    const std::string& take() { return hosts_[index_.fetch_add(1) % hosts_.size()]; }

private:
    std::vector<std::string> hosts_;
    std::size_t next_ = 0;
    std::size_t turn_ = 0;
    std::atomic<std::size_t> index_{0};
};

int main(int, char** argv) {
    Balancer balancer({argv[1], argv[2]});
    httplib::Server server;
    auto pass = [](const std::string& host, const httplib::Request& request, httplib::Response& response) {
        httplib::Client client(host);
        auto answer = client.Post(request.path, request.body, "text/plain");
        if (answer) response.set_content(answer->body, "text/plain");
    };
    server.Post("/a", [&](const httplib::Request& q, httplib::Response& r) { pass(balancer.next(), q, r); });
    server.Post("/b", [&](const httplib::Request& q, httplib::Response& r) { pass(balancer.pick(), q, r); });
    server.Post("/d", [&](const httplib::Request& q, httplib::Response& r) { pass(balancer.take(), q, r); });
    server.listen("0.0.0.0", 8080);
}
