// libuv: C callbacks for accepted connections, readable streams, timers and the work queue.

//--- main.cpp
#include <uv.h>

#include <list>
#include <string>

struct Peer {
    uv_tcp_t stream;
    std::string name;
    int lines = 0;
};

static uv_loop_t* loop;
static std::list<Peer*> peers;  // want local-broadcast: "'peers'"
static std::string topic;       // want mutable-global: "'topic'" via "message handler on_read"
int reached_by_accept = 0;      // want mutable-global: "'reached_by_accept'" via "connection handler on_connection"
int reached_by_timer = 0;       // want mutable-global: "'reached_by_timer'" via "timer on_timer"
int reached_by_work = 0;        // want mutable-global: "'reached_by_work'"
int reached_after_work = 0;     // want mutable-global: "'reached_after_work'"
static char room[1024];

static void on_allocate(uv_handle_t*, size_t, uv_buf_t* buffer) { *buffer = {room, sizeof room}; }

static void on_close(uv_handle_t* handle) {
    Peer* peer = static_cast<Peer*>(handle->data);
    peers.remove(peer);
    delete peer;
}

static void on_work(uv_work_t*) { ++reached_by_work; }
static void on_worked(uv_work_t* work, int) {
    ++reached_after_work;
    delete work;
}

static void on_read(uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer) {
    Peer* peer = static_cast<Peer*>(stream->data);
    if (size < 0) return uv_close(reinterpret_cast<uv_handle_t*>(stream), on_close);
    peer->lines++;
    if (peer->lines == 1) peer->name.assign(buffer->base, size);
    else topic.assign(buffer->base, size);
    uv_queue_work(loop, new uv_work_t{}, on_work, on_worked);  // want in-process-queue: "'uv_queue_work' starts work"
    uv_buf_t all{topic.data(), topic.size()};
    for (Peer* other : peers) uv_try_write(reinterpret_cast<uv_stream_t*>(&other->stream), &all, 1);
}

static void on_connection(uv_stream_t* server, int status) {
    if (status < 0) return;
    ++reached_by_accept;
    Peer* peer = new Peer{};
    peer->stream.data = peer;
    uv_tcp_init(loop, &peer->stream);
    uv_stream_t* stream = reinterpret_cast<uv_stream_t*>(&peer->stream);
    if (uv_accept(server, stream) != 0) return uv_close(reinterpret_cast<uv_handle_t*>(stream), on_close);
    peers.push_back(peer);
    uv_read_start(stream, on_allocate, on_read);
}

static void on_timer(uv_timer_t*) { ++reached_by_timer; }

int main() {
    loop = uv_default_loop();
    uv_tcp_t server;
    uv_tcp_init(loop, &server);
    sockaddr_in address;
    uv_ip4_addr("0.0.0.0", 7000, &address);
    uv_tcp_bind(&server, reinterpret_cast<sockaddr*>(&address), 0);
    uv_listen(reinterpret_cast<uv_stream_t*>(&server), 128, on_connection);
    uv_timer_t timer;
    uv_timer_init(loop, &timer);
    uv_timer_start(&timer, on_timer, 1000, 1000);
    return uv_run(loop, UV_RUN_DEFAULT);
}
