// A mock: uWebSockets builds put its src folder itself on the include path.
#pragma once

#include <uWebSockets/App.h>
