// What has to happen in one step inside Redis. All take the queue's four keys in the same order; what each one does
// with its arguments stands beside its text.
#pragma once

#include <stateless/redis_command.h>

namespace stateless::jobs {

struct Scripts {
    Script enqueue, take, finish, fail, renew, counts, revive, forget;
};

[[nodiscard]] Scripts make_scripts();

/// The stream's group, and its one consumer: who has a job is told by how often it was delivered, so that nobody has to
/// clear up after workers that are gone.
inline constexpr char group[] = "workers", consumer[] = "worker";

}  // namespace stateless::jobs
