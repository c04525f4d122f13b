// The servers that all tests of a program share, since making a cluster takes a second. Started by the first who asks.
#pragma once

#include "support/postgres_servers.h"

namespace stateless::testing {

struct PostgresServers {
    PostgresServer postgres;
    PgBouncer pooler{postgres};
};

/// Stopped when the program ends.
inline PostgresServers& servers() {
    static PostgresServers shared;
    return shared;
}

}  // namespace stateless::testing
