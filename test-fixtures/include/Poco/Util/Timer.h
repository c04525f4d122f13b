// A mock: the timer stands beside its tasks.
#pragma once

#include <Poco/Util/TimerTask.h>
