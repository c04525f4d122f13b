// A mock: every interface stands beside the driver.
#pragma once

#include <cppconn/driver.h>
