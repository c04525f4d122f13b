// A pool of the program's own: a loop opens as many connections as the caller says.

//--- main.cpp
#include <httplib.h>
#include <mysql/mysql.h>

#include <condition_variable>
#include <list>
#include <mutex>
#include <cstdlib>
#include <string>
#include <vector>

class Pool {
public:
    static Pool* instance() {
        static Pool pool;
        return &pool;
    }
    void init(const std::string& host, const std::string& user, int port, int shuliang) {
        for (int i = 0; i < shuliang; i++) {
            MYSQL* c = mysql_init(nullptr);
            if (mysql_real_connect(c, host.c_str(), user.c_str(), "", "blog", port, nullptr, 0)) idle_.push_back(c);
        }
    }
    MYSQL* take() {
        std::unique_lock<std::mutex> lock(mutex_);
        ready_.wait(lock, [this] { return !idle_.empty(); });
        MYSQL* c = idle_.front();
        idle_.pop_front();
        return c;
    }
    void give(MYSQL* c) {
        std::lock_guard<std::mutex> lock(mutex_);
        idle_.push_back(c);
        ready_.notify_one();
    }

private:
    std::list<MYSQL*> idle_;
    std::mutex mutex_;
    std::condition_variable ready_;
};

// A small number without a name.
class Fixed {
public:
    Fixed() {
        for (int i = 0; i < 25; ++i)  // want oversized-pool: "'Fixed::Fixed' may hold 25"
            connections_.push_back(mysql_real_connect(mysql_init(nullptr), std::getenv("DB"), "", "", "blog", 6033, nullptr, 0));
    }
    std::size_t size() const { return connections_.size(); }

private:
    std::vector<MYSQL*> connections_;
};
static Fixed fixed;

int main(int argc, char** argv) {
    Pool::instance()->init(argv[1], "root", std::stoi(argv[2]), 64);  // want oversized-pool: "'Pool::init'"
    httplib::Server server;
    server.Post("/a", [](const httplib::Request& request, httplib::Response&) {
        MYSQL* c = Pool::instance()->take();
        mysql_query(c, request.body.c_str());
        Pool::instance()->give(c);
    });
    server.Get("/size", [](const httplib::Request&, httplib::Response& response) {
        response.status = fixed.size() > 0 ? 200 : 503;
    });
    server.listen("0.0.0.0", 8080);
}
