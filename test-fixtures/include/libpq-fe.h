// A mock of libpq.
#pragma once

#include <stddef.h>

extern "C" {

typedef unsigned int Oid;
typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef enum { CONNECTION_OK, CONNECTION_BAD } ConnStatusType;
typedef enum { PGRES_EMPTY_QUERY = 0, PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_FATAL_ERROR = 7 } ExecStatusType;
typedef enum { PQPING_OK, PQPING_REJECT, PQPING_NO_RESPONSE, PQPING_NO_ATTEMPT } PGPing;

PGconn* PQconnectdb(const char* conninfo);
PGconn* PQconnectStart(const char* conninfo);
PGconn* PQconnectdbParams(const char* const* keywords, const char* const* values, int expand_dbname);
PGconn* PQconnectStartParams(const char* const* keywords, const char* const* values, int expand_dbname);
PGconn* PQsetdbLogin(const char* pghost, const char* pgport, const char* pgoptions, const char* pgtty,
                     const char* dbName, const char* login, const char* pwd);
PGPing PQpingParams(const char* const* keywords, const char* const* values, int expand_dbname);
PGPing PQping(const char* conninfo);
void PQfinish(PGconn* conn);
void PQreset(PGconn* conn);
ConnStatusType PQstatus(const PGconn* conn);
char* PQerrorMessage(const PGconn* conn);

PGresult* PQexec(PGconn* conn, const char* query);
PGresult* PQexecParams(PGconn* conn, const char* command, int nParams, const Oid* paramTypes,
                       const char* const* paramValues, const int* paramLengths, const int* paramFormats,
                       int resultFormat);
PGresult* PQprepare(PGconn* conn, const char* stmtName, const char* query, int nParams, const Oid* paramTypes);
PGresult* PQexecPrepared(PGconn* conn, const char* stmtName, int nParams, const char* const* paramValues,
                         const int* paramLengths, const int* paramFormats, int resultFormat);
int PQsendQuery(PGconn* conn, const char* query);
int PQsendPrepare(PGconn* conn, const char* stmtName, const char* query, int nParams, const Oid* paramTypes);
int PQsendQueryParams(PGconn* conn, const char* command, int nParams, const Oid* paramTypes,
                      const char* const* paramValues, const int* paramLengths, const int* paramFormats,
                      int resultFormat);
int PQsendQueryPrepared(PGconn* conn, const char* stmtName, int nParams, const char* const* paramValues,
                        const int* paramLengths, const int* paramFormats, int resultFormat);
PGresult* PQdescribePrepared(PGconn* conn, const char* stmt);
int PQsendDescribePrepared(PGconn* conn, const char* stmt);
int PQputCopyData(PGconn* conn, const char* buffer, int nbytes);
int PQgetCopyData(PGconn* conn, char** buffer, int async);
typedef struct _PQconninfoOption {
    char* keyword;
    char* val;
} PQconninfoOption;
PQconninfoOption* PQconndefaults(void);
PGresult* PQgetResult(PGconn* conn);

ExecStatusType PQresultStatus(const PGresult* res);
int PQntuples(const PGresult* res);
int PQnfields(const PGresult* res);
char* PQgetvalue(const PGresult* res, int tuple, int field);
int PQgetisnull(const PGresult* res, int tuple, int field);
char* PQcmdTuples(PGresult* res);
void PQclear(PGresult* res);
char* PQescapeLiteral(PGconn* conn, const char* str, size_t length);
void PQfreemem(void* ptr);
}

#define PQsetdb(host, port, options, tty, name) PQsetdbLogin(host, port, options, tty, name, NULL, NULL)
