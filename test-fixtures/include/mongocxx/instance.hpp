// A mock: the instance stands beside the address.
#pragma once

#include <mongocxx/uri.hpp>
