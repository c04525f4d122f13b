// A mock of libevent's loop and events.
#pragma once

#include <sys/time.h>

#define EV_TIMEOUT 0x01
#define EV_READ 0x02
#define EV_WRITE 0x04
#define EV_SIGNAL 0x08
#define EV_PERSIST 0x10

extern "C" {

typedef int evutil_socket_t;
typedef void (*event_callback_fn)(evutil_socket_t, short, void*);
struct event_base;
struct event;

struct event_base* event_base_new(void);
void event_base_free(struct event_base* base);
int event_base_dispatch(struct event_base* base);
int event_base_loop(struct event_base* base, int flags);
int event_base_loopbreak(struct event_base* base);
int event_base_once(struct event_base* base, evutil_socket_t fd, short events, event_callback_fn callback, void* data,
                    const struct timeval* timeout);
struct event* event_new(struct event_base* base, evutil_socket_t fd, short events, event_callback_fn callback,
                        void* data);
int event_add(struct event* event, const struct timeval* timeout);
int event_del(struct event* event);
void event_free(struct event* event);
}

#define evtimer_new(base, callback, data) event_new((base), -1, 0, (callback), (data))
#define evsignal_new(base, number, callback, data)                                                                     \
    event_new((base), (number), EV_SIGNAL | EV_PERSIST, (callback), (data))
