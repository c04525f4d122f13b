// Starts a Redis, runs the program it is given, and ends as that does.
#include <cstdlib>

#include "support/redis_servers.h"

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const stateless::testing::RedisServer server;
    setenv("REDIS_URL", server.url().c_str(), 1);
    return std::system(arguments[1]) == 0 ? 0 : 1;
}
