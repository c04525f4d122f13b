// TLS over a socket that does not block: the settings of a client, and one session. OpenSSL's own socket code would
// raise SIGPIPE, so the bytes go through ours.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include <stateless/redis.h>

#include "net/deadline.h"

struct ssl_st;
struct ssl_ctx_st;
struct bio_method_st;

namespace stateless::redis {

/// Immutable; any thread may use it, and it outlives its sessions.
class TlsContext {
public:
    /// Throws std::invalid_argument, naming the file, if one cannot be read or fits no other.
    explicit TlsContext(const RedisTls& options);
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;
    ~TlsContext();

private:
    friend class TlsSession;
    std::string server_name_;
    bool verified_;
    ssl_ctx_st* context_ = nullptr;
    bio_method_st* socket_ = nullptr;
};

/// What became of an attempt to move bytes.
struct Transfer {
    enum class State { moved, wait_to_read, wait_to_write, closed };
    State state;
    std::size_t bytes = 0;
};

class TlsSession {
public:
    /// `host` is what the certificate has to name unless the options name another. The socket remains the caller's.
    /// Throws std::bad_alloc.
    TlsSession(const TlsContext& context, int socket, const std::string& host);
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;
    ~TlsSession();

    /// `misuse` if the certificate is not accepted.
    [[nodiscard]] Result<void> shake_hands(net::Deadline deadline);

    [[nodiscard]] Transfer send(const char* bytes, std::size_t size);
    [[nodiscard]] Transfer receive(char* bytes, std::size_t size);
    /// Why the last attempt found it closed; empty if the peer simply hung up.
    [[nodiscard]] const std::string& failure() const { return failure_; }

private:
    [[nodiscard]] Transfer outcome(int result);
    ssl_st* session_;
    std::string failure_;
};

}  // namespace stateless::redis
