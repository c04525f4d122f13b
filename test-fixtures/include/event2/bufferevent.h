// A mock of libevent's buffered sockets.
#pragma once

#include <event2/buffer.h>
#include <event2/event.h>

extern "C" {
struct bufferevent;
enum bufferevent_options { BEV_OPT_CLOSE_ON_FREE = 1, BEV_OPT_THREADSAFE = 2 };
typedef void (*bufferevent_data_cb)(struct bufferevent* stream, void* data);
typedef void (*bufferevent_event_cb)(struct bufferevent* stream, short what, void* data);

struct bufferevent* bufferevent_socket_new(struct event_base* base, evutil_socket_t fd, int options);
void bufferevent_setcb(struct bufferevent* stream, bufferevent_data_cb on_read, bufferevent_data_cb on_write,
                       bufferevent_event_cb on_event, void* data);
int bufferevent_enable(struct bufferevent* stream, short events);
int bufferevent_write(struct bufferevent* stream, const void* data, size_t size);
size_t bufferevent_read(struct bufferevent* stream, void* data, size_t size);
struct evbuffer* bufferevent_get_input(struct bufferevent* stream);
struct evbuffer* bufferevent_get_output(struct bufferevent* stream);
void bufferevent_free(struct bufferevent* stream);
}
