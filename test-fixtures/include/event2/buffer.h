// A mock of libevent's buffers.
#pragma once

#include <stddef.h>

extern "C" {
struct evbuffer;
struct evbuffer* evbuffer_new(void);
void evbuffer_free(struct evbuffer* buffer);
int evbuffer_add(struct evbuffer* buffer, const void* data, size_t length);
int evbuffer_add_printf(struct evbuffer* buffer, const char* format, ...);
int evbuffer_add_buffer(struct evbuffer* out, struct evbuffer* in);
int evbuffer_remove(struct evbuffer* buffer, void* data, size_t length);
size_t evbuffer_get_length(const struct evbuffer* buffer);
}
