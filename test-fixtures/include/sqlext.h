// A mock of ODBC's extensions.
#pragma once

#include <sql.h>

#define SQL_DRIVER_NOPROMPT 0
#define SQL_DRIVER_COMPLETE 1

extern "C" {
SQLRETURN SQLDriverConnect(SQLHDBC connection, SQLHWND window, SQLCHAR* text, SQLSMALLINT text_length,
                           SQLCHAR* completed, SQLSMALLINT completed_size, SQLSMALLINT* completed_length,
                           SQLUSMALLINT completion);
}
