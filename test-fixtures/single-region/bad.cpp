// Endpoints and clients that work from one region.

//--- settings.h
#pragma once
#include <cstdlib>
#include <string>

inline std::string env_or(const char* name, const std::string& fallback) {
    const char* value = std::getenv(name);
    return value ? value : fallback;
}

struct StorageSettings {
    std::string region = "eu-central-1";  // want single-region: "'eu-central-1' ties a client of aws to one region"
    std::string bucket = "uploads";
};

inline const std::string queue_url = "https://sqs.ap-southeast-2.amazonaws.com/1234/orders";  // want single-region: "sqs.ap-southeast-2"

//--- clients.cpp
#include <aws/core/Region.h>
#include <aws/s3/S3Client.h>
#include <cpr/cpr.h>
#include <google/cloud/location.h>
#include <libpq-fe.h>
#include <sw/redis++/redis++.h>

#include "settings.h"

PGconn* database_in_one_region() {
    return PQconnectdb("postgresql://app@shop.c9x.us-east-1.rds.amazonaws.com:6432/shop");  // want single-region: "us-east-1" want hardcoded-endpoint: "rds.amazonaws.com"
}

PGconn* pooler_in_one_region() {
    const std::string host = env_or("PGHOST", "aws-0-eu-west-2.pooler.supabase.com");  // want single-region: "eu-west-2" want hardcoded-endpoint: "supabase"
    return PQconnectdb(("host=" + host + " port=6543 dbname=postgres").c_str());
}

Aws::S3::S3Client pictures() {
    Aws::Client::ClientConfiguration config;
    config.region = "us-west-2";  // want single-region: "'us-west-2' ties a client of aws to one region"
    return Aws::S3::S3Client(config);
}

Aws::S3::S3Client documents() {
    Aws::Client::ClientConfiguration config;
    config.region = Aws::Region::EU_WEST_1;  // want single-region: "eu-west-1"
    return Aws::S3::S3Client(config);
}

Aws::S3::S3Client backups(const StorageSettings& settings) {
    Aws::Client::ClientConfiguration config;
    config.region = settings.region;
    return Aws::S3::S3Client(config);
}

Aws::S3::S3Client invoices() {
    Aws::Client::ClientConfiguration config;
    const char* region = std::getenv("AWS_REGION");
    config.region = region ? region : "ap-northeast-1";  // want single-region: "ap-northeast-1"
    return Aws::S3::S3Client(config);
}

google::cloud::Location jobs() { return google::cloud::Location("shop", "europe-west4"); }  // want single-region: "europe-west4"

std::string public_picture(const std::string& bucket, const std::string& key) {
    return "https://" + bucket + ".s3.eu-north-1.amazonaws.com/" + key;  // want single-region: "eu-north-1"
}

std::string function_answer() {
    return cpr::Get(cpr::Url{"https://us-central1-shop.cloudfunctions.net/price"}).text;  // want single-region: "us-central1"
}

std::string translate(const std::string& text) {
    return cpr::Post(cpr::Url{"https://translator-westeurope.azure.example.com/v1"}, cpr::Body{text}).text;  // want single-region: "westeurope"
}

sw::redis::Redis cache() {
    return sw::redis::Redis("redis://shop.abc.0001.use1.cache.sa-east-1.amazonaws.com:6379");  // want single-region: "sa-east-1" want hardcoded-endpoint: "cache"
}

void for_the_sdk() { setenv("AWS_DEFAULT_REGION", "ca-central-1", 1); }  // want single-region: "ca-central-1"

//--- main.cpp
#include <httplib.h>
#include <libpq-fe.h>

PGconn* database_in_one_region();
std::string function_answer();

int main() {
    httplib::Server svr;
    database_in_one_region();
    svr.Post("/price", [](const httplib::Request&, httplib::Response& res) { res.set_content(function_answer(), "text/plain"); });
    svr.listen("0.0.0.0", 8080);
}
