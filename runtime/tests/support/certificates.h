// What servers of the tests need for TLS.
#pragma once

#include <string>
#include <vector>

#include "support/server_process.h"

namespace stateless::testing {

/// A certificate authority and a server's certificate for "localhost" and 127.0.0.1, and one of another authority.
class Certificates {
public:
    Certificates();
    [[nodiscard]] std::string ca() const { return folder_.path() / "ca.crt"; }
    [[nodiscard]] std::string other_ca() const { return folder_.path() / "other.crt"; }
    [[nodiscard]] std::string certificate() const { return folder_.path() / "server.crt"; }
    [[nodiscard]] std::string key() const { return folder_.path() / "server.key"; }

private:
    void make(const std::vector<std::string>& arguments) const;
    TemporaryFolder folder_;
};

}  // namespace stateless::testing
