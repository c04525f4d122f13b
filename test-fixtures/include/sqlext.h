// A mock of ODBC's extensions.
#pragma once

#include <sql.h>

#define SQL_DRIVER_NOPROMPT 0
#define SQL_DRIVER_COMPLETE 1

extern "C" {
typedef unsigned short SQLWCHAR;
SQLRETURN SQLDriverConnectA(SQLHDBC connection, SQLHWND window, SQLCHAR* text, SQLSMALLINT text_length,
                            SQLCHAR* completed, SQLSMALLINT completed_size, SQLSMALLINT* completed_length,
                            SQLUSMALLINT completion);
SQLRETURN SQLDriverConnectW(SQLHDBC connection, SQLHWND window, SQLWCHAR* text, SQLSMALLINT text_length,
                            SQLWCHAR* completed, SQLSMALLINT completed_size, SQLSMALLINT* completed_length,
                            SQLUSMALLINT completion);
SQLRETURN SQLBrowseConnect(SQLHDBC connection, SQLCHAR* text, SQLSMALLINT text_length, SQLCHAR* answer,
                           SQLSMALLINT answer_size, SQLSMALLINT* answer_length);
SQLRETURN SQLExecDirectA(SQLHSTMT statement, SQLCHAR* text, SQLINTEGER length);
SQLRETURN SQLExecDirectW(SQLHSTMT statement, SQLWCHAR* text, SQLINTEGER length);
SQLRETURN SQLDriverConnect(SQLHDBC connection, SQLHWND window, SQLCHAR* text, SQLSMALLINT text_length,
                           SQLCHAR* completed, SQLSMALLINT completed_size, SQLSMALLINT* completed_length,
                           SQLUSMALLINT completion);
}
