// A mock of drogon: the names, macros and base classes the analyser knows it by, no behaviour.
#pragma once

#include <drogon/CacheMap.h>
#include <drogon/HttpAppFramework.h>
#include <drogon/HttpController.h>
#include <drogon/HttpFilter.h>
#include <drogon/HttpRequest.h>
#include <drogon/HttpResponse.h>
#include <drogon/HttpSimpleController.h>
#include <drogon/HttpTypes.h>
#include <drogon/RateLimiter.h>
#include <drogon/WebSocketController.h>
#include <drogon/nosql/RedisClient.h>
#include <drogon/orm/DbClient.h>
