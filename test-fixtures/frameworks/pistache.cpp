// Pistache: handlers derived from Http::Handler, and routes bound to methods, functions and lambdas.

//--- main.cpp
#include <pistache/endpoint.h>
#include <pistache/http.h>
#include <pistache/router.h>

#include <memory>

using namespace Pistache;

int reached_by_bound_method = 0;  // want mutable-global: "'reached_by_bound_method'"
int reached_by_function = 0;      // want mutable-global: "'reached_by_function'"
int reached_by_lambda = 0;        // want mutable-global: "'reached_by_lambda'"
int reached_by_handler = 0;       // want mutable-global: "'reached_by_handler'"
int reached_by_not_found = 0;     // want mutable-global: "'reached_by_not_found'"

static void by_function(const Rest::Request&, Http::ResponseWriter response) {
    ++reached_by_function;
    response.send(Http::Code::Ok, "ok");
}

class Api {
public:
    explicit Api(Address address) : endpoint_(std::make_shared<Http::Endpoint>(address)) {}
    void init() {
        using namespace Rest;
        endpoint_->init(Http::Endpoint::options().threads(2));
        Routes::Post(router_, "/record/:name", Routes::bind(&Api::record, this));
        Routes::Get(router_, "/function", Routes::bind(&by_function));
        Routes::Get(router_, "/lambda", [](const Rest::Request&, Http::ResponseWriter response) {
            ++reached_by_lambda;
            response.send(Http::Code::Ok, "ok");
            return Route::Result::Ok;
        });
        Routes::NotFound(router_, Routes::bind(&Api::not_found, this));
    }
    void start() {
        endpoint_->setHandler(router_.handler());
        endpoint_->serve();
    }

private:
    void record(const Rest::Request&, Http::ResponseWriter response) {
        ++reached_by_bound_method;
        response.send(Http::Code::Created);
    }
    void not_found(const Rest::Request&, Http::ResponseWriter response) {
        ++reached_by_not_found;
        response.send(Http::Code::Not_Found);
    }

    std::shared_ptr<Http::Endpoint> endpoint_;
    Rest::Router router_;
};

class Hello : public Http::Handler {
public:
    HTTP_PROTOTYPE(Hello)
    void onRequest(const Http::Request&, Http::ResponseWriter response) override {
        ++reached_by_handler;
        if (++greeted_ > 1000) return;
        response.send(Http::Code::Ok, "hello");
    }

private:
    int greeted_ = 0;  // want handler-captured-state: "'greeted_'"
};

int main(int argc, char**) {
    Address address(Ipv4::any(), Port(9080));
    if (argc > 1) {
        Http::Endpoint simple(address);
        simple.init(Http::Endpoint::options());
        simple.setHandler(Http::make_handler<Hello>());
        simple.serve();
    }
    Api api(address);
    api.init();
    api.start();
}
