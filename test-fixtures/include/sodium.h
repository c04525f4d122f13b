// A mock of libsodium.
#pragma once

#include <stddef.h>

extern "C" {
int sodium_init(void);
void randombytes_buf(void* const buf, const size_t size);
void crypto_secretbox_keygen(unsigned char k[32]);
int crypto_secretbox_easy(unsigned char* c, const unsigned char* m, unsigned long long mlen, const unsigned char* n,
                          const unsigned char* k);
int crypto_secretbox_open_easy(unsigned char* m, const unsigned char* c, unsigned long long clen,
                               const unsigned char* n, const unsigned char* k);
void crypto_auth_keygen(unsigned char k[32]);
int crypto_auth(unsigned char* out, const unsigned char* in, unsigned long long inlen, const unsigned char* k);
int crypto_pwhash_str(char out[128], const char* const passwd, unsigned long long passwdlen,
                      unsigned long long opslimit, size_t memlimit);
}

#define crypto_secretbox_KEYBYTES 32U
#define crypto_secretbox_NONCEBYTES 24U
#define crypto_auth_KEYBYTES 32U
