// What is known to be wrong.
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <string>

static std::string rendered(const std::string& text) { return "<p>" + text + "</p>"; }

/// A computed result: neither a name nor a source shows that the entry is a copy.
static std::string computed(redisContext* redis, const std::string& text) {
    auto* reply = static_cast<redisReply*>(redisCommand(redis, "GET markdown:%s", text.c_str()));
    if (reply->type == REDIS_REPLY_STRING) return reply->str;
    const std::string html = rendered(text);
    redisCommand(redis, "SET markdown:%s %s", text.c_str(), html.c_str());  // misses missing-ttl
    return html;
}

/// The helper has both ways, and this caller takes the one without.
static void put_cached(redisContext* redis, const std::string& key, int ttl = 0) {
    if (ttl > 0) redisCommand(redis, "SETEX cache:%s %d text", key.c_str(), ttl);
    else redisCommand(redis, "SET cache:%s text", key.c_str());  // misses missing-ttl
}

void serve(redisContext* redis) {
    httplib::Server server;
    server.Get("/page", [=](const httplib::Request& request, httplib::Response& response) {
        put_cached(redis, request.body);
        response.set_content(computed(redis, request.get_param_value("text")), "text/html");
    });
    server.listen("0.0.0.0", 8080);
}
