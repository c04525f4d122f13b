// The BIO moves bytes with send(MSG_NOSIGNAL) and recv; the rest is the usual OpenSSL 3 client.
#include "redis/tls.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <stdexcept>

#include "redis/errors.h"

namespace stateless::redis {
namespace {

std::string last_words() {
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    if (code == 0) return "";
    const char* reason = ERR_reason_error_string(code);
    return reason == nullptr ? "error " + std::to_string(code) : reason;
}

bool is_address(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

int socket_of(BIO* bio) { return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio))); }

int send_bytes(BIO* bio, const char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const auto sent = ::send(socket_of(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

int receive_bytes(BIO* bio, char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const auto received = ::recv(socket_of(bio), bytes, static_cast<std::size_t>(size), MSG_DONTWAIT);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(bio);
    return static_cast<int>(received);
}

long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

[[noreturn]] void refuse(const std::string& what) {
    throw std::invalid_argument("stateless: TLS: " + what + ": " + last_words());
}

}  // namespace

TlsContext::TlsContext(const RedisTls& options)
    : server_name_(options.server_name), verified_(options.unverified_because.empty()) {
    // OpenSSL has 128 of them for a whole program.
    static const int type = BIO_get_new_index();
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> socket(
        BIO_meth_new(type | BIO_TYPE_SOURCE_SINK, "stateless socket"), BIO_meth_free);
    if (!context || !socket) throw std::bad_alloc();
    BIO_meth_set_write(socket.get(), send_bytes);
    BIO_meth_set_read(socket.get(), receive_bytes);
    BIO_meth_set_ctrl(socket.get(), control);

    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_verify(context.get(), verified_ ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
    if (!options.ca_file.empty()) {
        if (SSL_CTX_load_verify_file(context.get(), options.ca_file.c_str()) != 1)
            refuse("no authorities in '" + options.ca_file + "'");
    } else if (SSL_CTX_set_default_verify_paths(context.get()) != 1) {
        refuse("no authorities of the system");
    }
    if (options.certificate_file.empty() != options.key_file.empty())
        refuse("a certificate needs its key, and a key its certificate");
    if (!options.certificate_file.empty()) {
        if (SSL_CTX_use_certificate_chain_file(context.get(), options.certificate_file.c_str()) != 1)
            refuse("no certificate in '" + options.certificate_file + "'");
        if (SSL_CTX_use_PrivateKey_file(context.get(), options.key_file.c_str(), SSL_FILETYPE_PEM) != 1)
            refuse("no key for the certificate in '" + options.key_file + "'");
    }
    context_ = context.release();
    socket_ = socket.release();
}

TlsContext::~TlsContext() {
    SSL_CTX_free(context_);
    BIO_meth_free(socket_);
}

TlsSession::TlsSession(const TlsContext& context, int socket, const std::string& host)
    : session_(SSL_new(context.context_)) {
    BIO* bio = BIO_new(context.socket_);
    if (session_ == nullptr || bio == nullptr) {
        SSL_free(session_);
        BIO_free(bio);
        throw std::bad_alloc();
    }
    BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket)));
    BIO_set_init(bio, 1);
    SSL_set_bio(session_, bio, bio);
    SSL_set_connect_state(session_);
    const std::string& name = context.server_name_.empty() ? host : context.server_name_;
    // Neither an address nor an empty name may be sent as SNI (RFC 6066).
    if (is_address(name)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session_), name.c_str());
    } else {
        SSL_set_tlsext_host_name(session_, name.c_str());
        SSL_set1_host(session_, name.c_str());
    }
}

TlsSession::~TlsSession() { SSL_free(session_); }

Result<void> TlsSession::shake_hands(net::Deadline deadline) {
    while (true) {
        ERR_clear_error();
        const int result = SSL_do_handshake(session_);
        if (result == 1) return {};
        const Transfer step = outcome(result);
        if (step.state == Transfer::State::closed) {
            const long verdict = SSL_get_verify_result(session_);
            if (verdict != X509_V_OK)
                return misuse("TLS: the server's certificate: " + std::string(X509_verify_cert_error_string(verdict)));
            return unavailable("TLS: " + (failure_.empty() ? "the server hung up" : failure_));
        }
        const short events = step.state == Transfer::State::wait_to_write ? POLLOUT : POLLIN;
        if (!net::wait_for(socket_of(SSL_get_rbio(session_)), events, deadline))
            return unavailable("TLS: no answer by the deadline");
    }
}

Transfer TlsSession::send(const char* bytes, std::size_t size) {
    ERR_clear_error();
    std::size_t sent = 0;
    if (SSL_write_ex(session_, bytes, size, &sent) == 1) return {Transfer::State::moved, sent};
    return outcome(0);
}

Transfer TlsSession::receive(char* bytes, std::size_t size) {
    ERR_clear_error();
    std::size_t received = 0;
    if (SSL_read_ex(session_, bytes, size, &received) == 1) return {Transfer::State::moved, received};
    return outcome(0);
}

Transfer TlsSession::outcome(int result) {
    const int number = errno;
    switch (SSL_get_error(session_, result)) {
    case SSL_ERROR_WANT_READ: return {Transfer::State::wait_to_read};
    case SSL_ERROR_WANT_WRITE: return {Transfer::State::wait_to_write};
    case SSL_ERROR_ZERO_RETURN: failure_.clear(); break;
    default: {
        failure_ = last_words();
        if (failure_.empty() && number != 0) failure_ = std::strerror(number);
    }
    }
    return {Transfer::State::closed};
}

}  // namespace stateless::redis
