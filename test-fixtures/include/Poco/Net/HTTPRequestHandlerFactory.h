// A mock: handlers stand beside the server.
#pragma once

#include <Poco/Net/HTTPServer.h>
