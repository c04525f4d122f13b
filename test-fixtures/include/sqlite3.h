// A mock of SQLite.
#pragma once

#define SQLITE_OK 0
#define SQLITE_ROW 100
#define SQLITE_DONE 101
#define SQLITE_OPEN_READWRITE 0x00000002
#define SQLITE_OPEN_CREATE 0x00000004
#define SQLITE_TRANSIENT ((sqlite3_destructor_type) - 1)

extern "C" {

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef long long sqlite3_int64;
typedef void (*sqlite3_destructor_type)(void*);

int sqlite3_open(const char* filename, sqlite3** database);
int sqlite3_open_v2(const char* filename, sqlite3** database, int flags, const char* vfs);
int sqlite3_open16(const void* filename, sqlite3** database);
int sqlite3_close(sqlite3* database);
int sqlite3_close_v2(sqlite3* database);
typedef struct sqlite3_value sqlite3_value;
typedef struct sqlite3_context sqlite3_context;
int sqlite3_create_function(sqlite3* database, const char* name, int arguments, int encoding, void* data,
                            void (*function)(sqlite3_context*, int, sqlite3_value**),
                            void (*step)(sqlite3_context*, int, sqlite3_value**), void (*last)(sqlite3_context*));
void sqlite3_result_int(sqlite3_context* context, int value);
int sqlite3_value_int(sqlite3_value* value);
int sqlite3_busy_handler(sqlite3* database, int (*handler)(void*, int), void* data);
void sqlite3_progress_handler(sqlite3* database, int steps, int (*handler)(void*), void* data);
char* sqlite3_mprintf(const char* format, ...);
char* sqlite3_snprintf(int size, char* buffer, const char* format, ...);
int sqlite3_prepare(sqlite3* database, const char* sql, int length, sqlite3_stmt** statement, const char** tail);
int sqlite3_prepare_v3(sqlite3* database, const char* sql, int length, unsigned flags, sqlite3_stmt** statement,
                       const char** tail);
int sqlite3_get_table(sqlite3* database, const char* sql, char*** result, int* rows, int* columns, char** error);
int sqlite3_exec(sqlite3* database, const char* sql, int (*callback)(void*, int, char**, char**), void* data,
                 char** error);
int sqlite3_prepare_v2(sqlite3* database, const char* sql, int length, sqlite3_stmt** statement, const char** tail);
int sqlite3_step(sqlite3_stmt* statement);
int sqlite3_reset(sqlite3_stmt* statement);
int sqlite3_finalize(sqlite3_stmt* statement);
int sqlite3_bind_int(sqlite3_stmt* statement, int index, int value);
int sqlite3_bind_text(sqlite3_stmt* statement, int index, const char* text, int length,
                      sqlite3_destructor_type destructor);
int sqlite3_column_int(sqlite3_stmt* statement, int column);
double sqlite3_column_double(sqlite3_stmt* statement, int column);
const unsigned char* sqlite3_column_text(sqlite3_stmt* statement, int column);
const char* sqlite3_errmsg(sqlite3* database);
sqlite3_int64 sqlite3_last_insert_rowid(sqlite3* database);
void sqlite3_free(void* memory);
}
