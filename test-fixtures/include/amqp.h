// A mock of rabbitmq-c.
#pragma once

#include <sys/time.h>

extern "C" {

typedef struct amqp_connection_state_t_* amqp_connection_state_t;
typedef struct amqp_socket_t_ amqp_socket_t;

amqp_connection_state_t amqp_new_connection(void);
amqp_socket_t* amqp_tcp_socket_new(amqp_connection_state_t state);
int amqp_socket_open(amqp_socket_t* socket, const char* host, int port);

typedef struct amqp_envelope_t_ {
    unsigned long delivery_tag;
} amqp_envelope_t;
int amqp_consume_message(amqp_connection_state_t state, amqp_envelope_t* envelope, const struct timeval* timeout,
                         int flags);
}
