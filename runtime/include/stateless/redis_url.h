// Where Redis is and how it is meant to be used, from one text, as a deployment hands it over in an environment
// variable. It resolves and connects nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <stateless/result.h>

namespace stateless {

/// A plain value.
class RedisUrl {
public:
    enum class Mode { standalone, cluster, sentinel };
    struct Host {
        std::string name;
        std::uint16_t port;
        friend bool operator==(const Host& left, const Host& right) {
            return left.port == right.port && left.name == right.name;
        }
        friend bool operator<(const Host& left, const Host& right) {
            return left.name != right.name ? left.name < right.name : left.port < right.port;
        }
    };
    struct Login {
        std::string user, password;  ///< both empty: none
    };

    /// Reads
    ///   redis://[[user]:password@]host[:6379][/database]
    ///   redis+cluster://[[user]:password@]host[:6379][,host[:port]...]
    ///   redis+sentinel://[[user]:password@]host[:26379][,host...]/master-name[/database]
    /// and the same with `rediss` for TLS. User, password and name may be percent-encoded, an IPv6 address stands in
    /// brackets. Sentinels with a login of their own: `?sentinel_user=...&sentinel_password=...`.
    ///
    /// Returns misuse, with the reason and never the password, for null or text that is anything else: a user without
    /// a password, a database of a cluster, an unknown parameter, several hosts of a standalone server.
    [[nodiscard]] static Result<RedisUrl> parse(const char* url);
    [[nodiscard]] static Result<RedisUrl> parse(std::string_view url);
    [[nodiscard]] static Result<RedisUrl> parse(const std::string& url) { return parse(std::string_view(url)); }

    [[nodiscard]] Mode mode() const noexcept { return mode_; }
    [[nodiscard]] bool tls() const noexcept { return tls_; }
    /// One; of a cluster or of sentinels, those to begin with.
    [[nodiscard]] const std::vector<Host>& hosts() const noexcept { return hosts_; }
    [[nodiscard]] const Login& login() const noexcept { return login_; }
    [[nodiscard]] const Login& sentinel_login() const noexcept { return sentinel_login_; }
    [[nodiscard]] const std::string& master_name() const noexcept { return master_name_; }
    [[nodiscard]] unsigned database() const noexcept { return database_; }

    /// For logs: "redis+cluster://app@a:6379,b:6379", never a password.
    [[nodiscard]] std::string describe() const;

private:
    RedisUrl() = default;
    friend class RedisUrlReader;
    Mode mode_ = Mode::standalone;
    bool tls_ = false;
    std::vector<Host> hosts_;
    Login login_, sentinel_login_;
    std::string master_name_;
    unsigned database_ = 0;
};

}  // namespace stateless
