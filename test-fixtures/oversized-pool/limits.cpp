// What is known to be wrong.
#include <httplib.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <vector>

/// Small numbers without a name are no facts.
class Pool {
public:
    Pool() {
        for (int i = 0; i < 25; ++i) connections_.push_back(PQconnectdb(std::getenv("DATABASE_URL")));  // misses oversized-pool
    }
    std::size_t size() const { return connections_.size(); }

private:
    std::vector<PGconn*> connections_;
};

static Pool pool;

int main() {
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response& response) {
        response.status = pool.size() > 0 ? 200 : 503;
    });
    server.listen("0.0.0.0", 8080);
}
