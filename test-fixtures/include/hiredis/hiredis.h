// A mock of hiredis.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <sys/time.h>

#define REDIS_ERR -1
#define REDIS_OK 0
#define REDIS_REPLY_STRING 1
#define REDIS_REPLY_ARRAY 2
#define REDIS_REPLY_INTEGER 3
#define REDIS_REPLY_NIL 4
#define REDIS_REPLY_STATUS 5
#define REDIS_REPLY_ERROR 6

extern "C" {

typedef struct redisReply {
    int type;
    long long integer;
    size_t len;
    char* str;
    size_t elements;
    struct redisReply** element;
} redisReply;

typedef struct redisContext {
    int err;
    char errstr[128];
    int fd;
    int flags;
} redisContext;

enum redisConnectionType { REDIS_CONN_TCP, REDIS_CONN_UNIX, REDIS_CONN_USERFD, REDIS_CONN_INVALID };

typedef struct {
    int type;
    int options;
    union {
        struct {
            const char* source_addr;
            const char* ip;
            int port;
        } tcp;
        const char* unix_socket;
        int fd;
    } endpoint;
} redisOptions;

#define REDIS_OPTIONS_SET_TCP(opts, ip_, port_) \
    do {                                        \
        (opts)->type = REDIS_CONN_TCP;          \
        (opts)->endpoint.tcp.ip = ip_;          \
        (opts)->endpoint.tcp.port = port_;      \
    } while (0)

redisContext* redisConnectWithOptions(const redisOptions* options);
redisContext* redisConnect(const char* ip, int port);
redisContext* redisConnectWithTimeout(const char* ip, int port, const struct timeval timeout);
redisContext* redisConnectBindNonBlock(const char* ip, int port, const char* source);
redisContext* redisConnectBindNonBlockWithReuse(const char* ip, int port, const char* source);
redisContext* redisConnectUnixWithTimeout(const char* path, const struct timeval timeout);
typedef struct redisReader {
    int err;
} redisReader;
redisReader* redisReaderCreate(void);
int redisvFormatCommand(char** target, const char* format, va_list arguments);
typedef char* sds;
long long redisFormatSdsCommandArgv(sds* target, int argc, const char** argv, const size_t* argvlen);
redisContext* redisConnectUnix(const char* path);
redisContext* redisConnectNonBlock(const char* ip, int port);
int redisReconnect(redisContext* context);
int redisSetTimeout(redisContext* context, const struct timeval timeout);
void redisFree(redisContext* context);
void freeReplyObject(void* reply);
int redisGetReply(redisContext* context, void** reply);
int redisvAppendCommand(redisContext* context, const char* format, va_list arguments);
int redisAppendCommand(redisContext* context, const char* format, ...);
int redisAppendCommandArgv(redisContext* context, int argc, const char** argv, const size_t* argvlen);
void* redisvCommand(redisContext* context, const char* format, va_list arguments);
void* redisCommand(redisContext* context, const char* format, ...);
void* redisCommandArgv(redisContext* context, int argc, const char** argv, const size_t* argvlen);
int redisFormatCommand(char** target, const char* format, ...);
int redisFormatCommandArgv(char** target, int argc, const char** argv, const size_t* argvlen);
}
