// TLS to the pooler, and to a server behind none: who is trusted, what goes without, and what a silent one costs.
// libpq's sslmode decides, as the DSN says.
#include <gtest/gtest.h>

#include "stateless/pg_pool.h"
#include "support/certificates.h"
#include "support/postgres_environment.h"
#include "support/redis_state.h"

namespace stateless::pg {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::Certificates;
using testing::eventually;
using testing::PgBouncer;
using testing::PostgresServer;

constexpr auto deadline = 1000ms, at_most = 1100ms + testing::wakeup;

struct SecureServers {
    Certificates certificates;
    // No line for a connection without TLS.
    PostgresServer postgres{{"-c", "ssl=on", "-c", "ssl_cert_file=" + certificates.certificate(), "-c",
                             "ssl_key_file=" + certificates.key()},
                            "local all all trust\nhostssl all all 127.0.0.1/32 trust\n"};
};

class PgTls : public ::testing::Test {
protected:
    static void SetUpTestSuite() { shared = std::make_unique<SecureServers>(); }
    static void TearDownTestSuite() { shared.reset(); }

    [[nodiscard]] static std::string pooler_settings() {
        return "client_tls_sslmode = require\nclient_tls_cert_file = " + shared->certificates.certificate() +
               "\nclient_tls_key_file = " + shared->certificates.key();
    }
    [[nodiscard]] static std::string trusting(const std::string& authority, const std::string& mode = "verify-full") {
        return " sslmode=" + mode + " sslrootcert=" + authority;
    }
    [[nodiscard]] static std::string at(const std::string& host, std::uint16_t port) {
        return "host=" + host + " port=" + std::to_string(port) + " user=tester dbname=postgres";
    }
    [[nodiscard]] static Pool through(const PgBouncer& pooler, const std::string& host, const std::string& tls) {
        return Pool(PoolerDsn::parse(at(host, pooler.port()) + tls, {pooler.port()}).value(), options());
    }
    [[nodiscard]] static Pool straight(const PostgresServer& server, const std::string& tls) {
        return Pool(PoolerDsn::unverified(at("localhost", server.port()) + tls, "a test of TLS alone").value(),
                    options());
    }
    [[nodiscard]] static PoolOptions options() {
        PoolOptions quick;
        quick.acquire_timeout = quick.connect_timeout = quick.call_timeout = Timeout{deadline};
        return quick;
    }
    // In time, and nothing was sent.
    static void refuses(Pool pool, const std::string& why) {
        const auto began = Clock::now();
        const auto rows = pool.query("SELECT 1");
        EXPECT_LT(Clock::now() - began, at_most);
        ASSERT_FALSE(rows);
        EXPECT_EQ(rows.error().code, ErrorCode::unavailable);
        EXPECT_FALSE(rows.error().maybe_applied);
        EXPECT_NE(rows.error().detail.find(why), std::string::npos) << rows.error().detail;
        EXPECT_EQ(pool.stats().in_use, 0U);
    }

    static std::unique_ptr<SecureServers> shared;
};

std::unique_ptr<SecureServers> PgTls::shared;

TEST_F(PgTls, AServerOfTheRightNameAndAuthorityIsTrusted) {
    Pool pool = straight(shared->postgres, trusting(shared->certificates.ca()));
    for (int time = 0; time < 3; ++time) {
        const auto rows = pool.query("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
        ASSERT_TRUE(rows) << rows.error().detail;
        EXPECT_EQ((*rows)[0]["ssl"].as<bool>(), true);
        EXPECT_EQ((*rows)[0]["version"].as<std::string>(), "TLSv1.3");
    }
    EXPECT_EQ(pool.stats().opened, 1U) << "what TLS sends unasked is no reason to close a connection";
}

TEST_F(PgTls, ThroughAPoolerEverythingWorksAndAConnectionIsUsedAgain) {
    PgBouncer pooler(shared->postgres, pooler_settings() + "\nserver_tls_sslmode = require");
    Pool pool = through(pooler, "localhost", trusting(shared->certificates.ca()));
    const std::string large(3'000'000, 'x');
    for (int time = 0; time < 3; ++time) {
        const auto rows = pool.query("SELECT $1::text || 'y'", {large});
        ASSERT_TRUE(rows) << rows.error().detail;
        EXPECT_EQ((*rows)[0][0].as<std::string>(), large + 'y');
    }
    const auto committed = pool.transaction([](Transaction& transaction) { return transaction.query("SELECT 7"); });
    EXPECT_TRUE(committed);
    EXPECT_EQ(pool.stats().opened, 1U);
    pooler.stop(SIGKILL);
    pooler.start();
    EXPECT_TRUE(pool.query("SELECT 1")) << "a restart between two calls costs no error";
}

TEST_F(PgTls, AnotherAuthorityIsRefused) {
    PgBouncer pooler(shared->postgres, pooler_settings());
    for (const char* mode : {"verify-ca", "verify-full"}) {
        refuses(straight(shared->postgres, trusting(shared->certificates.other_ca(), mode)),
                "certificate verify failed");
        refuses(through(pooler, "localhost", trusting(shared->certificates.other_ca(), mode)),
                "certificate verify failed");
    }
    refuses(straight(shared->postgres, trusting("/nowhere/ca.crt")), "/nowhere/ca.crt");
}

TEST_F(PgTls, AnotherNameIsRefusedIfTheNameCounts) {
    const std::string address = testing::own_address();  // which the certificate does not name
    PgBouncer pooler(shared->postgres, pooler_settings() + "\nserver_tls_sslmode = require", address);
    refuses(through(pooler, address, trusting(shared->certificates.ca())), "does not match host name");
    EXPECT_TRUE(through(pooler, address, trusting(shared->certificates.ca(), "verify-ca")).query("SELECT 1"));
}

TEST_F(PgTls, NothingGoesInPlainTextIfEitherSideWantsTls) {
    PgBouncer pooler(shared->postgres, pooler_settings());
    refuses(straight(shared->postgres, " sslmode=disable"), "no encryption");
    refuses(through(pooler, "localhost", " sslmode=disable"), "SSL required");
    for (const char* mode : {"require", "verify-full"})
        refuses(through(testing::servers().pooler, "localhost", trusting(shared->certificates.ca(), mode)),
                "server does not support SSL, but SSL was required");
}

TEST_F(PgTls, ASilentServerInTheHandshakeCostsTheDeadline) {
    PgBouncer pooler(shared->postgres, pooler_settings());
    pooler.process().send(SIGSTOP);
    refuses(through(pooler, "localhost", trusting(shared->certificates.ca())), "no answer by the deadline");
}

}  // namespace
}  // namespace stateless::pg
