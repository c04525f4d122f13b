// The program of docs/runtime/postgres.md, as it stands there, against a pooler on its usual port.
#include <unistd.h>

#include <cstdlib>

#include <gtest/gtest.h>

#include "support/postgres_environment.h"

namespace stateless::testing {
namespace {

TEST(PgPage, TheProgramOfThePageRuns) {
    // All of 127.0.0.0/8 is this machine, so the usual port is free on an address of our own.
    const std::string address =
        "127.83." + std::to_string(getpid() / 250 % 250) + "." + std::to_string(getpid() % 250 + 1);
    const PgBouncer pooler(servers().postgres, "", address, 6432);
    setenv("DATABASE_URL", pooler.dsn().c_str(), 1);
    EXPECT_EQ(std::system(STATELESS_PAGE_POSTGRES), 0);
    unsetenv("DATABASE_URL");
}

}  // namespace
}  // namespace stateless::testing
