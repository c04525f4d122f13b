// A mock: connections stand beside the server.
#pragma once

#include <Poco/Net/TCPServer.h>
