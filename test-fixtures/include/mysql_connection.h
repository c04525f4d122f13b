// A mock: the connection stands beside the driver.
#pragma once

#include <mysql_driver.h>
