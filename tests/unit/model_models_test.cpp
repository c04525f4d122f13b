// Loading models: what the answers are, and how a mistake in a file is told to its author.
#include <set>

#include <gtest/gtest.h>

#include "model/json_document.h"
#include "model/model_file.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using testing::refusal;
using testing::TemporaryFolder;

class ModelsTest : public ::testing::Test {
protected:
    ModelsTest() { folder_.add_schemas(); }

    Models load() const { return Models::load(folder_.path() / "models"); }
    std::string refused(const std::string& text) const {
        const std::string file = folder_.write("models/bad.json", text).string();
        std::string what = refusal([&] { load(); });
        if (what.rfind(file + ":", 0) == 0) what.erase(0, file.size() + 1);
        return what;
    }

    TemporaryFolder folder_;
};

constexpr const char* crow = R"json({
  "name": "crow",
  "headers": ["crow.h", "crow/*"],
  "namespaces": ["crow", "crow_*"],
  "roots": [
    { "call": "crow::*::operator()", "kind": "route", "path_argument": 2 },
    { "override_of": "grpc::Service::*", "kind": "rpc" },
    { "template_argument_of": "crow::App", "methods": ["before_handle"], "kind": "middleware" },
    { "call": "crow::Rule::operator()", "kind": "route", "http_method": "GET" }
  ],
  "sinks": [
    { "call": "PQconnectdb", "kind": "db-connect", "system": "postgres", "dsn_argument": 0 },
    { "call": "mysql_*_connect", "kind": "db-connect", "system": "mysql", "host_argument": 1, "port_argument": 5,
      "port_defaults_to_direct": true }
  ],
  "types": { "connection": ["crow::websocket::connection"], "lock": ["std::*mutex"] },
  "lexicon": { "logger": ["log", "async+log"], "rate-limiter": ["ratelimit"] },
  "serving_calls": ["crow::*::run"],
  "log_calls": ["printf"]
})json";

TEST_F(ModelsTest, AnswersFromTheFiles) {
    folder_.write("models/frameworks/crow.json", crow);
    const Models models = load();
    ASSERT_EQ(models.files().size(), 1U);
    EXPECT_EQ(models.files()[0].name, "crow");
    EXPECT_EQ(models.files()[0].file, folder_.path() / "models/frameworks/crow.json");

    EXPECT_TRUE(models.matches(&Model::serving_calls, "crow::Crow::run"));
    EXPECT_FALSE(models.matches(&Model::log_calls, "crow::Crow::run"));
    EXPECT_TRUE(models.is_type("crow::websocket::connection", "connection"));
    EXPECT_TRUE(models.is_type("std::shared_mutex", "lock"));
    EXPECT_FALSE(models.is_type("std::shared_mutex", "connection"));
    EXPECT_FALSE(models.is_type("std::shared_mutex", "no such kind"));
    EXPECT_TRUE(models.suggests("CAsyncLog", "logger"));
    EXPECT_FALSE(models.suggests("login", "logger"));

    const auto sinks = models.sinks("mysql_real_connect");
    ASSERT_EQ(sinks.size(), 1U);
    EXPECT_EQ(sinks[0]->system, "mysql");
    EXPECT_EQ(sinks[0]->host_argument, 1);
    EXPECT_EQ(sinks[0]->port_argument, 5);
    EXPECT_EQ(sinks[0]->dsn_argument, -1);
    EXPECT_TRUE(sinks[0]->port_defaults_to_direct);
    EXPECT_TRUE(models.sinks("connect").empty());

    EXPECT_EQ(models.roots().size(), 4U);
    const auto routes = models.roots_by_call("crow::Rule::operator()");
    ASSERT_EQ(routes.size(), 2U);  // in the order of the file
    EXPECT_EQ(routes[0]->path_argument, 2);
    EXPECT_EQ(routes[1]->http_method, "GET");
    ASSERT_EQ(models.roots_by_override("grpc::Service::Send").size(), 1U);
    EXPECT_EQ(models.roots_by_override("grpc::Service::Send")[0]->kind, "rpc");
    EXPECT_TRUE(models.roots_by_override("crow::App").empty());
}

