// Host names and addresses as texts: which of them name a machine by themselves, and which only the network that the
// program happens to run in. Knows no service behind a name.
#pragma once

#include <string>
#include <vector>

namespace stateless::lint {

/// Characters and form of a host name or an IP address; wildcards such as 0.0.0.0 name no machine.
bool is_host(const std::string& text);

/// localhost, an IP address, one label alone, or a name that only a private network resolves (db.internal).
bool is_local_host(const std::string& host);

/// localhost or a loopback address.
bool is_loopback(const std::string& host);

bool is_ip_address(const std::string& text);

/// The labels and their parts between hyphens: "db-1.eu-west-1.example" -> db, 1, eu, west, 1, example.
std::vector<std::string> host_words(const std::string& host);

}  // namespace stateless::lint
