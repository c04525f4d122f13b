// Each way to hand cpp-httplib a handler makes a root: the variable that the handler changes is found.

//--- main.cpp
#include <httplib.h>

#include <functional>
#include <string>

int reached_by_lambda = 0;            // want mutable-global: "'reached_by_lambda'" via "GET /lambda"
int reached_by_function_pointer = 0;  // want mutable-global: "'reached_by_function_pointer'" via "POST /pointer.*"
int reached_by_bound_function = 0;    // want mutable-global: "'reached_by_bound_function'" via "PUT /bound.*"
int reached_by_bound_method = 0;      // want mutable-global: "'reached_by_bound_method'" via "PATCH /method.*"
int reached_by_function_member = 0;   // want mutable-global: "'reached_by_function_member'" via "DELETE /member.*"
int reached_by_virtual_method = 0;    // want mutable-global: "'reached_by_virtual_method'" via "GET /virtual > TeaPage::show"
int reached_by_named_lambda = 0;      // want mutable-global: "'reached_by_named_lambda'" via "OPTIONS /named"
int reached_by_function_object = 0;   // want mutable-global: "'reached_by_function_object'"
int reached_by_pre_routing = 0;       // want mutable-global: "'reached_by_pre_routing'"
int reached_by_post_routing = 0;      // want mutable-global: "'reached_by_post_routing'"
int reached_by_error_handler = 0;     // want mutable-global: "'reached_by_error_handler'"
int reached_by_exception_handler = 0;  // want mutable-global: "'reached_by_exception_handler'"
int reached_by_content_provider = 0;  // want mutable-global: "'reached_by_content_provider'"
int reached_from_another_function = 0;  // want mutable-global: "'reached_from_another_function'" via "GET /far"

static void by_function_pointer(const httplib::Request&, httplib::Response&) { ++reached_by_function_pointer; }
static void by_bound_function(int by, const httplib::Request&, httplib::Response&) { reached_by_bound_function += by; }

class Shop {
public:
    Shop() : on_delete([](const httplib::Request&, httplib::Response&) { ++reached_by_function_member; }) {}
    void by_method(const httplib::Request&, httplib::Response&) { ++reached_by_bound_method; }
    std::function<void(const httplib::Request&, httplib::Response&)> on_delete;
};

struct Page {
    virtual ~Page() = default;
    virtual void show(httplib::Response& res) = 0;
};
struct TeaPage : Page {
    void show(httplib::Response&) override { ++reached_by_virtual_method; }
};

struct FunctionObject {
    void operator()(const httplib::Request&, httplib::Response&) const { ++reached_by_function_object; }
};

static void register_more(httplib::Server& svr) {
    svr.Get("/far", [](const httplib::Request&, httplib::Response&) { ++reached_from_another_function; });
}

int main() {
    httplib::Server svr;
    Shop shop;
    TeaPage tea;
    Page& page = tea;
    auto named = [](const httplib::Request&, httplib::Response&) { ++reached_by_named_lambda; };

    svr.Get("/lambda", [](const httplib::Request&, httplib::Response&) { ++reached_by_lambda; });
    svr.Post("/pointer", by_function_pointer);
    svr.Put("/bound", std::bind(by_bound_function, 2, std::placeholders::_1, std::placeholders::_2));
    svr.Patch("/method", std::bind(&Shop::by_method, &shop, std::placeholders::_1, std::placeholders::_2));
    svr.Delete("/member", [&shop](const httplib::Request& req, httplib::Response& res) { shop.on_delete(req, res); });
    svr.Get("/virtual", [&page](const httplib::Request&, httplib::Response& res) { page.show(res); });
    svr.Options("/named", named);
    svr.Get("/object", FunctionObject{});
    svr.Get("/stream", [](const httplib::Request&, httplib::Response& res) {
        res.set_chunked_content_provider("text/plain", [](size_t, httplib::DataSink& sink) {
            ++reached_by_content_provider;
            sink.done();
            return true;
        });
    });
    svr.set_pre_routing_handler([](const httplib::Request&, httplib::Response&) {
        ++reached_by_pre_routing;
        return httplib::Server::HandlerResponse::Unhandled;
    });
    svr.set_post_routing_handler([](const httplib::Request&, httplib::Response&) { ++reached_by_post_routing; });
    svr.set_error_handler([](const httplib::Request&, httplib::Response&) { ++reached_by_error_handler; });
    svr.set_exception_handler([](const httplib::Request&, httplib::Response&, std::exception_ptr) {
        ++reached_by_exception_handler;
    });
    register_more(svr);
    svr.listen("0.0.0.0", 8080);
}