TEST_F(ModelsTest, KnowsALibraryByNamespaceAndByTheTailOfAPath) {
    folder_.write("models/crow.json", crow);
    const Models models = load();
    for (const char* name : {"crow", "crow::App", "crow::detail::f", "crow_json::value"}) {
        EXPECT_TRUE(models.is_library_name(name)) << name;
    }
    for (const char* name : {"crowd::App", "app::crow::x", ""}) EXPECT_FALSE(models.is_library_name(name)) << name;
    for (const char* file : {"crow.h", "/src/third/crow.h", "/usr/include/crow/app.h", "crow/a/b.h"}) {
        EXPECT_TRUE(models.is_library_file(file)) << file;
    }
    for (const char* file : {"/src/scrow.h", "/src/crow.hpp", "/src/scrow/app.h", "", "/"}) {
        EXPECT_FALSE(models.is_library_file(file)) << file;
    }
}

TEST_F(ModelsTest, KnowsGeneratedFilesByTheirEnding) {
    folder_.write("models/grpc.json", R"({"name": "grpc", "headers": ["grpc/*.h", "*.pb.h"]})");
    const Models models = load();
    EXPECT_TRUE(models.is_generated_file("/src/order.pb.h"));
    EXPECT_TRUE(models.is_library_file("/src/order.pb.h"));
    EXPECT_FALSE(models.is_generated_file("/src/grpc/order.h"));
    EXPECT_TRUE(models.is_library_file("/src/grpc/order.h"));
    EXPECT_FALSE(Models().is_generated_file("/src/order.pb.h"));
}

/// A program may be called as its library, and would not be looked at.
TEST_F(ModelsTest, TakesASourceForALibrarysOnlyByItsEnding) {
    folder_.write("models/grpc.json", R"({"name": "grpc", "headers": ["grpc/*", "*.pb.cc"]})");
    const Models models = load();
    for (const char* file : {"/src/grpc/grpc.h", "/src/grpc/impl.ipp", "/src/gen/shop.pb.cc"})
        EXPECT_TRUE(models.is_library_file(file)) << file;
    for (const char* file : {"/home/me/grpc/main.cpp", "/home/me/grpc/main.cc", "/home/me/grpc/main.c"})
        EXPECT_FALSE(models.is_library_file(file)) << file;
}

TEST_F(ModelsTest, RefusesGlobsThatSayNothing) {
    const auto call = [&](const std::string& glob) {
        return refused("{\"name\": \"x\", \"sinks\": [\n{\"kind\": \"read\", \"call\": \"" + glob + "\"}]}");
    };
    EXPECT_EQ(call("acme::get()"), "2: /sinks/0/call: \"acme::get()\" has parentheses; names stand without parameters");
    EXPECT_EQ(call("acme::Box<T>::get"),
              "2: /sinks/0/call: \"acme::Box<T>::get\" has '<'; names stand without template arguments");
    EXPECT_EQ(call("::acme::get"), "2: /sinks/0/call: \"::acme::get\" begins with '::'; names stand without it");
    EXPECT_EQ(call("*"), "2: /sinks/0/call: \"*\" says no name");
    EXPECT_EQ(call(" "), "2: /sinks/0/call: \" \" says no name");
    EXPECT_EQ(call("acme::[gs]et"), "2: /sinks/0/call: \"acme::[gs]et\" has '['; only * and ? are special");
    EXPECT_EQ(call("acme::Bag::operator[]"), "nothing was refused");
    EXPECT_EQ(refused("{\"name\": \"x\", \"types\": {\"lock\": [\"a\",\n\"a|b\"]}}"),
              "2: /types/lock/1: \"a|b\" has '|'; only * and ? are special");
    EXPECT_EQ(refused("{\"name\": \"x\", \"wait_calls\": [\"a\",\n\"a, b\"]}"),
              "2: /wait_calls/1: \"a, b\" has ','; only * and ? are special");
    EXPECT_EQ(refused("{\"name\": \"x\", \"embedded_drivers\": [\"*engine=sqlite*\"]}"), "nothing was refused");
}

TEST_F(ModelsTest, RefusesANameThatIsTaken) {
    const auto first = folder_.write("models/a.json", R"({"name": "x"})");
    const auto second = folder_.write("own.json", "{\n\"name\": \"x\"}");
    EXPECT_EQ(refusal([&] { Models::load(folder_.path() / "models", {JsonDocument::read(second)}); }),
              second.string() + ":2: there is a model 'x' already, in " + first.string());
}

TEST_F(ModelsTest, RefusesAPurposeThatNobodyAsksAbout) {
    EXPECT_EQ(refused("{\"name\": \"x\", \"lexicon\": {\n\"sesion\": [\"sid\"]}}"),
              "2: /lexicon: unknown key 'sesion'");
}

TEST_F(ModelsTest, SurvivesCopyAndMove) {
    folder_.write("models/crow.json", crow);
    auto first = std::make_unique<Models>(load());
    const Models copy = *first;
    first.reset();
    ASSERT_EQ(copy.sinks("PQconnectdb").size(), 1U);
    EXPECT_EQ(copy.sinks("PQconnectdb")[0], copy.files()[0].sinks.data());
    const Models nothing;
    EXPECT_FALSE(nothing.is_library_name("crow"));
    EXPECT_FALSE(nothing.matches(&Model::headers, "crow.h"));
    EXPECT_TRUE(nothing.sinks("PQconnectdb").empty());
}

TEST_F(ModelsTest, ReadsFilesInNameOrderThenExtraOnes) {
    folder_.write("models/z.json", R"({"name": "z"})");
    folder_.write("models/a/b.json", R"({"name": "ab"})");
    folder_.write("models/notes.txt", "not a model");
    const auto extra = folder_.write("own.json", R"({"name": "own"})");
    const Models models = Models::load(folder_.path() / "models", {JsonDocument::read(extra)});
    ASSERT_EQ(models.files().size(), 3U);
    EXPECT_EQ(models.files()[0].name, "ab");
    EXPECT_EQ(models.files()[1].name, "z");
    EXPECT_EQ(models.files()[2].name, "own");
}

TEST_F(ModelsTest, DigestTellsContentsApartAndNothingElse) {
    folder_.write("models/a.json", R"({"name": "a"})");
    const std::string one = load().digest();
    EXPECT_EQ(one.size(), 16U);
    EXPECT_EQ(one, load().digest());
    folder_.write("models/a.json", R"({"name": "b"})");
    const std::string changed = load().digest();
    EXPECT_NE(one, changed);
    const auto extra = folder_.write("own.json", R"({"name": "own"})");
    EXPECT_NE(changed, Models::load(folder_.path() / "models", {JsonDocument::read(extra)}).digest());
    TemporaryFolder elsewhere;
    elsewhere.add_schemas();
    elsewhere.write("models/a.json", R"({"name": "a"})");
    EXPECT_EQ(one, Models::load(elsewhere.path() / "models").digest());
}

TEST_F(ModelsTest, RefusesWhatTheSchemaDoesNotKnowWithItsLine) {
    EXPECT_EQ(refused("{\n  \"name\": \"x\",\n  \"serving_call\": []\n}"), "3: unknown key 'serving_call'");
    EXPECT_EQ(refused("{\n\"name\": \"x\",\n\"roots\": [\n{\"call\": \"f\", \"kind\": \"route\"},\n{\"call\": "
                      "\"g\",\n\"kind\": \"rout\"}]}"),
              "6: /roots/1/kind: \"rout\" is none of \"route\", \"rpc\", \"middleware\", \"message\", \"connection\", "
              "\"timer\", \"background\", \"coroutine\", \"callback\"");
    EXPECT_EQ(refused("{\n\"name\": \"x\",\n\"sinks\": [\n{\"kind\": \"read\", \"call\": \"f\", \"dsn\": 1}]}"),
              "4: /sinks/0: unknown key 'dsn'");
    EXPECT_EQ(refused("{\n\"name\": \"x\",\n\"sinks\": [\n{\"kind\": \"read\"}]}"),
              "4: /sinks/0: the key 'call' is missing");
    EXPECT_EQ(refused("{\"name\": \"x\",\n\"log_calls\": [\"printf\",\n7]}"),
              "3: /log_calls/1: 7 is of the wrong type");
    EXPECT_EQ(refused("{\"name\": \"x\",\n\"lexicon\": {\n\"logger\": [\"Log\"]}}"),
              "3: /lexicon/logger/0: \"Log\" has the wrong form");
    EXPECT_EQ(refused("{\"name\": \"x\",\n\"types\": {\n\"conection\": []}}"), "3: /types: unknown key 'conection'");
    EXPECT_EQ(refused("\n{}"), "2: the key 'name' is missing");
    EXPECT_EQ(refused("{\"name\": \"x\",\n\"sinks\": [{\"kind\": \"read\", \"call\": \"f\",\n\"ttl_argument\": -2}]}")
                  .substr(0, 2),
              "3:");
}

/// A key that the schema allows and nobody reads would be ignored in silence.
TEST(ModelSchema, AllowsExactlyTheListsThatAreRead) {
    const JsonDocument schema = JsonDocument::read(STATELESS_SOURCE_DIR "/rules/schema/model.schema.json");
    std::set<std::string> allowed;
    for (const auto& [key, property] : schema.value().at("properties").items()) {
        if (property.value("$ref", "") == "#/definitions/globs") allowed.insert(key);
    }
    std::set<std::string> read;
    for (const auto& [key, list] : model_lists) read.insert(key);
    EXPECT_EQ(allowed, read);
    for (const auto& [key, list] : model_lists) {
        const auto model = model_from(JsonDocument::parse("{\"" + std::string(key) + "\": [\"x\"]}", "every.json"));
        EXPECT_EQ(model.*list, std::vector<std::string>{"x"}) << key;
    }
}

TEST_F(ModelsTest, WantsExactlyOneWayToARoot) {
    EXPECT_EQ(refused("{\"name\": \"x\", \"roots\": [\n{\"kind\": \"rpc\"}]}"),
              "2: /roots/0: the keys do not go together");
    EXPECT_EQ(refused("{\"name\": \"x\", \"roots\": [\n{\"kind\": \"rpc\", \"call\": \"f\", \"override_of\": \"g\"}]}")
                  .substr(0, 12),
              "2: /roots/0:");
    EXPECT_EQ(refused("{\"name\": \"x\", \"roots\": [\n{\"kind\": \"rpc\", \"base\": \"f\"}]}"),
              "2: /roots/0: the keys do not go together");
    EXPECT_EQ(refused("{\"name\": \"x\", \"roots\": [{\"kind\": \"rpc\", \"base\": \"f\", \"methods\": [\"*\"]}]}"),
              "nothing was refused");
}

TEST_F(ModelsTest, RefusesBrokenJsonWithItsLine) {
    EXPECT_EQ(refused("{\n  \"name\": \"x\",\n}").substr(0, 18), "3: no valid JSON: ");
    EXPECT_EQ(refused("").substr(0, 18), "1: no valid JSON: ");
    EXPECT_EQ(refused("{\"name\": \"x\",\n\"name\": \"y\"}"), "2: the key 'name' stands here a second time");
    EXPECT_EQ(refused("{\"name\": \"x\", \"roots\": [\n{\"kind\": \"rpc\", \"call\": \"f\"},\n{\"kind\": \"rpc\", "
                      "\"call\": \"g\", \"kind\": \"rpc\"}]}"),
              "3: the key 'kind' stands here a second time");
    EXPECT_EQ(refused("{\"name\":\n" + std::string(5000, '[') + std::string(5000, ']') + "}"), "2: nested too deeply");
    EXPECT_EQ(refused("{\"name\": \"\xFF\"}").substr(0, 18), "1: no valid JSON: ");
}

TEST_F(ModelsTest, RefusesFoldersThatHoldNothing) {
    EXPECT_NE(refusal([&] { load(); }).find("cannot be read"), std::string::npos);
    std::filesystem::create_directories(folder_.path() / "models");
    EXPECT_NE(refusal([&] { load(); }).find("holds no models"), std::string::npos);
    folder_.write("models/a.json", R"({"name": "a"})");
    EXPECT_NE(refusal([&] {
                  Models::load(folder_.path() / "models", {JsonDocument::read(folder_.path() / "none.json")});
              }).find("none.json: cannot be read"),
              std::string::npos);
}

}  // namespace
}  // namespace stateless::lint
