// zero-ttl on hand-built programs: cache writes, Redis commands and Cache-Control, and what may say zero.
#include <gtest/gtest.h>

#include "unit/rule_runner.h"

namespace stateless::lint {

std::vector<Finding> judge_zero_ttl(const RuleContext& context);

namespace {

SinkModel sink(const std::string& call, const std::string& kind) {
    SinkModel result;
    result.call = call;
    result.kind = kind;
    return result;
}

class ZeroTtl : public testing::Test {
protected:
    ProgramBuilder build;

    ZeroTtl() {
        SinkModel write = sink("Redis::setex", "cache-write");
        write.ttl_argument = 1;
        SinkModel memcached = sink("memcached_set", "cache-write");
        memcached.ttl_argument = 1;
        memcached.ttl_zero_is_forever = true;
        SinkModel expire = sink("Redis::expire", "cache-expire");
        expire.ttl_argument = 1;
        SinkModel command = sink("redisCommand", "redis-command");
        command.format_argument = 1;
        SinkModel vector = sink("redisCommandArgv", "redis-command");
        vector.argv_argument = 2;
        SinkModel header = sink("Response::set_header", "response-header");
        header.name_argument = 0;
        header.value_argument = 1;
        SinkModel status = sink("Response::set_status", "response-status");
        status.value_argument = 0;
        build.model.sinks = {write, memcached, expire, command, vector, header, status};
        build.model.lexicon = {{"authentication", {"login", "auth", "token", "account"}}};
        RootModel get;
        get.call = "Server::Get";
        get.kind = "route";
        get.http_method = "GET";
        RootModel post = get;
        post.call = "Server::Post";
        post.http_method = "POST";
        build.model.roots = {get, post};
        build.model.serving_calls = {"Server::listen"};
        build.function("main").is_main = true;
    }

    /// Registers `handler` for the path with Server::<method>.
    void route(const std::string& method, const std::string& path, const EntityId& handler) {
        build.function(handler);
        Call& call = build.calls("main", "Server::" + method, {build.text(path), build.unknown()});
        call.arguments[1].callables = {handler};
    }
    void no_store(const EntityId& function, const std::string& directives = "no-store") {
        build.calls(function, "Response::set_header", {build.text("cache-control"), build.text(directives)});
    }
    std::vector<std::string> entities() {
        std::vector<std::string> result;
        for (const Finding& finding : run_rule("zero-ttl", judge_zero_ttl, build)) result.push_back(finding.entity);
        return result;
    }
    using Entities = std::vector<std::string>;
};

TEST_F(ZeroTtl, ACacheWriteOfZeroOrLess) {
    const Value zero = build.integer(0);
    build.calls("main", "Redis::setex", {build.text("k"), zero, build.unknown()});
    build.calls("main", "Redis::setex", {build.text("k"), build.integer(60), build.unknown()});
    const auto found = run_rule("zero-ttl", judge_zero_ttl, build);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].span, zero.span);
    EXPECT_EQ(found[0].message, "'Redis::setex' is given a time to live of 0, when the program starts, so every "
                                "request goes to the source; give it a "
                                "positive lifetime with stateless::Cache and stateless::Ttl");
}

TEST_F(ZeroTtl, MemcachedsZeroIsForEverButNotLess) {
    build.calls("main", "memcached_set", {build.text("k"), build.integer(0)});
    EXPECT_EQ(entities(), Entities{});
    build.calls("main", "memcached_set", {build.text("k"), build.integer(-1)});
    EXPECT_EQ(entities(), Entities{"memcached_set"});
}

TEST_F(ZeroTtl, OneOfSeveralValuesIsTheProgramsDecision) {
    build.define("ttl", build.integer(0), "main");
    build.define("ttl", build.integer(60), "main");
    build.calls("main", "Redis::setex", {build.text("k"), build.entity("ttl")});
    build.calls("main", "Redis::setex", {build.text("k"), build.choice({build.integer(0), build.integer(9)})});
    build.calls("main", "Redis::setex",
                {build.text("k"), build.call("Json::value", {build.text("ttl"), build.integer(0)})});
    EXPECT_EQ(entities(), Entities{});
}

TEST_F(ZeroTtl, AConstantAndAWrapperCarryIt) {
    build.variable("kTtl", Variable::Storage::global).is_const = true;
    build.define("kTtl", build.integer(0));
    build.calls("main", "Redis::setex", {build.text("k"), build.entity("kTtl")});
    build.function("put", {"key", "ttl"});
    build.calls("put", "Redis::setex", {build.parameter(0), build.parameter(1)});
    build.calls("main", "put", {build.text("k"), build.integer(-5)}, "put");
    EXPECT_EQ(entities(), (Entities{"Redis::setex", "Redis::setex"}));
}

TEST_F(ZeroTtl, AWrapperThatWritesInTwoWaysAsksFirst) {
    build.function("put", {"key", "ttl"});
    build.calls("put", "Redis::setex", {build.parameter(0), build.parameter(1)});
    build.calls("put", "redisCommand", {build.unknown(), build.text("SET %s v"), build.parameter(0)});
    build.calls("main", "put", {build.text("k"), build.integer(0)}, "put");
    EXPECT_EQ(entities(), Entities{});
}

