// Preloaded into a server, it gives it a clock that a test sets: the wall's clock, off by so much, or standing still.
// What measures only how time passes (CLOCK_MONOTONIC) stays as it is, as when a machine's clock is set. Plain system
// calls and no allocation, since a server's allocator asks for the time while it starts.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

#include "support/server_clock.h"

namespace {

const stateless::testing::ClockSetting* setting = nullptr;

__attribute__((constructor)) void find_setting() {
    const char* path = std::getenv(stateless::testing::clock_variable);
    const int file = path != nullptr ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void* mapped = mmap(nullptr, sizeof *setting, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (mapped != MAP_FAILED) setting = static_cast<const stateless::testing::ClockSetting*>(mapped);
}

timespec wall_time() {
    timespec time{};
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &time);
    if (setting == nullptr) return time;
    if (const std::int64_t stands = setting->stands_at.load(); stands != 0)
        return {static_cast<time_t>(stands / 1000), static_cast<long>(stands % 1000 * 1'000'000)};
    time.tv_sec += static_cast<time_t>(setting->off_by_seconds.load());
    return time;
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept {
    if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)
        return static_cast<int>(syscall(SYS_clock_gettime, clock, time));
    *time = wall_time();
    return 0;
}

int gettimeofday(timeval* time, void*) noexcept {
    const timespec now = wall_time();
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t* out) noexcept {
    const time_t now = wall_time().tv_sec;
    if (out != nullptr) *out = now;
    return now;
}
}
