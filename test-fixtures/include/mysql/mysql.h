// A mock of the MySQL and MariaDB C interface.
#pragma once

#include <stddef.h>

extern "C" {

typedef struct st_mysql {
    int status;
} MYSQL;
typedef struct st_mysql_res {
    int eof;
} MYSQL_RES;
typedef struct st_mysql_field {
    char* name;
} MYSQL_FIELD;
typedef char** MYSQL_ROW;
typedef struct st_mysql_stmt MYSQL_STMT;
typedef unsigned long long my_ulonglong;
enum mysql_option { MYSQL_OPT_CONNECT_TIMEOUT, MYSQL_SET_CHARSET_NAME, MYSQL_OPT_RECONNECT };

MYSQL* mysql_init(MYSQL* mysql);
MYSQL* mysql_real_connect(MYSQL* mysql, const char* host, const char* user, const char* passwd, const char* db,
                          unsigned int port, const char* unix_socket, unsigned long clientflag);
int mysql_real_connect_start(MYSQL** result, MYSQL* mysql, const char* host, const char* user, const char* passwd,
                             const char* db, unsigned int port, const char* unix_socket, unsigned long clientflag);
enum net_async_status { NET_ASYNC_COMPLETE, NET_ASYNC_NOT_READY, NET_ASYNC_ERROR };
enum net_async_status mysql_real_connect_nonblocking(MYSQL* mysql, const char* host, const char* user,
                                                     const char* passwd, const char* db, unsigned int port,
                                                     const char* unix_socket, unsigned long clientflag);
enum net_async_status mysql_real_query_nonblocking(MYSQL* mysql, const char* query, unsigned long length);
enum net_async_status mysql_store_result_nonblocking(MYSQL* mysql, MYSQL_RES** result);
int mysql_query_start(int* result, MYSQL* mysql, const char* query);
int mysql_real_query_start(int* result, MYSQL* mysql, const char* query, unsigned long length);
int mysql_send_query(MYSQL* mysql, const char* query, unsigned long length);
typedef struct st_mysql_bind {
    void* buffer;
} MYSQL_BIND;
MYSQL_STMT* mysql_stmt_init(MYSQL* mysql);
int mysql_stmt_prepare(MYSQL_STMT* statement, const char* query, unsigned long length);
int mysql_stmt_execute(MYSQL_STMT* statement);
int mysql_stmt_fetch(MYSQL_STMT* statement);
int mysql_stmt_store_result(MYSQL_STMT* statement);
int mysql_select_db(MYSQL* mysql, const char* db);
MYSQL_RES* mysql_list_tables(MYSQL* mysql, const char* wild);
MYSQL_RES* mysql_list_dbs(MYSQL* mysql, const char* wild);
MYSQL_RES* mysql_list_fields(MYSQL* mysql, const char* table, const char* wild);
int mysql_next_result(MYSQL* mysql);
char mysql_commit(MYSQL* mysql);
char mysql_rollback(MYSQL* mysql);
char mysql_autocommit(MYSQL* mysql, char mode);
void mysql_close(MYSQL* mysql);
int mysql_options(MYSQL* mysql, enum mysql_option option, const void* value);
int mysql_query(MYSQL* mysql, const char* query);
int mysql_real_query(MYSQL* mysql, const char* query, unsigned long length);
MYSQL_RES* mysql_store_result(MYSQL* mysql);
MYSQL_RES* mysql_use_result(MYSQL* mysql);
MYSQL_ROW mysql_fetch_row(MYSQL_RES* result);
MYSQL_FIELD* mysql_fetch_fields(MYSQL_RES* result);
unsigned int mysql_num_fields(MYSQL_RES* result);
my_ulonglong mysql_num_rows(MYSQL_RES* result);
void mysql_free_result(MYSQL_RES* result);
const char* mysql_error(MYSQL* mysql);
unsigned int mysql_errno(MYSQL* mysql);
unsigned long mysql_real_escape_string(MYSQL* mysql, char* to, const char* from, unsigned long length);
my_ulonglong mysql_insert_id(MYSQL* mysql);
int mysql_library_init(int argc, char** argv, char** groups);
}
