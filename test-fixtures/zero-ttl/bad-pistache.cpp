// Pistache's typed header, with enumerators for directives.
#include <pistache/endpoint.h>
#include <pistache/router.h>

#include <chrono>

using namespace Pistache;
using Http::CacheDirective;
using Http::Header::CacheControl;

static Rest::Route::Result free_places(const Rest::Request&, Http::ResponseWriter writer) {
    writer.headers().add<CacheControl>(CacheDirective(CacheDirective::NoStore));  // want zero-ttl: "Cache-Control: no-store"
    writer.send(Http::Code::Ok, "17");
    return Rest::Route::Result::Ok;
}

static Rest::Route::Result spent(const Rest::Request&, Http::ResponseWriter writer) {
    writer.headers().add<CacheControl>(CacheDirective(CacheDirective::MaxAge, std::chrono::seconds(0)));  // want zero-ttl: "max-age=0"
    writer.send(Http::Code::Ok, "18");
    return Rest::Route::Result::Ok;
}

static Rest::Route::Result by_name(const Rest::Request&, Http::ResponseWriter writer) {
    writer.headers().add<CacheControl>(CacheDirective::NoStore);  // want zero-ttl: "Cache-Control: no-store"
    writer.send(Http::Code::Ok, "19");
    return Rest::Route::Result::Ok;
}

static Rest::Route::Result holds_a_minute(const Rest::Request&, Http::ResponseWriter writer) {
    writer.headers().add<CacheControl>(CacheDirective(CacheDirective::MaxAge, std::chrono::seconds(60)));
    writer.send(Http::Code::Ok, "20");
    return Rest::Route::Result::Ok;
}

static Rest::Route::Result may_be_kept(const Rest::Request&, Http::ResponseWriter writer) {
    writer.headers().add<CacheControl>(CacheDirective(CacheDirective::Public));
    writer.send(Http::Code::Ok, "21");
    return Rest::Route::Result::Ok;
}

int main() {
    Rest::Router router;
    Rest::Routes::Get(router, "/free", &free_places);
    Rest::Routes::Get(router, "/spent", &spent);
    Rest::Routes::Get(router, "/by-name", &by_name);
    Rest::Routes::Get(router, "/minute", &holds_a_minute);
    Rest::Routes::Get(router, "/kept", &may_be_kept);
    Http::Endpoint endpoint(Address(Ipv4::any(), Port(80)));
    endpoint.setHandler(router.handler());
    endpoint.serve();
}
