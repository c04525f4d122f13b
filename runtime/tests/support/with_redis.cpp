// Starts a Redis and a server whose every page is "1.08", runs the program it is given, and ends as that does.
#include <cstdlib>
#include <thread>

#include <httplib.h>

#include "support/redis_servers.h"

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const stateless::testing::RedisServer server;
    setenv("REDIS_URL", server.url().c_str(), 1);

    httplib::Server upstream;
    upstream.set_keep_alive_max_count(1);
    upstream.Get(".*", [](const httplib::Request&, httplib::Response& response) {
        response.set_header("ETag", "\"1\"");
        response.set_content("1.08", "text/plain");
    });
    const std::string url = "http://127.0.0.1:" + std::to_string(upstream.bind_to_any_port("127.0.0.1"));
    setenv("UPSTREAM_URL", url.c_str(), 1);
    std::thread serving([&] { upstream.listen_after_bind(); });
    const bool good = std::system(arguments[1]) == 0;
    (void)stateless::testing::eventually([&] { return upstream.is_running(); });
    upstream.stop();
    serving.join();
    return good ? 0 : 1;
}
