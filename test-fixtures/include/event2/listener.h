// A mock of libevent's listeners.
#pragma once

#include <event2/event.h>
#include <sys/socket.h>

#define LEV_OPT_CLOSE_ON_FREE (1u << 1)
#define LEV_OPT_REUSEABLE (1u << 3)

extern "C" {
struct evconnlistener;
typedef void (*evconnlistener_cb)(struct evconnlistener*, evutil_socket_t, struct sockaddr*, int length, void*);

struct evconnlistener* evconnlistener_new_bind(struct event_base* base, evconnlistener_cb callback, void* data,
                                               unsigned flags, int backlog, const struct sockaddr* address, int length);
struct event_base* evconnlistener_get_base(struct evconnlistener* listener);
void evconnlistener_free(struct evconnlistener* listener);
}
