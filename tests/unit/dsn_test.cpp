// Database addresses in text: every notation with the port given, left out and hidden, and texts that are none.
#include "rules/support/dsn.h"

#include <gtest/gtest.h>

namespace stateless::lint {
namespace {

const std::string hole(1, dsn_hole);

DsnGrammar literal_grammar() {
    DsnGrammar grammar;
    grammar.schemes = {"postgres", "postgresql", "mysql", "mysqlx", "mariadb",
                       "mongodb",  "sqlserver",  "mssql", "oracle"};
    return grammar;
}

DsnGrammar sink_grammar(bool bare_host = false) {
    DsnGrammar grammar = literal_grammar();
    grammar.any_scheme = grammar.bare_address = true;
    grammar.bare_host = bare_host;
    return grammar;
}

/// "host port" of each address: "db 5432", "db -" where it is left out, "db ?" where it is hidden, "db unix".
std::string summary(const std::string& text, const DsnGrammar& grammar = literal_grammar()) {
    const auto dsn = parse_dsn(text, grammar);
    if (!dsn) return "none";
    std::string result;
    for (const DsnAddress& address : dsn->addresses) {
        result += (result.empty() ? "" : ", ") + address.host + " ";
        if (address.is_socket) result += "unix";
        else if (address.port_kind == DsnAddress::Port::given) result += std::to_string(address.port);
        else result += address.port_kind == DsnAddress::Port::left_out ? "-" : "?";
    }
    return result;
}

TEST(DsnUrl, NamesHostAndPort) {
    EXPECT_EQ(summary("postgresql://app:secret@db.internal:5432/shop?sslmode=require"), "db.internal 5432");
    EXPECT_EQ(summary("POSTGRES://db:5432"), "db 5432");
    EXPECT_EQ(summary("postgresql+asyncpg://db:5432/x"), "db 5432");
    EXPECT_EQ(summary("mysql://root:p@ss:word@10.0.0.3:3306/x"), "10.0.0.3 3306");
    EXPECT_EQ(summary("mongodb://a:27017,b:27018,c/x?replicaSet=r"), "a 27017, b 27018, c -");
    EXPECT_EQ(summary("postgres://[::1]:5432/x"), "::1 5432");
    EXPECT_EQ(summary("postgres://[fe80::2]/x"), "fe80::2 -");
}

TEST(DsnUrl, KnowsJdbc) {
    EXPECT_EQ(summary("jdbc:postgresql://db:5432/shop"), "db 5432");
    EXPECT_EQ(summary("jdbc:sqlserver://db:1433;databaseName=shop"), "db 1433");
    EXPECT_EQ(summary("jdbc:sqlserver://db;databaseName=shop;port=1433"), "db 1433");
    EXPECT_EQ(summary("jdbc:oracle:thin:@db:1521:ORCL"), "db 1521");
    EXPECT_EQ(summary("jdbc:oracle:thin:scott/tiger@//db:1521/svc"), "db 1521");
    EXPECT_EQ(summary("jdbc:mysql:replication://a:3306,b:3306/x"), "a 3306, b 3306");
}

TEST(DsnUrl, TellsLeftOutFromHidden) {
    EXPECT_EQ(summary("postgres://app@db/shop"), "db -");
    EXPECT_EQ(summary("postgres://app:" + hole + "@db/shop"), "db -");
    EXPECT_EQ(summary("postgres://" + hole + ":5432/shop"), hole + " 5432");
    EXPECT_EQ(summary("postgres://" + hole + "/shop"), hole + " ?");
    EXPECT_EQ(summary("postgres://db:" + hole + "/shop"), "db ?");
    EXPECT_EQ(summary("postgres://db" + hole), "db" + hole + " ?");
    EXPECT_EQ(summary("postgres://db:${PORT}/shop"), "db ?");
    EXPECT_EQ(summary("postgres://db:"), "db ?");
    EXPECT_EQ(summary("postgres://db:/shop"), "db -");
    EXPECT_EQ(summary("postgres://db/shop?" + hole), "db ?");
    EXPECT_EQ(summary("postgres://db/shop?sslmode=" + hole), "db -");
    EXPECT_EQ(summary("postgres://db/shop?port=6432"), "db 6432");
}

TEST(DsnUrl, KnowsSockets) {
    EXPECT_EQ(summary("postgresql:///shop?host=/var/run/postgresql"), "/var/run/postgresql unix");
    EXPECT_EQ(summary("postgresql://%2Fvar%2Frun%2Fpostgresql/shop"), "%2Fvar%2Frun%2Fpostgresql unix");
    EXPECT_EQ(summary("postgresql://x/shop?host=/var/run/postgresql"), "/var/run/postgresql unix");
    EXPECT_EQ(summary("mysql://root@localhost/x?unix_socket=/run/mysqld.sock"), "localhost unix");
    EXPECT_EQ(summary("unix:///run/mysqld.sock", sink_grammar()), "none");
}

TEST(DsnUrl, PassesOverWhatIsNoDatabase) {
    EXPECT_EQ(summary("mongodb+srv://cluster.example.net/x"), "none");
    EXPECT_EQ(summary("http://db:5432/x"), "none");
    EXPECT_EQ(summary("redis://db:5432"), "none");
    EXPECT_EQ(summary("postgresql://"), "none");
    EXPECT_EQ(summary("postgresql:///shop"), "none");
    EXPECT_EQ(summary("expected postgres://user@db:5432/x"), "none");
    EXPECT_EQ(summary("mysql: access denied"), "none");
    EXPECT_EQ(summary(""), "none");
}

TEST(DsnUrl, AnySchemeDoesForACallThatConnects) {
    EXPECT_EQ(summary("tcp://127.0.0.1:3306", sink_grammar()), "127.0.0.1 3306");
    EXPECT_EQ(summary("tcp://127.0.0.1", sink_grammar()), "127.0.0.1 -");
}

TEST(DsnUrl, OffsetsPointAtThePort) {
    const std::string text = "postgresql://app:5432@db:5432/shop";
    const auto dsn = parse_dsn(text, literal_grammar());
    ASSERT_TRUE(dsn);
    EXPECT_EQ(dsn->system, "postgresql");
    EXPECT_EQ(dsn->addresses[0].offset, text.rfind("5432"));
}

TEST(DsnKeywords, ReadsLibpq) {
    EXPECT_EQ(summary("host=db port=5432 dbname=shop user=app password='a b\\'c'"), "db 5432");
    EXPECT_EQ(summary("host = db  dbname = shop"), "db -");
    EXPECT_EQ(summary("host=" + hole + " dbname=shop"), hole + " -");
    EXPECT_EQ(summary("host=db port=" + hole), "db ?");
    EXPECT_EQ(summary("host=db dbname=shop " + hole), "db ?");
    EXPECT_EQ(summary("host=db port="), "db ?");
    EXPECT_EQ(summary("host=/var/run/postgresql dbname=shop"), "/var/run/postgresql unix");
    EXPECT_EQ(summary("hostaddr=10.0.0.1 host=db port=5432"), "db 5432");
    EXPECT_EQ(summary("dbname=shop user=app"), " -");
}

TEST(DsnKeywords, ReadsOdbcAndAdo) {
    EXPECT_EQ(summary("Driver={PostgreSQL Unicode};Server=db;Port=5432;Database=shop;Uid=app;Pwd={a;b};"), "db 5432");
    EXPECT_EQ(summary("Server=tcp:db.example.net,1433;Database=shop"), "db.example.net 1433");
    EXPECT_EQ(summary("Data Source=db;Initial Catalog=shop;User ID=app"), "db -");
    EXPECT_EQ(summary("Server=db\\SQLEXPRESS;Database=shop"), "db\\SQLEXPRESS ?");
    EXPECT_EQ(summary("host=db;port=3306;db=shop;user=root"), "db 3306");
    EXPECT_EQ(summary("Server=db;Socket=/run/mysqld.sock;Database=shop"), "db unix");
}

TEST(DsnKeywords, TakesTheSystemFromSchemeOrDriver) {
    EXPECT_EQ(parse_dsn("mysql://db=shop host=db port=3306", literal_grammar())->system, "mysql");
    EXPECT_EQ(summary("mysql://db=shop host=db port=3306"), "db 3306");
    EXPECT_EQ(parse_dsn("Driver={ODBC Driver 17 for SQL Server};Server=db,1433", literal_grammar())->system,
              "sqlserver");
    EXPECT_EQ(parse_dsn("Driver={PostgreSQL Unicode};Server=db", literal_grammar())->system, "postgresql");
}

TEST(DsnKeywords, CountsKnownKeys) {
    EXPECT_EQ(parse_dsn("host=db dbname=shop color=red", literal_grammar())->known_keys, 2u);
    EXPECT_EQ(summary("color=red size=5432"), "none");
    EXPECT_EQ(summary("host=db is where it runs"), "none");
    EXPECT_EQ(summary("a host and a port=5432"), "none");
}

TEST(DsnAddresses, ReadsOracleAndBareOnes) {
    EXPECT_EQ(summary("scott/tiger@db:1521/svc", sink_grammar()), "db 1521");
    EXPECT_EQ(summary("scott/tiger@//db/svc", sink_grammar()), "db -");
    EXPECT_EQ(
        summary("(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))(CONNECT_DATA=(SID=x)))", sink_grammar()),
        "db 1521");
    EXPECT_EQ(summary("db:3306", sink_grammar()), "db 3306");
    EXPECT_EQ(summary("db:" + hole, sink_grammar()), "db ?");
    EXPECT_EQ(summary("db:3306"), "none");
}

TEST(DsnAddresses, AWordAloneIsAHostOnlyWhereHostsStand) {
    EXPECT_EQ(summary("mydsn", sink_grammar()), "none");
    EXPECT_EQ(summary("localhost", sink_grammar(true)), "localhost -");
    EXPECT_EQ(summary("/run/mysqld.sock", sink_grammar(true)), "/run/mysqld.sock unix");
    EXPECT_EQ(summary(hole, sink_grammar(true)), hole + " ?");
}

}  // namespace
}  // namespace stateless::lint
