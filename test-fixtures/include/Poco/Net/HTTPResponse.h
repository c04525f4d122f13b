// A mock: messages stand together.
#pragma once

#include <Poco/Net/HTTPMessage.h>
