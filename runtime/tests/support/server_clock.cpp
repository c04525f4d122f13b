// A file of the test's, which the server may read.
#include "support/server_clock.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <system_error>

namespace stateless::testing {

ServerClock::ServerClock() : file_(folder_.write("clock", std::string(sizeof(ClockSetting), '\0'))) {
    const int file = open(file_.c_str(), O_RDWR | O_CLOEXEC);
    void* mapped =
        file < 0 ? MAP_FAILED : mmap(nullptr, sizeof(ClockSetting), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file >= 0) close(file);
    if (mapped == MAP_FAILED) throw std::system_error(errno, std::generic_category(), file_.string());
    setting_ = new (mapped) ClockSetting;
}

ServerClock::~ServerClock() { munmap(setting_, sizeof(ClockSetting)); }

std::vector<std::string> ServerClock::prefix() const {
    return {"env", "LD_PRELOAD=" STATELESS_STEPPED_CLOCK, clock_variable + ("=" + file_.string())};
}

}  // namespace stateless::testing
