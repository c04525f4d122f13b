// A mock of LevelDB's C interface.
#pragma once

extern "C" {
typedef struct leveldb_t leveldb_t;
typedef struct leveldb_options_t leveldb_options_t;
leveldb_t* leveldb_open(const leveldb_options_t* options, const char* name, char** error);
void leveldb_close(leveldb_t* database);
}
