// A mock of hiredis-cluster.
#pragma once

#include <hiredis/async.h>

extern "C" {
typedef struct redisClusterContext {
    int err;
} redisClusterContext;
typedef struct redisClusterAsyncContext {
    int err;
} redisClusterAsyncContext;
typedef void(redisClusterCallbackFn)(redisClusterAsyncContext*, void*, void*);

redisClusterContext* redisClusterConnect(const char* addresses, int flags);
redisClusterContext* redisClusterContextInit(void);
int redisClusterSetOptionAddNodes(redisClusterContext* context, const char* addresses);
int redisClusterConnect2(redisClusterContext* context);
void redisClusterFree(redisClusterContext* context);
void* redisClusterCommand(redisClusterContext* context, const char* format, ...);
void* redisClustervCommand(redisClusterContext* context, const char* format, va_list arguments);
void* redisClusterCommandArgv(redisClusterContext* context, int argc, const char** argv, const size_t* argvlen);
int redisClusterAppendCommand(redisClusterContext* context, const char* format, ...);
int redisClusterAsyncCommand(redisClusterAsyncContext* context, redisClusterCallbackFn* callback, void* data,
                             const char* format, ...);
int redisClusterAsyncCommandArgv(redisClusterAsyncContext* context, redisClusterCallbackFn* callback, void* data,
                                 int argc, const char** argv, const size_t* argvlen);
}
