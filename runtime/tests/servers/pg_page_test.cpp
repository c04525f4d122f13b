// The program of docs/runtime/postgres.md, as it stands there, against a pooler on its usual port.
#include <cstdlib>

#include <gtest/gtest.h>

#include "support/postgres_environment.h"

namespace stateless::testing {
namespace {

TEST(PgPage, TheProgramOfThePageRuns) {
    const PgBouncer pooler(servers().postgres, "", own_address(), 6432);
    setenv("DATABASE_URL", pooler.dsn().c_str(), 1);
    EXPECT_EQ(std::system(STATELESS_PAGE_POSTGRES), 0);
    unsetenv("DATABASE_URL");
}

}  // namespace
}  // namespace stateless::testing
