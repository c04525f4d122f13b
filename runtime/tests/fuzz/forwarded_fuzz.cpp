// Forwarding headers as a client may write them: whatever they say, only our own proxies decide.
#include <cstdlib>

#include "stateless/client_ip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const TrustedProxies ours{"10.0.0.0/8", "2001:db8::/32"};
    for (const auto header : {ForwardingHeader::forwarded, ForwardingHeader::x_forwarded_for}) {
        const auto stranger = client_ip("203.0.113.9", text, ours, header);
        if (!stranger || stranger->address.str() != "203.0.113.9") std::abort();
        const auto client = client_ip("10.0.0.1", text, ours, header);
        if (!client || ours.contains(client->address) != client->is_proxy) std::abort();
        if (IpAddress::parse(client->address.str()) != client->address) std::abort();
        // What a trusted proxy appended counts, whatever stands before it on lines of its own.
        const bool forwarded = header == ForwardingHeader::forwarded;
        const auto appended =
            client_ip("10.0.0.1", {text, forwarded ? "for=198.51.100.7" : "198.51.100.7"}, ours, header);
        if (!appended || appended->address.str() != "198.51.100.7") std::abort();
    }
    (void)client_ip(text, "", ours, ForwardingHeader::forwarded);
    (void)IpNetwork::parse(text);
    return 0;
}
