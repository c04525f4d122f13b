// direct-db-port on hand-built programs: sinks, addresses in texts, settings, and what must stay silent.
#include <gtest/gtest.h>

#include "unit/rule_runner.h"

namespace stateless::lint {

std::vector<Finding> judge_direct_db_port(const RuleContext& context);

namespace {

class DirectDbPort : public testing::Test {
protected:
    ProgramBuilder build;

    DirectDbPort() {
        SinkModel dsn;
        dsn.call = "PQconnectdb";
        dsn.kind = "db-connect";
        dsn.system = "postgres";
        dsn.dsn_argument = 0;
        SinkModel parts;
        parts.call = "mysql_real_connect";
        parts.kind = "db-connect";
        parts.system = "mysql";
        parts.host_argument = 1;
        parts.port_argument = 5;
        parts.port_defaults_to_direct = true;
        SinkModel lists;
        lists.call = "PQconnectdbParams";
        lists.kind = "db-connect";
        lists.system = "postgres";
        SinkModel cache_connect;
        cache_connect.call = "redisConnectUrl";
        cache_connect.kind = "db-connect";
        cache_connect.system = "redis";
        cache_connect.dsn_argument = 0;
        SinkModel cache_command;
        cache_command.call = "redisCommand";
        cache_command.kind = "redis-command";
        cache_command.system = "redis";
        build.model.sinks = {dsn, parts, lists, cache_connect, cache_command};
        build.model.environment_calls = {"getenv"};
        build.model.log_calls = {"printf"};
        build.model.compare_calls = {"strcmp"};
        build.model.formatting_calls = {"snprintf"};
        build.model.lexicon = {
            {"database", {"db", "pg", "mysql", "dbname"}}, {"port", {"port"}}, {"database-port", {"pgport"}}};
        build.function("main").is_main = true;
    }

    std::vector<Finding> findings(const RuleOptions& options = {}) {
        return run_rule("direct-db-port", judge_direct_db_port, build, options);
    }
    /// The span of the only finding; an invalid one where there is none.
    Span only(const RuleOptions& options = {}) {
        const auto found = findings(options);
        EXPECT_LE(found.size(), 1u);
        return found.empty() ? Span{} : found[0].span;
    }
};

TEST_F(DirectDbPort, AUrlHandedToAConnectingCall) {
    const Value url = build.text("postgresql://app:secret@db:5432/shop");
    build.calls("main", "PQconnectdb", {url});
    const auto found = findings();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].span, url.span);
    EXPECT_EQ(found[0].message.find("secret"), std::string::npos);
    EXPECT_NE(found[0].message.find(
                  "'PQconnectdb' leads to postgres at 'db:5432', its direct port, when the program starts;"),
              std::string::npos)
        << found[0].message;
    EXPECT_EQ(found[0].path.back().label, "connects with PQconnectdb");
}

TEST_F(DirectDbPort, TheLiteralOfThePortInAnAssembledText) {
    const Value port = build.text(" port=5432 dbname=shop");
    build.calls("main", "PQconnectdb",
                {build.concat({build.text("host="), build.call("getenv", {build.text("HOST")}), port})});
    EXPECT_EQ(only(), port.span);
}

TEST_F(DirectDbPort, APortThatMayStandInAHoleIsNone) {
    build.calls("main", "PQconnectdb",
                {build.concat({build.text("host=db port="), build.call("getenv", {build.text("P")})})});
    build.calls("main", "PQconnectdb",
                {build.concat({build.text("postgres://db:"), build.call("getenv", {build.text("P")})})});
    build.calls("main", "PQconnectdb", {build.call("getenv", {build.text("DATABASE_URL")})});
    EXPECT_FALSE(only().valid());
}

TEST_F(DirectDbPort, ThePortLeftOutOfAKnownText) {
    const Value dsn = build.text("host=db dbname=shop");
    build.calls("main", "PQconnectdb", {dsn});
    EXPECT_EQ(only(), dsn.span);
}

TEST_F(DirectDbPort, PoolersSocketsAndAllowedHostsAreFine) {
    build.calls("main", "PQconnectdb", {build.text("postgres://pooler:6432/shop")});
    build.calls("main", "PQconnectdb", {build.text("host=/var/run/postgresql dbname=shop")});
    build.calls("main", "mysql_real_connect",
                {build.unknown(), build.text("/run/mysqld.sock"), build.unknown(), build.unknown(), build.unknown(),
                 build.integer(0)});
    build.calls("main", "mysql_real_connect",
                {build.unknown(), build.unknown(), build.unknown(), build.unknown(), build.unknown(), build.integer(0),
                 build.text("/run/mysqld/mysqld.sock")});
    EXPECT_FALSE(only().valid());
    const Value migration = build.text("postgres://migrate.internal:5432/shop");
    build.calls("main", "PQconnectdb", {migration});
    EXPECT_EQ(only(), migration.span);
    EXPECT_FALSE(only({{"allowed-hosts", "[\"migrate.*\"]"}}).valid());
    EXPECT_FALSE(only({{"allowed-ports", "[5432]"}}).valid());
}

TEST_F(DirectDbPort, AnArgumentThatTravelsThroughAFunction) {
    build.function("Pool::init", {"host", "port"});
    build.calls(
        "Pool::init", "mysql_real_connect",
        {build.unknown(), build.parameter(0), build.unknown(), build.unknown(), build.unknown(), build.parameter(1)});
    const Value port = build.integer(3306);
    const Call& site = build.calls("main", "Pool::init", {build.text("localhost"), port}, "Pool::init");
    const Span site_span = site.span;
    const auto found = findings();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].span, port.span);
    ASSERT_EQ(found[0].path.size(), 2u);
    EXPECT_EQ(found[0].path[0].span, site_span);
}

