// A mock: middleware stands beside the filters.
#pragma once

#include <drogon/HttpFilter.h>
