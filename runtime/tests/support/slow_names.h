// A name server that takes its time. A program that links slow_names.cpp looks up names with it, whoever asks.
#pragma once

#include <chrono>

namespace stateless::testing {

/// Takes so long to be looked up, and is not there then.
constexpr char slow_name[] = "slow.invalid";
constexpr std::chrono::milliseconds slow_answer{2500};

}  // namespace stateless::testing
