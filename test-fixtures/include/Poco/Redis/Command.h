// A mock: commands stand beside the client.
#pragma once

#include <Poco/Redis/Client.h>
