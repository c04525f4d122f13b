// The thread owns what it writes to together with the waiting callers, so it may outlive them all and the resolver.
#include "net/resolver.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <system_error>
#include <thread>

namespace stateless::net {

struct Resolver::Lookup {
    std::mutex mutex;
    std::condition_variable finished;
    bool done = false;
    std::vector<std::string> addresses;
    std::string failure;
};

namespace {

bool needs_no_lookup(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return host.empty() || host.front() == '/' || host.front() == '@' ||
           inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

std::string address_of(const addrinfo& found) {
    std::array<char, NI_MAXHOST> text{};
    return getnameinfo(found.ai_addr, found.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0
               ? text.data()
               : std::string();
}

void look_up(const std::string& host, std::vector<std::string>& addresses, std::string& failure) {
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int status = getaddrinfo(host.c_str(), nullptr, &wanted, &found);
    if (status != 0) {
        failure = gai_strerror(status);
        return;
    }
    for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
        const std::string address = address_of(*each);
        if (!address.empty() && std::find(addresses.begin(), addresses.end(), address) == addresses.end())
            addresses.push_back(address);
    }
    freeaddrinfo(found);
    if (addresses.empty()) failure = "no address";
}

Error unavailable(const std::string& host, const std::string& why) {
    return Error{ErrorCode::unavailable, true, false, "cannot look up host '" + host + "': " + why};
}

}  // namespace

Result<std::vector<std::string>> Resolver::resolve(const std::string& host, Deadline deadline) {
    if (needs_no_lookup(host)) return std::vector<std::string>{host};

    std::shared_ptr<Lookup> lookup;
    {
        const std::lock_guard lock(mutex_);
        auto& known = under_way_[host];
        bool over = known == nullptr;
        if (known) {
            const std::lock_guard finished(known->mutex);
            over = known->done;
        }
        if (over) {
            known = std::make_shared<Lookup>();
            try {
                std::thread([host, mine = known] {
                    std::vector<std::string> addresses;
                    std::string failure;
                    look_up(host, addresses, failure);
                    const std::lock_guard finished(mine->mutex);
                    mine->addresses = std::move(addresses);
                    mine->failure = std::move(failure);
                    mine->done = true;
                    mine->finished.notify_all();
                }).detach();
            } catch (const std::system_error& failure) {
                under_way_.erase(host);
                return unavailable(host, failure.what());
            }
        }
        lookup = known;
    }
    std::unique_lock lock(lookup->mutex);
    if (!lookup->finished.wait_until(lock, deadline.at(), [&] { return lookup->done; }))
        return unavailable(host, "no answer in time");
    if (!lookup->failure.empty()) return unavailable(host, lookup->failure);
    return lookup->addresses;
}

}  // namespace stateless::net
