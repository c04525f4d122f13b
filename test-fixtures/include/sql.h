// A mock of ODBC's types.
#pragma once

typedef void* SQLHANDLE;
typedef SQLHANDLE SQLHENV;
typedef SQLHANDLE SQLHDBC;
typedef SQLHANDLE SQLHSTMT;
typedef void* SQLHWND;
typedef void* SQLPOINTER;
typedef unsigned char SQLCHAR;
typedef short SQLSMALLINT;
typedef unsigned short SQLUSMALLINT;
typedef int SQLINTEGER;
typedef long SQLLEN;
typedef SQLSMALLINT SQLRETURN;

#define SQL_NTS (-3)
#define SQL_SUCCESS 0
#define SQL_SUCCEEDED(rc) (((rc) & (~1)) == 0)
#define SQL_HANDLE_ENV 1
#define SQL_HANDLE_DBC 2
#define SQL_HANDLE_STMT 3

extern "C" {
SQLRETURN SQLAllocHandle(SQLSMALLINT type, SQLHANDLE input, SQLHANDLE* output);
SQLRETURN SQLFreeHandle(SQLSMALLINT type, SQLHANDLE handle);
SQLRETURN SQLConnect(SQLHDBC connection, SQLCHAR* server, SQLSMALLINT server_length, SQLCHAR* user,
                     SQLSMALLINT user_length, SQLCHAR* password, SQLSMALLINT password_length);
SQLRETURN SQLConnectA(SQLHDBC connection, SQLCHAR* server, SQLSMALLINT server_length, SQLCHAR* user,
                      SQLSMALLINT user_length, SQLCHAR* password, SQLSMALLINT password_length);
SQLRETURN SQLDisconnect(SQLHDBC connection);
SQLRETURN SQLExecDirect(SQLHSTMT statement, SQLCHAR* text, SQLINTEGER length);
SQLRETURN SQLPrepare(SQLHSTMT statement, SQLCHAR* text, SQLINTEGER length);
SQLRETURN SQLExecute(SQLHSTMT statement);
SQLRETURN SQLFetch(SQLHSTMT statement);
}
