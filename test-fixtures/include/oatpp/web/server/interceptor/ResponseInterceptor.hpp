// A mock: both interceptors stand together.
#pragma once

#include <oatpp/web/server/interceptor/RequestInterceptor.hpp>
