// Hosts of databases, caches, brokers and other servers that the code names.

//--- settings.h
#pragma once
#include <cstdlib>
#include <string>

inline std::string env_or(const char* name, const std::string& fallback) {
    const char* value = std::getenv(name);
    return value ? value : fallback;
}

struct SearchSettings {
    std::string elastic_url = "http://search.internal:9200";  // want hardcoded-endpoint: "search.internal.*by its initial value"
    int timeout_ms = 500;
};

struct RedisConfig {
    std::string host = "redis-master";  // want hardcoded-endpoint: "RedisConfig::host.*'redis-master'"
    int port = 6380;
};

constexpr const char* k_users_service_url = "http://10.4.0.17:8081";  // want hardcoded-endpoint: "10.4.0.17"

//--- stores.cpp
#include <amqp.h>
#include <hiredis/hiredis.h>
#include <libpq-fe.h>
#include <librdkafka/rdkafka.h>
#include <sw/redis++/redis++.h>

#include "settings.h"

redisContext* cache_on_this_machine() {
    return redisConnect("127.0.0.1", 6380);  // want hardcoded-endpoint: "'redisConnect' leads to redis at '127.0.0.1', which the code names, reached from GET /things" want unpooled-connection: "'redisConnect' opens a connection"
}

PGconn* database_by_public_name() {
    return PQconnectdb("host=shop-db.example.org port=6432 dbname=shop");  // want hardcoded-endpoint: "shop-db.example.org"
}

PGconn* database_unless_told_otherwise() {
    const std::string host = env_or("DB_HOST", "localhost");  // want hardcoded-endpoint: "postgres at 'localhost'"
    return PQconnectdb(("host=" + host + " port=6432 dbname=shop").c_str());
}

PGconn* database_by_lists() {
    const char* keywords[] = {"host", "port", "dbname", nullptr};
    const char* values[] = {"db", "6432", "shop", nullptr};  // want hardcoded-endpoint: "'db'"
    return PQconnectdbParams(keywords, values, 0);
}

sw::redis::Redis sessions() {
    sw::redis::ConnectionOptions options;
    options.host = "127.0.0.1";  // want hardcoded-endpoint: "redis at '127.0.0.1'"
    options.port = 6380;
    return sw::redis::Redis(options);
}

sw::redis::Redis limits() {
    sw::redis::ConnectionOptions options{.host = "limits.lan", .port = 6380};  // want hardcoded-endpoint: "limits.lan"
    return sw::redis::Redis(options);
}

void orders_broker(rd_kafka_conf_t* conf) {
    char error[512];
    rd_kafka_conf_set(conf, "bootstrap.servers", "kafka-1.example.org:9092", error, sizeof error);  // want hardcoded-endpoint: "kafka at 'kafka-1.example.org'"
}

int mail_broker(amqp_socket_t* socket) {
    return amqp_socket_open(socket, "rabbitmq", 5672);  // want hardcoded-endpoint: "'rabbitmq'"
}

std::string broker_url() {
    return env_or("BROKER", "amqp://guest:guest@rabbitmq:5672/");  // want hardcoded-endpoint: "rabbitmq"
}

//--- upstreams.cpp
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/URI.h>
#include <arpa/inet.h>
#include <cpr/cpr.h>
#include <curl/curl.h>
#include <drogon/HttpClient.h>
#include <grpcpp/grpcpp.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "settings.h"

std::string prices() {
    httplib::Client client("localhost", 9001);  // want hardcoded-endpoint: "http at 'localhost'"
    auto answer = client.Get("/prices");
    return answer ? answer->body : "";
}

void stock(CURL* curl) {
    const std::string base = "http://stock-service:8080";  // want hardcoded-endpoint: "stock-service"
    curl_easy_setopt(curl, CURLOPT_URL, (base + "/stock").c_str());
    curl_easy_perform(curl);
}

std::string model_answer(const std::string& prompt) {
    return cpr::Post(cpr::Url{"http://127.0.0.1:11434/api/generate"}, cpr::Body{prompt}).text;  // want hardcoded-endpoint: "127.0.0.1"
}

std::shared_ptr<grpc::Channel> payments() {
    return grpc::CreateChannel("dns:///payments.svc.cluster.local:50051", grpc::InsecureChannelCredentials());  // want hardcoded-endpoint: "payments.svc"
}

void reviews() {
    Poco::URI uri("http://192.168.7.20:8080/reviews");  // want hardcoded-endpoint: "192.168.7.20"
    Poco::Net::HTTPClientSession session(uri.getHost(), uri.getPort());
}

drogon::HttpClientPtr recommendations() {
    return drogon::HttpClient::newHttpClient(env_or("RECOMMENDER", "http://recommender.internal"));  // want hardcoded-endpoint: "recommender.internal"
}

int legacy_socket() {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in peer{};
    peer.sin_family = AF_INET;
    peer.sin_port = htons(4000);
    inet_pton(AF_INET, "10.0.0.9", &peer.sin_addr);  // want hardcoded-endpoint: "'10.0.0.9'"
    connect(fd, reinterpret_cast<sockaddr*>(&peer), sizeof peer);
    return fd;
}

//--- main.cpp
#include <amqp.h>
#include <curl/curl.h>
#include <httplib.h>
#include <libpq-fe.h>
#include <librdkafka/rdkafka.h>

struct redisContext;
redisContext* cache_on_this_machine();
PGconn* database_by_public_name();
PGconn* database_unless_told_otherwise();
void orders_broker(rd_kafka_conf_t* conf);
std::string prices();

int main() {
    httplib::Server svr;
    database_by_public_name();
    database_unless_told_otherwise();
    orders_broker(rd_kafka_conf_new());
    svr.Post("/prices", [](const httplib::Request&, httplib::Response& res) { res.set_content(prices(), "text/plain"); });
    svr.Get("/things", [](const httplib::Request&, httplib::Response&) { cache_on_this_machine(); });  // want unpooled-connection: "'cache_on_this_machine' opens a connection"
    svr.listen("0.0.0.0", 8080);
}
