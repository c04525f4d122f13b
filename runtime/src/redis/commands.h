// What the client has to know of a command before it sends it: whether it only reads, whether it may be sent on a
// shared connection at all, and which arguments are keys. A command it does not know writes, and has its key where most
// have it.
#pragma once

#include <string_view>

#include <stateless/redis_command.h>

namespace stateless::redis {

struct Traits {
    bool reads = false;
    bool script = false;            ///< EVAL and its like: what it did before an error stays
    int slot = -1;                  ///< of its keys, if it was asked for and there are any
    const char* refused = nullptr;  ///< why it must not be sent; null if it may
};

/// `with_slot`: for a cluster; keys of several slots are refused then.
[[nodiscard]] Traits inspect(Args command, bool with_slot);

/// The same for a script's keys. `refused` if they have several slots.
[[nodiscard]] Traits inspect(const Script& script, Keys keys, bool with_slot);

}  // namespace stateless::redis
