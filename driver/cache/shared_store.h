// A store of texts by name that many machines share, in a Redis or a Redis Cluster. It is a favour, not a need: what it
// cannot do in time is not done. What comes out of it is as trustworthy as whoever may write there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stateless::lint {

struct SharedStoreSettings {
    /// As libstateless takes it, and "?ttl=86400" or "?ttl=7d": how long a text is kept. Required: nothing is kept
    /// without an end.
    std::string url;
    /// For a URL without one.
    std::string password;
};

/// Thread-safe. Never throws after it was made. After the first failure, or when callers have waited for it for five
/// seconds in all, it is not asked again and answers at once.
class SharedStore {
public:
    /// Connects to nothing yet. Throws Misuse for a URL that is none.
    explicit SharedStore(const SharedStoreSettings& settings);
    ~SharedStore();
    SharedStore(const SharedStore&) = delete;
    SharedStore& operator=(const SharedStore&) = delete;

    /// The texts of these names, in their order, by one round trip; nullopt for what it does not have, or not in time.
    std::vector<std::optional<std::string>> load(const std::vector<std::string>& names);

    /// Pairs of name and text, by one round trip. False if it is not asked any more.
    bool save(const std::vector<std::pair<std::string, std::string>>& texts);

    /// Closes its connections and ends its threads, until it is asked again: before a fork.
    void disconnect();

    /// Without the password.
    std::string describe() const;
    /// Why it is not asked any more; empty while it is.
    std::string trouble() const;

private:
    class Connection;
    std::unique_ptr<Connection> connection_;
};

}  // namespace stateless::lint
