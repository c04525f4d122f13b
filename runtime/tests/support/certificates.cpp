// Made by the openssl program, as an operator would.
#include "support/certificates.h"

#include <stdexcept>

namespace stateless::testing {

void Certificates::make(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command{
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    ServerProcess openssl(command, folder_.path() / "openssl.log");
    if (openssl.finish() != 0) throw std::runtime_error("openssl failed");
}

Certificates::Certificates() {
    const std::string folder = folder_.path();
    make({"-subj", "/CN=our authority", "-keyout", folder + "/ca.key", "-out", ca()});
    make({"-subj", "/CN=another authority", "-keyout", folder + "/other.key", "-out", other_ca()});
    make({"-CA", ca(), "-CAkey", folder + "/ca.key", "-subj", "/CN=server", "-addext",
          "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key(), "-out", certificate()});
}

}  // namespace stateless::testing
