// A mock of hiredis' asynchronous interface.
#pragma once

#include <hiredis/hiredis.h>

extern "C" {

struct redisAsyncContext;
typedef void(redisCallbackFn)(struct redisAsyncContext*, void*, void*);
typedef void(redisConnectCallback)(const struct redisAsyncContext*, int status);

typedef struct redisAsyncContext {
    redisContext c;
    int err;
    char* errstr;
    void* data;
} redisAsyncContext;

redisAsyncContext* redisAsyncConnect(const char* ip, int port);
redisAsyncContext* redisAsyncConnectWithOptions(const redisOptions* options);
redisAsyncContext* redisAsyncConnectUnix(const char* path);
redisAsyncContext* redisAsyncConnectBind(const char* ip, int port, const char* source);
redisAsyncContext* redisAsyncConnectBindWithReuse(const char* ip, int port, const char* source);
typedef void(redisDisconnectCallback)(const struct redisAsyncContext*, int status);
int redisAsyncSetDisconnectCallback(redisAsyncContext* context, redisDisconnectCallback* callback);
int redisvAsyncCommand(redisAsyncContext* context, redisCallbackFn* callback, void* data, const char* format,
                       va_list arguments);
int redisAsyncFormattedCommand(redisAsyncContext* context, redisCallbackFn* callback, void* data, const char* command,
                               size_t length);
int redisAsyncSetConnectCallback(redisAsyncContext* context, redisConnectCallback* callback);
void redisAsyncDisconnect(redisAsyncContext* context);
int redisAsyncCommand(redisAsyncContext* context, redisCallbackFn* callback, void* data, const char* format, ...);
int redisAsyncCommandArgv(redisAsyncContext* context, redisCallbackFn* callback, void* data, int argc,
                          const char** argv, const size_t* argvlen);
}
