// uWebSockets: routes, websocket behaviour, per-socket data that is no state, and body callbacks.

//--- main.cpp
#include <App.h>

#include <string>
#include <string_view>

int reached_by_get = 0;      // want mutable-global: "'reached_by_get'" via "GET /get"
int reached_by_post = 0;     // want mutable-global: "'reached_by_post'"
int reached_by_data = 0;     // want mutable-global: "'reached_by_data'" via "POST /post"
int reached_by_any = 0;      // want mutable-global: "'reached_by_any'"
int reached_by_pointer = 0;  // want mutable-global: "'reached_by_pointer'"
int reached_by_open = 0;     // want mutable-global: "'reached_by_open'"
int reached_by_message = 0;  // want mutable-global: "'reached_by_message'"
int reached_by_close = 0;    // want mutable-global: "'reached_by_close'"
int reached_by_upgrade = 0;  // want mutable-global: "'reached_by_upgrade'"
int set_once_listening = 0;

struct PerSocketData {
    int messages_of_this_socket = 0;
};

static void by_pointer(uWS::HttpResponse<false>* res, uWS::HttpRequest*) {
    ++reached_by_pointer;
    res->end("ok");
}

int main() {
    uWS::App()
        .get("/get", [](auto* res, auto*) {
            ++reached_by_get;
            res->end("ok");
        })
        .post("/post", [](auto* res, auto*) {
            ++reached_by_post;
            res->onAborted([] {});
            res->onData([res](std::string_view, bool last) {
                ++reached_by_data;
                if (last) res->end("ok");
            });
        })
        .get("/pointer", by_pointer)
        .any("/*", [](auto* res, auto*) {
            ++reached_by_any;
            res->end("nothing here");
        })
        .ws<PerSocketData>("/socket", {.upgrade =
                                           [](auto* res, auto* req, auto* context) {
                                               ++reached_by_upgrade;
                                               res->template upgrade<PerSocketData>(
                                                   {}, req->getHeader("sec-websocket-key"),
                                                   req->getHeader("sec-websocket-protocol"),
                                                   req->getHeader("sec-websocket-extensions"), context);
                                           },
                                       .open = [](auto*) { ++reached_by_open; },
                                       .message =
                                           [](auto* ws, std::string_view message, uWS::OpCode code) {
                                               ++reached_by_message;
                                               ws->getUserData()->messages_of_this_socket++;
                                               ws->send(message, code);
                                           },
                                       .close = [](auto*, int, std::string_view) { ++reached_by_close; }})
        .listen(9001, [](auto* socket) { set_once_listening = socket ? 1 : 0; })
        .run();
}
