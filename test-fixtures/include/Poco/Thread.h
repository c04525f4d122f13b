// A mock: threads stand with the foundation.
#pragma once

#include <Poco/Foundation.h>
