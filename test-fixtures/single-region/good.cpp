// Regions that are chosen, compared, told to people, or known only to the environment.

//--- settings.h
#pragma once
#include <cstdlib>
#include <stdexcept>
#include <string>

inline std::string required(const char* name) {
    const char* value = std::getenv(name);
    if (!value) throw std::runtime_error(std::string(name) + " is not set");
    return value;
}

//--- clients.cpp
#include <aws/core/Region.h>
#include <aws/s3/S3Client.h>
#include <libpq-fe.h>

#include <iostream>
#include <map>
#include <vector>

#include "settings.h"

Aws::S3::S3Client region_from_the_environment() {
    Aws::Client::ClientConfiguration config;
    config.region = required("AWS_REGION");
    return Aws::S3::S3Client(config);
}

// A choice between several.
std::string endpoint_by_region(const std::string& region) {
    if (region == "eu-west-1") return "https://api.eu-west-1.shop.example.com";
    return "https://api.us-east-1.shop.example.com";
}

Aws::S3::S3Client one_of_two(bool european) {
    Aws::Client::ClientConfiguration config;
    config.region = european ? Aws::Region::EU_WEST_1 : Aws::Region::US_EAST_1;
    return Aws::S3::S3Client(config);
}

static const std::vector<std::string> all_regions{"us-east-1", "eu-west-1", "ap-south-1"};
static const std::map<std::string, std::string> bucket_by_region{{"us-east-1", "shop-us"}, {"eu-west-1", "shop-eu"}};

bool is_compared(const std::string& region) { return region == "us-gov-west-1"; }

void is_for_people() {
    std::cerr << "for example https://bucket.s3.us-east-1.amazonaws.com/key" << std::endl;
    std::cout << "usage: shop --region us-east-1" << std::endl;
}

std::string global_endpoint(const std::string& bucket) { return "https://" + bucket + ".s3.amazonaws.com/"; }

std::string words_that_look_like_one() { return "the us-east-1 outage of 2020 was in a file called report.eu-west-1.final.txt"; }

std::string is_a_name_of_a_label() { return "us-east-1a-test"; }

PGconn* host_without_region() { return PQconnectdb(required("DATABASE_URL").c_str()); }

std::string language_and_country() { return "en-us"; }

//--- main.cpp
#include <httplib.h>

std::string endpoint_by_region(const std::string& region);

int main() {
    httplib::Server svr;
    svr.Post("/where", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(endpoint_by_region(req.body), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
