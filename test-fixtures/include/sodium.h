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
void crypto_auth_hmacsha256_keygen(unsigned char* k);
void crypto_auth_hmacsha512_keygen(unsigned char* k);
void crypto_auth_hmacsha512256_keygen(unsigned char* k);
void crypto_generichash_keygen(unsigned char* k);
void crypto_shorthash_keygen(unsigned char* k);
void crypto_kdf_keygen(unsigned char* k);
void crypto_stream_keygen(unsigned char* k);
void crypto_secretstream_xchacha20poly1305_keygen(unsigned char* k);
void crypto_aead_xchacha20poly1305_ietf_keygen(unsigned char* k);
int crypto_sign_keypair(unsigned char* pk, unsigned char* sk);
int crypto_box_keypair(unsigned char* pk, unsigned char* sk);
int crypto_kx_keypair(unsigned char* pk, unsigned char* sk);
void randombytes(unsigned char* const buf, const unsigned long long buf_len);
unsigned int randombytes_random(void);
unsigned int randombytes_uniform(const unsigned int upper_bound);
int crypto_secretbox_detached(unsigned char* c, unsigned char* mac, const unsigned char* m, unsigned long long mlen,
                              const unsigned char* n, const unsigned char* k);
int crypto_auth_verify(const unsigned char* h, const unsigned char* in, unsigned long long inlen,
                       const unsigned char* k);
int crypto_auth_hmacsha256(unsigned char* out, const unsigned char* in, unsigned long long inlen,
                           const unsigned char* k);
int crypto_auth_hmacsha256_verify(const unsigned char* h, const unsigned char* in, unsigned long long inlen,
                                  const unsigned char* k);
typedef struct crypto_auth_hmacsha256_state crypto_auth_hmacsha256_state;
int crypto_auth_hmacsha256_init(crypto_auth_hmacsha256_state* state, const unsigned char* key, size_t keylen);
int crypto_auth_hmacsha512(unsigned char* out, const unsigned char* in, unsigned long long inlen,
                           const unsigned char* k);
int crypto_auth_hmacsha512_verify(const unsigned char* h, const unsigned char* in, unsigned long long inlen,
                                  const unsigned char* k);
typedef struct crypto_auth_hmacsha512_state crypto_auth_hmacsha512_state;
int crypto_auth_hmacsha512_init(crypto_auth_hmacsha512_state* state, const unsigned char* key, size_t keylen);
int crypto_auth_hmacsha512256(unsigned char* out, const unsigned char* in, unsigned long long inlen,
                           const unsigned char* k);
int crypto_auth_hmacsha512256_verify(const unsigned char* h, const unsigned char* in, unsigned long long inlen,
                                  const unsigned char* k);
typedef struct crypto_auth_hmacsha512256_state crypto_auth_hmacsha512256_state;
int crypto_auth_hmacsha512256_init(crypto_auth_hmacsha512256_state* state, const unsigned char* key, size_t keylen);
typedef struct crypto_generichash_state crypto_generichash_state;
int crypto_generichash(unsigned char* out, size_t outlen, const unsigned char* in, unsigned long long inlen,
                       const unsigned char* key, size_t keylen);
int crypto_generichash_init(crypto_generichash_state* state, const unsigned char* key, const size_t keylen,
                            const size_t outlen);
int crypto_aead_xchacha20poly1305_ietf_encrypt(unsigned char* c, unsigned long long* clen, const unsigned char* m,
                                               unsigned long long mlen, const unsigned char* ad,
                                               unsigned long long adlen, const unsigned char* nsec,
                                               const unsigned char* npub, const unsigned char* k);
int crypto_aead_xchacha20poly1305_ietf_decrypt(unsigned char* m, unsigned long long* mlen, unsigned char* nsec,
                                               const unsigned char* c, unsigned long long clen,
                                               const unsigned char* ad, unsigned long long adlen,
                                               const unsigned char* npub, const unsigned char* k);
int crypto_sign(unsigned char* sm, unsigned long long* smlen, const unsigned char* m, unsigned long long mlen,
                const unsigned char* sk);
int crypto_sign_detached(unsigned char* sig, unsigned long long* siglen, const unsigned char* m,
                         unsigned long long mlen, const unsigned char* sk);
int crypto_kdf_derive_from_key(unsigned char* subkey, size_t subkey_len, unsigned long long subkey_id,
                               const char ctx[8], const unsigned char key[32]);
typedef struct crypto_secretstream_xchacha20poly1305_state crypto_secretstream_xchacha20poly1305_state;
int crypto_secretstream_xchacha20poly1305_init_push(crypto_secretstream_xchacha20poly1305_state* state,
                                                    unsigned char* header, const unsigned char* k);
int crypto_stream_xor(unsigned char* c, const unsigned char* m, unsigned long long mlen, const unsigned char* n,
                      const unsigned char* k);
int crypto_pwhash_str(char out[128], const char* const passwd, unsigned long long passwdlen,
                      unsigned long long opslimit, size_t memlimit);
}

#define crypto_secretbox_KEYBYTES 32U
#define crypto_secretbox_NONCEBYTES 24U
#define crypto_auth_KEYBYTES 32U
