// Looks up the addresses of a host within a deadline. The C library's lookup has none, so it runs on a thread of its
// own, one for each host at a time, and whoever waits goes when the time is up; a later caller joins a lookup under
// way.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <stateless/result.h>

#include "net/deadline.h"

namespace stateless::net {

class Resolver {
public:
    /// The addresses as text, in the order of preference. Addresses and paths of Unix sockets are their own answer.
    /// `unavailable` if the name is not known or the deadline passes.
    [[nodiscard]] Result<std::vector<std::string>> resolve(const std::string& host, Deadline deadline);

private:
    struct Lookup;
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Lookup>> under_way_;
};

}  // namespace stateless::net
