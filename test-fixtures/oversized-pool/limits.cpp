// What is known to be wrong.
#include <httplib.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <vector>

/// An algorithm that is told how many, instead of a loop.
class Pool {
public:
    Pool() {
        std::generate_n(std::back_inserter(connections_), 25,  // misses oversized-pool
                        [] { return PQconnectdb(std::getenv("DATABASE_URL")); });
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
