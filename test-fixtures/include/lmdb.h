// A mock of LMDB.
#pragma once

#include <stddef.h>
#include <sys/types.h>

extern "C" {

typedef struct MDB_env MDB_env;
typedef struct MDB_txn MDB_txn;
typedef unsigned int MDB_dbi;
typedef struct MDB_val {
    size_t mv_size;
    void* mv_data;
} MDB_val;

int mdb_env_create(MDB_env** env);
int mdb_env_set_mapsize(MDB_env* env, size_t size);
int mdb_env_open(MDB_env* env, const char* path, unsigned int flags, mode_t mode);
void mdb_env_close(MDB_env* env);
typedef struct MDB_cursor MDB_cursor;
typedef enum MDB_cursor_op { MDB_FIRST, MDB_NEXT } MDB_cursor_op;
int mdb_cursor_get(MDB_cursor* cursor, MDB_val* key, MDB_val* data, MDB_cursor_op op);
int mdb_del(MDB_txn* txn, MDB_dbi dbi, MDB_val* key, MDB_val* data);
int mdb_get(MDB_txn* txn, MDB_dbi dbi, MDB_val* key, MDB_val* data);
int mdb_put(MDB_txn* txn, MDB_dbi dbi, MDB_val* key, MDB_val* data, unsigned int flags);
}
