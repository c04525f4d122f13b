// A mock of libuv's streams, timers, work queue and loop.
#pragma once

#include <netinet/in.h>
#include <stddef.h>
#include <sys/types.h>

extern "C" {
typedef struct uv_loop_s uv_loop_t;
typedef struct uv_handle_s uv_handle_t;
typedef struct uv_stream_s uv_stream_t;
typedef struct uv_tcp_s uv_tcp_t;
typedef struct uv_timer_s uv_timer_t;
typedef struct uv_work_s uv_work_t;
typedef struct uv_buf_t {
    char* base;
    size_t len;
} uv_buf_t;
struct uv_loop_s {
    void* data;
};
struct uv_handle_s {
    void* data;
    uv_loop_t* loop;
};
struct uv_stream_s {
    void* data;
    uv_loop_t* loop;
};
struct uv_tcp_s {
    void* data;
    uv_loop_t* loop;
};
struct uv_timer_s {
    void* data;
    uv_loop_t* loop;
};
struct uv_work_s {
    void* data;
};

typedef void (*uv_alloc_cb)(uv_handle_t* handle, size_t suggested_size, uv_buf_t* buffer);
typedef void (*uv_read_cb)(uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer);
typedef void (*uv_connection_cb)(uv_stream_t* server, int status);
typedef void (*uv_close_cb)(uv_handle_t* handle);
typedef void (*uv_timer_cb)(uv_timer_t* timer);
typedef void (*uv_work_cb)(uv_work_t* work);
typedef void (*uv_after_work_cb)(uv_work_t* work, int status);
typedef enum { UV_RUN_DEFAULT, UV_RUN_ONCE, UV_RUN_NOWAIT } uv_run_mode;

uv_loop_t* uv_default_loop(void);
int uv_run(uv_loop_t* loop, uv_run_mode mode);
int uv_tcp_init(uv_loop_t* loop, uv_tcp_t* handle);
int uv_tcp_bind(uv_tcp_t* handle, const struct sockaddr* address, unsigned flags);
int uv_ip4_addr(const char* ip, int port, struct sockaddr_in* address);
int uv_listen(uv_stream_t* stream, int backlog, uv_connection_cb callback);
int uv_accept(uv_stream_t* server, uv_stream_t* client);
int uv_read_start(uv_stream_t* stream, uv_alloc_cb allocate, uv_read_cb read);
int uv_try_write(uv_stream_t* stream, const uv_buf_t buffers[], unsigned count);
void uv_close(uv_handle_t* handle, uv_close_cb callback);
int uv_timer_init(uv_loop_t* loop, uv_timer_t* timer);
int uv_timer_start(uv_timer_t* timer, uv_timer_cb callback, unsigned long timeout, unsigned long repeat);
int uv_queue_work(uv_loop_t* loop, uv_work_t* work, uv_work_cb callback, uv_after_work_cb after);
}
