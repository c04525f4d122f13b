// Walks the chain of forwarding entries from the nearest proxy outwards and stops at the first address that is none of
// ours. An entry that cannot be read stops it too: what stands left of it is nobody's word.
#include "stateless/client_ip.h"

#include "http/text.h"

namespace stateless {
namespace {

/// An entry of the chain: what a proxy said about who asked it. Without an address: said nothing that can be read.
using Entry = std::optional<IpAddress>;

// "192.0.2.1", "192.0.2.1:4711", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711".
Entry node(std::string_view text) {
    text = detail::trimmed(text);
    if (!text.empty() && text.front() == '[') {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view behind = text.substr(end + 1), inside = text.substr(1, end - 1);
        if ((!behind.empty() && behind.front() != ':') || inside.find(':') == std::string_view::npos)
            return std::nullopt;
        return IpAddress::parse(inside);
    }
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos)
        text = text.substr(0, colon);
    return IpAddress::parse(text);
}

void append_x_forwarded_for(std::vector<Entry>& chain, std::string_view line) {
    while (true) {
        const std::size_t comma = line.find(',');
        const std::string_view entry = detail::trimmed(line.substr(0, comma));
        if (!entry.empty()) chain.push_back(node(entry));
        if (comma == std::string_view::npos) return;
        line.remove_prefix(comma + 1);
    }
}

// Of one element; leaves the reader at the comma behind it. False if the rest of the line has no structure any more.
bool read_forwarded_element(detail::HeaderReader& reader, Entry& entry, bool& empty) {
    empty = true;
    bool seen_for = false;
    while (true) {
        reader.skip_blanks();
        if (reader.at_end() || reader.peek() == ',') return true;
        if (reader.take(';')) continue;
        empty = false;
        const std::string_view name = reader.token();
        if (name.empty() || !reader.take('=')) return false;
        std::string value;
        if (reader.peek() == '"') {
            if (!reader.quoted(value)) return false;
        } else {
            value = reader.until(",; \t");
        }
        if (!detail::same_ignoring_case(name, "for")) continue;
        entry = seen_for ? std::nullopt : node(value);
        seen_for = true;
    }
}

void append_forwarded(std::vector<Entry>& chain, std::string_view line) {
    detail::HeaderReader reader(line);
    while (!reader.at_end()) {
        Entry entry;
        bool empty = true;
        if (!read_forwarded_element(reader, entry, empty)) {
            // A broken quote may hide any number of elements, the nearest proxy's among them: nothing of the line
            // counts.
            chain.push_back(std::nullopt);
            return;
        }
        if (!empty) chain.push_back(entry);
        reader.take(',');
    }
}

}  // namespace

std::optional<ClientIp> client_ip(std::string_view peer, const std::vector<std::string_view>& header_lines,
                                  const TrustedProxies& trusted, ForwardingHeader header) {
    const auto nearest = IpAddress::parse(peer);
    if (!nearest) return std::nullopt;
    if (!trusted.contains(*nearest)) return ClientIp{*nearest, false};

    std::vector<Entry> chain;
    for (const std::string_view line : header_lines) {
        if (header == ForwardingHeader::forwarded) append_forwarded(chain, line);
        else append_x_forwarded_for(chain, line);
    }
    IpAddress vouched = *nearest;
    for (auto entry = chain.rbegin(); entry != chain.rend(); ++entry) {
        if (!*entry) break;
        vouched = **entry;
        if (!trusted.contains(vouched)) return ClientIp{vouched, false};
    }
    return ClientIp{vouched, true};
}

std::optional<ClientIp> client_ip(std::string_view peer, std::string_view joined_lines, const TrustedProxies& trusted,
                                  ForwardingHeader header) {
    return client_ip(peer, std::vector<std::string_view>{joined_lines}, trusted, header);
}

}  // namespace stateless
