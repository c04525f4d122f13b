// Says in the code that a piece of state is meant to differ between replicas, and why. stateless-lint then reports it
// as suppressed, with the reason, instead of as a finding. Costs nothing: no code, no dependency, C++17.
//
//     #include <stateless/annotations.h>
//
//     STATELESS_PER_REPLICA("each replica samples its own latency; the collector adds them up")
//     static std::array<std::atomic<long>, 32> latency_buckets;
//
// It stands in front of the declaration it speaks of: a variable, a static or thread_local local, a member. A project
// that does not want the header writes the attribute itself; other compilers than clang ignore it with a warning
// (-Wno-attributes), which the macro avoids:
//
//     [[clang::annotate("stateless::per-replica", "each replica samples its own latency")]] static long sampled;
#pragma once

#if defined(__clang__)
#define STATELESS_PER_REPLICA(reason) [[clang::annotate("stateless::per-replica", reason)]]
#else
#define STATELESS_PER_REPLICA(reason)
#endif
