// In which process an object was made. fork() copies it into another one: its sockets, on which two processes would
// then read each other's answers, but none of its threads.
#pragma once

#include <atomic>

namespace stateless::net {

class Birth {
public:
    /// Here and now. May throw std::system_error when the first is made.
    Birth();

    /// Is this another process than the one it was made in?
    [[nodiscard]] bool elsewhere() const noexcept { return forks.load(std::memory_order_relaxed) != at_; }

private:
    friend void count_fork() noexcept;
    static inline std::atomic<unsigned> forks{0};  // between the first process and this one
    unsigned at_;
};

/// For an Error.
constexpr char made_before_fork[] = "it was made before fork(), in another process: make one here";

}  // namespace stateless::net
