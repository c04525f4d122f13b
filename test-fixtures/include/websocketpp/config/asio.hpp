// A mock: configurations stand together.
#pragma once

#include <websocketpp/config/asio_no_tls.hpp>
