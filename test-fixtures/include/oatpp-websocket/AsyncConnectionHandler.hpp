// A mock: the handler stands beside the socket.
#pragma once

#include <oatpp-websocket/AsyncWebSocket.hpp>
