// libevent: C callbacks for HTTP requests, accepted connections, readable buffers and timers.

//--- main.cpp
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>

#include <cstdint>

int reached_by_http = 0;          // want mutable-global: "'reached_by_http'"
int reached_by_general_http = 0;  // want mutable-global: "'reached_by_general_http'"
int reached_by_accept = 0;        // want mutable-global: "'reached_by_accept'"
int reached_by_read = 0;          // want mutable-global: "'reached_by_read'"
int reached_by_event = 0;         // want mutable-global: "'reached_by_event'"
int reached_by_timer = 0;         // want mutable-global: "'reached_by_timer'"

static void on_hello(evhttp_request* request, void*) {
    ++reached_by_http;
    evhttp_send_reply(request, 200, "OK", nullptr);
}

static void on_any(evhttp_request* request, void*) {
    ++reached_by_general_http;
    evhttp_send_error(request, 404, "nothing here");
}

static void on_read(bufferevent* stream, void*) {
    ++reached_by_read;
    evbuffer_add_buffer(bufferevent_get_output(stream), bufferevent_get_input(stream));
}

static void on_event(bufferevent* stream, short what, void*) {
    reached_by_event += what;
    bufferevent_free(stream);
}

static void on_accept(evconnlistener* listener, evutil_socket_t fd, sockaddr*, int, void*) {
    ++reached_by_accept;
    bufferevent* stream = bufferevent_socket_new(evconnlistener_get_base(listener), fd, BEV_OPT_CLOSE_ON_FREE);
    bufferevent_setcb(stream, on_read, nullptr, on_event, nullptr);
    bufferevent_enable(stream, EV_READ | EV_WRITE);
}

static void on_timer(evutil_socket_t, short, void*) { ++reached_by_timer; }

int main() {
    event_base* base = event_base_new();
    evhttp* http = evhttp_new(base);
    evhttp_set_cb(http, "/hello", on_hello, nullptr);
    evhttp_set_gencb(http, on_any, nullptr);
    evhttp_bind_socket(http, "0.0.0.0", 8080);
    evconnlistener* listener = evconnlistener_new_bind(base, on_accept, nullptr, LEV_OPT_REUSEABLE, -1, nullptr, 0);
    event* timer = event_new(base, -1, EV_PERSIST, on_timer, nullptr);
    timeval every_second{1, 0};
    event_add(timer, &every_second);
    event_base_dispatch(base);
    event_free(timer);
    evconnlistener_free(listener);
    evhttp_free(http);
    event_base_free(base);
}
