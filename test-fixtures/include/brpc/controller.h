// A mock: channels and controllers stand beside the server.
#pragma once

#include <brpc/server.h>
