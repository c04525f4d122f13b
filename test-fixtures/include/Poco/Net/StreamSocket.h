// A mock: sockets stand together.
#pragma once

#include <Poco/Net/ServerSocket.h>
