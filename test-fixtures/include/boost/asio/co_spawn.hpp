// A mock: all of Asio stands in one header.
#pragma once

#include <boost/asio.hpp>
