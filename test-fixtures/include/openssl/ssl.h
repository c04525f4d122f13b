// A mock of OpenSSL's TLS contexts.
#pragma once

#include <openssl/evp.h>

extern "C" {
typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;
typedef struct x509_st X509;
int SSL_use_PrivateKey(SSL* ssl, EVP_PKEY* pkey);
int X509_sign(X509* x, EVP_PKEY* pkey, const EVP_MD* md);
int SSL_CTX_use_PrivateKey(SSL_CTX* ctx, EVP_PKEY* pkey);
}
