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
