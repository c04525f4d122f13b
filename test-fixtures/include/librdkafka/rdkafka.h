// A mock of librdkafka's configuration and producer.
#pragma once

#include <stddef.h>

extern "C" {

typedef struct rd_kafka_s rd_kafka_t;
typedef struct rd_kafka_conf_s rd_kafka_conf_t;
typedef enum { RD_KAFKA_CONF_UNKNOWN = -2, RD_KAFKA_CONF_INVALID = -1, RD_KAFKA_CONF_OK = 0 } rd_kafka_conf_res_t;
typedef enum { RD_KAFKA_PRODUCER, RD_KAFKA_CONSUMER } rd_kafka_type_t;

rd_kafka_conf_t* rd_kafka_conf_new(void);
rd_kafka_conf_res_t rd_kafka_conf_set(rd_kafka_conf_t* conf, const char* name, const char* value, char* error,
                                      size_t error_size);
rd_kafka_t* rd_kafka_new(rd_kafka_type_t type, rd_kafka_conf_t* conf, char* error, size_t error_size);
typedef struct rd_kafka_message_s {
    void* payload;
    size_t len;
} rd_kafka_message_t;
rd_kafka_message_t* rd_kafka_consumer_poll(rd_kafka_t* client, int timeout_ms);
void rd_kafka_message_destroy(rd_kafka_message_t* message);
int rd_kafka_brokers_add(rd_kafka_t* client, const char* brokers);
}
