// The C library calls back in the child of each fork.
#include "net/fork.h"

#include <pthread.h>

#include <system_error>

namespace stateless::net {

void count_fork() noexcept { Birth::forks.fetch_add(1, std::memory_order_relaxed); }

Birth::Birth() {
    static const int counting = pthread_atfork(nullptr, nullptr, [] { count_fork(); });
    if (counting != 0) throw std::system_error(counting, std::generic_category(), "stateless: pthread_atfork");
    at_ = forks.load(std::memory_order_relaxed);
}

}  // namespace stateless::net
