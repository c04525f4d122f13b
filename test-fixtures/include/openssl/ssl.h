// A mock of OpenSSL's TLS contexts.
#pragma once

#include <openssl/evp.h>

extern "C" {
typedef struct ssl_ctx_st SSL_CTX;
int SSL_CTX_use_PrivateKey(SSL_CTX* ctx, EVP_PKEY* pkey);
}
