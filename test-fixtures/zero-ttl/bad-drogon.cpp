// drogon's responses, and its asynchronous Redis client.

//--- main.cpp
#include <drogon/drogon.h>

int main() {
    drogon::app().registerHandler(
        "/offers",
        [](const drogon::HttpRequestPtr&, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
            auto response = drogon::HttpResponse::newHttpResponse();
            response->addHeader("Cache-Control", "no-cache");  // want zero-ttl: "."
            response->setBody("offers");
            callback(response);
        },
        {drogon::Get});
    drogon::app().registerHandler(
        "/stock",
        [](const drogon::HttpRequestPtr&, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
            auto redis = drogon::app().getRedisClient();
            redis->execCommandAsync([](const drogon::nosql::RedisResult&) {}, [](const std::exception&) {},
                                    "setex %s 0 %s", "stock", "12");  // want zero-ttl: "."
            callback(drogon::HttpResponse::newHttpResponse());
        },
        {drogon::Get});
    drogon::app().addListener("0.0.0.0", 8080).run();
}
