// A mock of libmemcached.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

extern "C" {

typedef struct memcached_st memcached_st;
typedef uint16_t in_port_t;
typedef enum { MEMCACHED_SUCCESS, MEMCACHED_FAILURE, MEMCACHED_NOTFOUND } memcached_return_t;

memcached_st* memcached_create(memcached_st* memory);
memcached_st* memcached(const char* options, size_t length);
void memcached_free(memcached_st* handle);
memcached_return_t memcached_server_add(memcached_st* handle, const char* hostname, in_port_t port);
char* memcached_get(memcached_st* handle, const char* key, size_t key_length, size_t* value_length, uint32_t* flags,
                    memcached_return_t* error);
memcached_return_t memcached_set(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                 size_t value_length, time_t expiration, uint32_t flags);
memcached_return_t memcached_add(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                 size_t value_length, time_t expiration, uint32_t flags);
memcached_return_t memcached_replace(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                     size_t value_length, time_t expiration, uint32_t flags);
memcached_return_t memcached_touch(memcached_st* handle, const char* key, size_t key_length, time_t expiration);
memcached_return_t memcached_delete(memcached_st* handle, const char* key, size_t key_length, time_t expiration);
const char* memcached_strerror(const memcached_st* handle, memcached_return_t error);
}
