// A mock: the configuration stands beside the client.
#pragma once

#include <drogon/orm/DbClient.h>