TEST_F(ZeroTtl, ExpireAloneDeletesAndBesideAWriteMakesItVain) {
    build.function("remove");
    build.calls("remove", "Redis::expire", {build.text("k"), build.integer(0)});
    build.calls("remove", "redisCommand", {build.unknown(), build.text("GET k")});
    build.calls("remove", "redisCommand", {build.unknown(), build.text("EXPIRE k 0")});
    EXPECT_EQ(entities(), Entities{});
    build.function("put");
    build.calls("put", "redisCommand", {build.unknown(), build.text("SET k %s"), build.unknown()});
    build.calls("put", "redisCommand", {build.unknown(), build.text("EXPIRE k %d"), build.integer(-1)});
    EXPECT_EQ(entities(), Entities{"EXPIRE -1"});
}

TEST_F(ZeroTtl, RedisCommandsAsFormats) {
    build.calls("main", "redisCommand", {build.unknown(), build.text("SET k %s EX 0"), build.unknown()});
    build.calls("main", "redisCommand",
                {build.unknown(), build.text("SETEX %b %d %s"), build.unknown(), build.unknown(), build.integer(0),
                 build.unknown()});
    build.calls("main", "redisCommand",
                {build.unknown(), build.text("SETEX %s %d %s"), build.unknown(), build.integer(30), build.unknown()});
    build.calls("main", "redisCommand", {build.unknown(), build.text("SET k v KEEPTTL")});
    build.calls("main", "redisCommand", {build.unknown(), build.text("GET %s"), build.integer(0)});
    EXPECT_EQ(entities(), (Entities{"SET EX 0", "SETEX 0"}));
}

TEST_F(ZeroTtl, RedisCommandsAsWords) {
    build.calls(
        "main", "redisCommand",
        {build.unknown(), build.text("SET"), build.unknown(), build.unknown(), build.text("PX"), build.text("0")});
    build.define("argv", build.call("{}", {build.text("SETEX"), build.unknown(), build.text("0"), build.unknown()}),
                 "main");
    build.calls("main", "redisCommandArgv", {build.unknown(), build.integer(4), build.entity("argv"), build.unknown()});
    EXPECT_EQ(entities(), (Entities{"SET PX 0", "SETEX 0"}));
}

TEST_F(ZeroTtl, NoStoreOnAPublicPage) {
    route("Get", "/products", "products");
    no_store("products");
    const auto found = run_rule("zero-ttl", judge_zero_ttl, build);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].entity, "Cache-Control: no-store");
    EXPECT_NE(found[0].message.find("reached from GET /products"), std::string::npos) << found[0].message;
    EXPECT_NE(found[0].message.find("stateless::CacheControl"), std::string::npos);
    EXPECT_EQ(found[0].path.size(), 2u);
}

TEST_F(ZeroTtl, OtherRoutesMaySayNoStore) {
    route("Post", "/orders", "order");
    no_store("order");
    route("Get", "/login", "show_form");
    no_store("show_form");
    route("Get", "/healthz", "health");
    no_store("health");
    build.function("unrouted");
    no_store("unrouted");
    EXPECT_EQ(entities(), Entities{});
}

TEST_F(ZeroTtl, AHelperSharedWithAPostRouteMaySayNoStore) {
    build.function("finish");
    no_store("finish");
    route("Get", "/a", "a");
    build.calls("a", "finish", {}, "finish");
    EXPECT_EQ(entities(), Entities{"Cache-Control: no-store"});
    route("Post", "/b", "b");
    build.calls("b", "finish", {}, "finish");
    EXPECT_EQ(entities(), Entities{});
}

TEST_F(ZeroTtl, PersonalResponsesMaySayNoStore) {
    route("Get", "/cart", "cart");
    no_store("cart");
    build.literal("cart", build.text("Cookie"), Literal::Role::argument, "Request::get_header_value");
    route("Get", "/orders", "orders");
    no_store("orders");
    build.calls("orders", "check_token", {}, "check_token");
    route("Get", "/events", "events");
    no_store("events", "no-cache");
    build.literal("events", build.text("text/event-stream"), Literal::Role::argument, "Response::set_content");
    route("Get", "/mine", "mine");
    no_store("mine", "private, no-store");
    EXPECT_EQ(entities(), Entities{});
}

TEST_F(ZeroTtl, ErrorsMaySayNoStoreInTheirOwnBlock) {
    route("Get", "/products", "products");
    Call& failed =
        build.calls("products", "Response::set_header", {build.text("Cache-Control"), build.text("no-store")});
    failed.scope = 2;
    build.calls("products", "Response::set_status", {build.integer(404)}).scope = 2;
    EXPECT_EQ(entities(), Entities{});
    build.calls("products", "Response::set_header", {build.text("Cache-Control"), build.text("max-age=0")}).scope = 1;
    EXPECT_EQ(entities(), Entities{"Cache-Control: max-age=0"});
}

TEST_F(ZeroTtl, NoCacheBesideAnEtagRevalidates) {
    route("Get", "/products", "products");
    no_store("products", "no-cache");
    build.literal("products", build.text("ETag"), Literal::Role::argument, "Response::set_header");
    EXPECT_EQ(entities(), Entities{});
    no_store("products", "no-store");
    EXPECT_EQ(entities(), Entities{"Cache-Control: no-store"});
}

TEST_F(ZeroTtl, ASharedLifetimeOverridesMaxAge) {
    route("Get", "/products", "products");
    no_store("products", "max-age=0, s-maxage=60");
    EXPECT_EQ(entities(), Entities{});
}

}  // namespace
}  // namespace stateless::lint
