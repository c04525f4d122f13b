// A mock of libevent's HTTP server.
#pragma once

#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/keyvalq_struct.h>
#include <stdint.h>

#define HTTP_OK 200
#define HTTP_NOTFOUND 404

extern "C" {
struct evhttp;
struct evhttp_request;
struct evhttp_connection;
struct evhttp_bound_socket;
enum evhttp_cmd_type { EVHTTP_REQ_GET = 1, EVHTTP_REQ_POST = 2 };

struct evhttp* evhttp_new(struct event_base* base);
void evhttp_free(struct evhttp* http);
int evhttp_bind_socket(struct evhttp* http, const char* address, uint16_t port);
int evhttp_set_cb(struct evhttp* http, const char* path, void (*callback)(struct evhttp_request*, void*), void* data);
void evhttp_set_gencb(struct evhttp* http, void (*callback)(struct evhttp_request*, void*), void* data);
void evhttp_send_reply(struct evhttp_request* request, int code, const char* reason, struct evbuffer* body);
void evhttp_send_error(struct evhttp_request* request, int error, const char* reason);
const char* evhttp_request_get_uri(const struct evhttp_request* request);
enum evhttp_cmd_type evhttp_request_get_command(const struct evhttp_request* request);
struct evkeyvalq* evhttp_request_get_input_headers(struct evhttp_request* request);
struct evkeyvalq* evhttp_request_get_output_headers(struct evhttp_request* request);
struct evbuffer* evhttp_request_get_input_buffer(struct evhttp_request* request);
int evhttp_add_header(struct evkeyvalq* headers, const char* key, const char* value);
const char* evhttp_find_header(const struct evkeyvalq* headers, const char* key);
}
