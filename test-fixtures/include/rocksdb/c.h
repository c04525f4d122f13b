// A mock of RocksDB's C interface.
#pragma once

extern "C" {
typedef struct rocksdb_t rocksdb_t;
typedef struct rocksdb_options_t rocksdb_options_t;
rocksdb_t* rocksdb_open(const rocksdb_options_t* options, const char* name, char** error);
void rocksdb_close(rocksdb_t* database);
}
