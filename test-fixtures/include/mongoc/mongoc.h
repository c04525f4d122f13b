// A mock of the MongoDB C driver.
#pragma once

#include <stddef.h>

extern "C" {
typedef struct _bson_t bson_t;
typedef struct _bson_error_t bson_error_t;
typedef struct _mongoc_uri_t mongoc_uri_t;
typedef struct _mongoc_client_t mongoc_client_t;
typedef struct _mongoc_client_pool_t mongoc_client_pool_t;
typedef struct _mongoc_collection_t mongoc_collection_t;
typedef struct _mongoc_cursor_t mongoc_cursor_t;

mongoc_uri_t* mongoc_uri_new(const char* uri);
mongoc_uri_t* mongoc_uri_new_with_error(const char* uri, bson_error_t* error);
mongoc_uri_t* mongoc_uri_new_for_host_port(const char* host, unsigned short port);
mongoc_client_t* mongoc_client_new(const char* uri);
mongoc_client_t* mongoc_client_new_from_uri(const mongoc_uri_t* uri);
void mongoc_client_destroy(mongoc_client_t* client);
bool mongoc_client_command_simple(mongoc_client_t* client, const char* database, const bson_t* command,
                                  const void* preferences, bson_t* reply, bson_error_t* error);
mongoc_client_pool_t* mongoc_client_pool_new(const mongoc_uri_t* uri);
void mongoc_client_pool_max_size(mongoc_client_pool_t* pool, unsigned max);
mongoc_collection_t* mongoc_client_get_collection(mongoc_client_t* client, const char* database,
                                                  const char* collection);
bool mongoc_cursor_next(mongoc_cursor_t* cursor, const bson_t** document);
bool mongoc_collection_insert(mongoc_collection_t* collection, int flags, const bson_t* document, const void* concern, bson_error_t* error);
bool mongoc_collection_insert_one(mongoc_collection_t* collection, const bson_t* document, const bson_t* opts, bson_t* reply,
                                  bson_error_t* error);
bool mongoc_collection_insert_many(mongoc_collection_t* collection, const bson_t** documents, size_t count, const bson_t* opts,
                                   bson_t* reply, bson_error_t* error);
bool mongoc_collection_update(mongoc_collection_t* collection, int flags, const bson_t* selector, const bson_t* update,
                              const void* concern, bson_error_t* error);
bool mongoc_collection_update_one(mongoc_collection_t* collection, const bson_t* selector, const bson_t* update,
                                  const bson_t* opts, bson_t* reply, bson_error_t* error);
bool mongoc_collection_update_many(mongoc_collection_t* collection, const bson_t* selector, const bson_t* update,
                                   const bson_t* opts, bson_t* reply, bson_error_t* error);
bool mongoc_collection_replace_one(mongoc_collection_t* collection, const bson_t* selector, const bson_t* replacement,
                                   const bson_t* opts, bson_t* reply, bson_error_t* error);
bool mongoc_collection_delete_one(mongoc_collection_t* collection, const bson_t* selector, const bson_t* opts, bson_t* reply,
                                  bson_error_t* error);
bool mongoc_collection_delete_many(mongoc_collection_t* collection, const bson_t* selector, const bson_t* opts, bson_t* reply,
                                   bson_error_t* error);
bool mongoc_collection_remove(mongoc_collection_t* collection, int flags, const bson_t* selector, const void* concern,
                              bson_error_t* error);
bool mongoc_collection_find_and_modify(mongoc_collection_t* collection, const bson_t* query, const bson_t* sort,
                                       const bson_t* update, const bson_t* fields, bool remove, bool upsert, bool replaced,
                                       bson_t* reply, bson_error_t* error);
mongoc_cursor_t* mongoc_collection_find(mongoc_collection_t* collection, int flags, unsigned skip, unsigned limit, unsigned batch,
                                        const bson_t* query, const bson_t* fields, const void* preferences);
mongoc_cursor_t* mongoc_collection_find_with_opts(mongoc_collection_t* collection, const bson_t* filter, const bson_t* opts,
                                                  const void* preferences);
mongoc_cursor_t* mongoc_collection_aggregate(mongoc_collection_t* collection, int flags, const bson_t* pipeline,
                                             const bson_t* opts, const void* preferences);
long long mongoc_collection_count_documents(mongoc_collection_t* collection, const bson_t* filter, const bson_t* opts,
                                            const void* preferences, bson_t* reply, bson_error_t* error);
}