TEST_F(DirectDbPort, ZeroIsTheDirectPortOfMysql) {
    const Value port = build.integer(0);
    build.calls("main", "mysql_real_connect",
                {build.unknown(), build.text("db"), build.unknown(), build.unknown(), build.unknown(), port});
    const auto found = findings();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].span, port.span);
    EXPECT_NE(found[0].message.find("mysql at 'db', at its direct port 3306, since none is given"), std::string::npos)
        << found[0].message;
}

TEST_F(DirectDbPort, KeywordsInTwoArrays) {
    const Value port = build.text("5432");
    build.define("keys", build.call("{}", {build.text("host"), build.text("port"), build.integer(0)}), "main");
    build.define("values", build.call("{}", {build.text("db"), port, build.integer(0)}), "main");
    build.calls("main", "PQconnectdbParams", {build.entity("keys"), build.entity("values"), build.integer(0)});
    EXPECT_EQ(only(), port.span);
}

TEST_F(DirectDbPort, AWholeAddressOutsideOfKnownCalls) {
    const Value url = build.text("mysql://root@10.0.0.5/shop");
    build.literal("main", url, Literal::Role::argument, "Database::open");
    EXPECT_EQ(only(), url.span);
}

TEST_F(DirectDbPort, TextForPeopleAndComparisonsAreNoAddress) {
    build.literal("main", build.text("mysql://root@10.0.0.5:3306/shop"), Literal::Role::argument, "printf");
    build.literal("main", build.text("mysql://root@10.0.0.5:3306/shop"), Literal::Role::argument, "strcmp");
    build.literal("main", build.text("mysql://root@10.0.0.5:3306/shop"), Literal::Role::comparison);
    build.literal("main", build.text("expects mysql://host:3306/name"), Literal::Role::argument, "Usage::add");
    build.literal("main", build.text("mysql://"), Literal::Role::argument, "Database::open");
    build.literal("main", build.text("mysql://root@10.0.0.5/"), Literal::Role::argument, "std::operator+");
    build.literal("main", build.text("host=db"), Literal::Role::argument, "Database::open");
    EXPECT_FALSE(only().valid());
}

TEST_F(DirectDbPort, ATextThatMoreIsAppendedToMayStillGetItsPort) {
    const Value head = build.text("mysql://root@db");
    build.define("url", head, "main");
    build.define("url", build.unknown(), "main", Definition::Kind::append);
    build.literal("main", head, Literal::Role::initialiser);
    EXPECT_FALSE(only().valid());
}

TEST_F(DirectDbPort, DefaultsOfSettingsNamedForADatabase) {
    build.variable("DB_PORT", Variable::Storage::global);
    const Value named = build.text("5432");
    build.define("DB_PORT", build.choice({build.call("getenv", {build.text("DB_PORT")}), named}));
    EXPECT_EQ(only(), named.span);
}

TEST_F(DirectDbPort, APortBesideADatabaseNameInARecord) {
    Record record;
    record.id = record.name = "Config";
    record.fields = {"Config::dbname", "Config::port"};
    build.facts.records.push_back(record);
    build.variable("Config::dbname", Variable::Storage::field, "Config");
    build.variable("Config::port", Variable::Storage::field, "Config");
    const Value port = build.integer(5432);
    build.define("Config::port", port);
    EXPECT_EQ(only(), port.span);
}

TEST_F(DirectDbPort, ADefaultOfALookUpByName) {
    const Value fallback = build.text("3306");
    build.calls("main", "env", {build.text("MYSQL_PORT"), fallback}, "env");
    EXPECT_EQ(only(), fallback.span);
}

TEST_F(DirectDbPort, OneLiteralFoundInSeveralWaysIsOneFindingOfTheBest) {
    build.function("env", {"name", "fallback"});
    build.define("env", build.choice({build.call("getenv", {build.parameter(0)}), build.parameter(1)}), "env",
                 Definition::Kind::returned);
    build.variable("PG_PORT", Variable::Storage::global);
    const Value fallback = build.text("5432");
    build.define("PG_PORT", build.call("env", {build.text("PG_PORT"), fallback}, "env"));
    build.calls("main", "env", {build.text("PG_PORT"), fallback}, "env");
    build.calls("main", "mysql_real_connect",
                {build.unknown(), build.text("db"), build.unknown(), build.unknown(), build.unknown(),
                 build.entity("PG_PORT")});
    const auto found = findings();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].span, fallback.span);
    EXPECT_EQ(found[0].entity, "mysql_real_connect");
}

TEST_F(DirectDbPort, ANumberAloneIsNoPort) {
    build.variable("answers", Variable::Storage::global);
    build.define("answers", build.integer(5432));
    build.variable("HTTP_PORT", Variable::Storage::global);
    build.define("HTTP_PORT", build.integer(3306));
    build.variable("db_port_pooled", Variable::Storage::global);
    build.define("db_port_pooled", build.integer(6432));
    build.calls("main", "env", {build.text("LISTEN_PORT"), build.text("5432")}, "env");
    EXPECT_FALSE(only().valid());
}

TEST_F(DirectDbPort, CachesHaveNoPooler) {
    build.calls("main", "redisConnectUrl", {build.text("redis://cache")});
    EXPECT_FALSE(only().valid());
}

}  // namespace
}  // namespace stateless::lint
