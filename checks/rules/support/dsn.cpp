// Database addresses in text: one reader per notation, and the authority part (RFC 3986, 3.2) that they share.
#include "rules/support/dsn.h"

#include <algorithm>
#include <cctype>

#include "rules/support/dsn_keywords.h"
#include "rules/support/text.h"

namespace stateless::lint {
namespace {

constexpr auto npos = std::string::npos;

bool has_hole(const std::string& text) { return text.find(dsn_hole) != npos; }

DsnAddress address_of(const std::string& text, std::size_t offset) {
    DsnAddress result;
    std::size_t colon = npos;
    if (!text.empty() && text[0] == '[') {  // IPv6
        const std::size_t close = text.find(']');
        result.host = close == npos ? text : text.substr(1, close - 1);
        result.host_offset = offset + 1;
        if (close != npos && close + 1 < text.size() && text[close + 1] == ':') colon = close + 1;
    } else {
        colon = text.find(':');
        result.host = text.substr(0, colon);
        result.host_offset = offset;
    }
    result.offset = offset;
    const bool is_path = !result.host.empty() && (result.host[0] == '/' || lower(result.host).starts_with("%2f"));
    result.is_socket = is_path;
    if (colon == npos) {
        result.port_kind = has_hole(text) ? DsnAddress::Port::hidden : DsnAddress::Port::left_out;
        return result;
    }
    // Oracle's SID follows the port after another colon.
    const std::string port = text.substr(colon + 1, text.find(':', colon + 1) - colon - 1);
    set_port(result, port, offset + colon + 1);
    return result;
}

/// "a:1,b:2" of an authority without user information.
std::vector<DsnAddress> addresses_of(const std::string& hosts, std::size_t offset) {
    std::vector<DsnAddress> result;
    for (std::size_t at = 0; at <= hosts.size();) {
        const std::size_t comma = std::min(hosts.find(',', at), hosts.size());
        result.push_back(address_of(hosts.substr(at, comma - at), offset + at));
        at = comma + 1;
    }
    return result;
}

/// host, port and socket given as parameters of the URL (libpq, PDO); a hole that may be a parameter hides the port.
void apply_query(Dsn& dsn, const std::string& text, std::size_t question) {
    bool open = false;
    for (std::size_t at = question; at < text.size();) {
        const std::size_t begin = at + 1;
        at = std::min(text.find_first_of("&;", begin), text.size());
        const std::size_t equals = text.find('=', begin);
        if (equals >= at) {
            open |= has_hole(text.substr(begin, at - begin));
            continue;
        }
        const std::string key = lower(text.substr(begin, equals - begin));
        const std::string value = text.substr(equals + 1, at - equals - 1);
        open |= has_hole(key);
        for (DsnAddress& address : dsn.addresses) {
            if (key == "port") set_port(address, value, equals + 1);
            if (key == "host" && !value.empty()) {
                address.host = value;
                address.host_offset = equals + 1;
                address.is_socket = value[0] == '/' || lower(value).starts_with("%2f");
            }
            if (key == "unix_socket" || key == "socket" || key == "unixsocket") address.is_socket = true;
        }
    }
    if (!open) return;
    for (DsnAddress& address : dsn.addresses) {
        if (address.port_kind == DsnAddress::Port::left_out) address.port_kind = DsnAddress::Port::hidden;
    }
}

/// What stands after "scheme://", from `begin` on.
std::optional<Dsn> after_slashes(const std::string& text, std::size_t begin, const std::string& system) {
    const std::size_t end = std::min(text.find_first_of("/?#;", begin), text.size());
    std::string authority = text.substr(begin, end - begin);
    const std::size_t at = authority.rfind('@');
    if (at == npos && authority.find('=') != npos) return parse_keywords(text, begin, system);  // SOCI
    std::size_t hosts = begin;
    if (at != npos) {
        authority.erase(0, at + 1);
        hosts += at + 1;
    }
    if (authority.find_first_of(" \t\n\"'<>") != npos) return {};  // prose
    Dsn result;
    result.system = system;
    result.addresses = addresses_of(authority, hosts);
    const bool unfinished = authority.ends_with(":") && end == text.size();  // "postgres://db:" and more to come
    if (unfinished) result.addresses.back().port_kind = DsnAddress::Port::hidden;
    const std::size_t question = text.find_first_of("?;", end);
    if (question != npos) apply_query(result, text, question);
    // No host is a unix socket for libpq and no address for the others.
    std::erase_if(result.addresses, [](const DsnAddress& address) { return address.host.empty(); });
    if (result.addresses.empty()) return {};
    return result;
}

/// "jdbc:oracle:thin:@host:1521:sid" and "user/password@//host:1521/service": what stands after the last '@'.
std::optional<Dsn> after_at(const std::string& text, std::size_t begin, const std::string& system, bool host_alone) {
    const std::size_t at = text.rfind('@');
    if (at != npos && at >= begin) begin = at + 1;
    if (text.compare(begin, 2, "//") == 0) begin += 2;
    if (begin < text.size() && text[begin] == '/') host_alone = true;
    const std::size_t end = text[begin] == '/' ? text.size() : std::min(text.find_first_of("/?", begin), text.size());
    const std::string address = text.substr(begin, end - begin);
    if (address.empty() || address.find_first_of(" \t\n\"'=;()<>\\") != npos) return {};
    Dsn result;
    result.form = Dsn::Form::address;
    result.system = system;
    result.addresses = {address_of(address, begin)};
    // A word alone may be a host, a DSN's name or an alias of tnsnames.ora.
    const bool alone = result.addresses[0].port_kind == DsnAddress::Port::left_out && end == text.size();
    if (alone && !host_alone) return {};
    return result;
}

std::optional<Dsn> parse_url(const std::string& text, const DsnGrammar& grammar) {
    std::size_t begin = lower(text).starts_with("jdbc:") ? 5 : 0;
    const std::size_t colon = text.find(':', begin);
    if (colon == npos) return {};
    std::string scheme = lower(text.substr(begin, colon - begin));
    const std::size_t plus = scheme.find('+');
    if (plus != npos && scheme.substr(plus + 1) == "srv") return {};
    scheme.resize(std::min(plus, scheme.size()));
    const bool listed = std::find(grammar.schemes.begin(), grammar.schemes.end(), scheme) != grammar.schemes.end();
    if (text.compare(colon, 3, "://") == 0) {
        if (!listed && !grammar.any_scheme) return {};
        if (scheme == "unix" || scheme == "file") return {};
        return after_slashes(text, colon + 3, listed ? scheme : std::string());
    }
    if (!listed || begin == 0) return {};
    const std::size_t slashes = text.find("://", colon);  // jdbc:mysql:replication://
    if (slashes != npos) return after_slashes(text, slashes + 3, scheme);
    return text.find('@', colon) == npos ? std::nullopt : after_at(text, colon + 1, scheme, true);
}

/// "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))...)", Oracle's own form.
std::optional<Dsn> parse_descriptor(const std::string& text) {
    std::string packed = lower(text);
    const std::size_t host = packed.find("(host=");
    const std::size_t port = packed.find("(port=");
    if (host == npos || port == npos) return {};
    Dsn result;
    result.form = Dsn::Form::keywords;
    result.known_keys = 2;
    DsnAddress address;
    address.host = text.substr(host + 6, text.find(')', host) - host - 6);
    address.host_offset = host + 6;
    set_port(address, text.substr(port + 6, text.find(')', port) - port - 6), port + 6);
    result.addresses = {address};
    return result;
}

}  // namespace

std::optional<Dsn> parse_dsn(const std::string& text, const DsnGrammar& grammar) {
    if (text.empty() || text.size() > 2000) return {};
    if (auto url = parse_url(text, grammar)) return url;
    if (auto descriptor = parse_descriptor(text)) return descriptor;
    if (text.find("://") == npos) {
        if (auto keywords = parse_keywords(text, 0, "")) {
            name_system(*keywords, text, grammar.schemes);
            return keywords;
        }
        if (grammar.bare_address) return after_at(text, 0, "", grammar.bare_host);
    }
    return {};
}

}  // namespace stateless::lint
