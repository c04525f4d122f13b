// Database addresses in text: URLs, keyword strings of libpq, ODBC, ADO, SOCI and Poco, Oracle descriptors and bare
// host:port. Says which hosts and ports a text names and where in the text; knows no port to be good or bad, and takes
// the schemes from its caller. A character dsn_hole stands for text that is not known.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stateless::lint {

inline constexpr char dsn_hole = '\x01';

struct DsnAddress {
    enum class Port {
        given,     // `port`
        left_out,  // the whole text is known to have none
        hidden,    // it may stand in a hole, or is no number
    };
    std::string host;  // may hold holes; empty where the text names none
    Port port_kind = Port::hidden;
    int port = 0;
    std::size_t offset = 0;       // of the port's digits; of the host or its key where the port is left out
    std::size_t host_offset = 0;  // of the host, where there is one
    bool is_socket = false;       // a unix socket: there is no port
};

struct Dsn {
    enum class Form { url, keywords, address };
    Form form = Form::url;
    std::string system;  // the scheme without what stands around it; empty where the text does not say
    std::vector<DsnAddress> addresses;
    unsigned known_keys = 0;  // keywords of connection strings that were recognised
};

struct DsnGrammar {
    std::vector<std::string> schemes;
    bool any_scheme = false;    // tcp://host:3306, where the call says that it is a database
    bool bare_address = false;  // host:port, user/password@host:1521/service
    bool bare_host = false;     // a host alone leaves the port out
};

/// Nothing where the text is no address by this grammar. "mongodb+srv" has no ports, hence no address.
std::optional<Dsn> parse_dsn(const std::string& text, const DsnGrammar& grammar);

}  // namespace stateless::lint
