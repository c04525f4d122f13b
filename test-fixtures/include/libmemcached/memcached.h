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
typedef struct memcached_instance_st* memcached_server_list_st;
typedef struct memcached_instance_st memcached_server_st;
memcached_server_list_st memcached_server_list_append(memcached_server_list_st list, const char* hostname,
                                                      in_port_t port, memcached_return_t* error);
memcached_return_t memcached_server_push(memcached_st* handle, const memcached_server_list_st list);
memcached_return_t memcached_server_add(memcached_st* handle, const char* hostname, in_port_t port);
char* memcached_get(memcached_st* handle, const char* key, size_t key_length, size_t* value_length, uint32_t* flags,
                    memcached_return_t* error);
memcached_return_t memcached_set(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                 size_t value_length, time_t expiration, uint32_t flags);
memcached_return_t memcached_add(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                 size_t value_length, time_t expiration, uint32_t flags);
memcached_return_t memcached_replace(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                     size_t value_length, time_t expiration, uint32_t flags);
memcached_return_t memcached_append(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                    size_t value_length, time_t expiration, uint32_t flags);
memcached_return_t memcached_prepend(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                     size_t value_length, time_t expiration, uint32_t flags);
memcached_return_t memcached_cas(memcached_st* handle, const char* key, size_t key_length, const char* value,
                                 size_t value_length, time_t expiration, uint32_t flags, uint64_t cas);
memcached_return_t memcached_set_by_key(memcached_st* handle, const char* group, size_t group_length, const char* key,
                                        size_t key_length, const char* value, size_t value_length, time_t expiration,
                                        uint32_t flags);
memcached_return_t memcached_add_by_key(memcached_st* handle, const char* group, size_t group_length, const char* key,
                                        size_t key_length, const char* value, size_t value_length, time_t expiration,
                                        uint32_t flags);
memcached_return_t memcached_replace_by_key(memcached_st* handle, const char* group, size_t group_length,
                                            const char* key, size_t key_length, const char* value, size_t value_length,
                                            time_t expiration, uint32_t flags);
memcached_return_t memcached_mget(memcached_st* handle, const char* const* keys, const size_t* lengths, size_t count);
typedef struct memcached_result_st memcached_result_st;
memcached_result_st* memcached_fetch_result(memcached_st* handle, memcached_result_st* result,
                                            memcached_return_t* error);
char* memcached_get_by_key(memcached_st* handle, const char* group, size_t group_length, const char* key,
                           size_t key_length, size_t* value_length, uint32_t* flags, memcached_return_t* error);
typedef struct memcached_pool_st memcached_pool_st;
memcached_pool_st* memcached_pool(const char* options, size_t length);
memcached_return_t memcached_touch(memcached_st* handle, const char* key, size_t key_length, time_t expiration);
memcached_return_t memcached_delete(memcached_st* handle, const char* key, size_t key_length, time_t expiration);
const char* memcached_strerror(const memcached_st* handle, memcached_return_t error);
}
