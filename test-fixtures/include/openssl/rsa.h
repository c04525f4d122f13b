// A mock of OpenSSL's RSA, EC, DSA, DH and AES of before 3.0, and of how keys are written.
#pragma once

#include <openssl/evp.h>

extern "C" {
typedef struct rsa_st RSA;
typedef struct ec_key_st EC_KEY;
typedef struct dsa_st DSA;
typedef struct dh_st DH;
typedef struct bignum_st BIGNUM;
typedef struct bn_gencb_st BN_GENCB;
typedef struct bio_st BIO;
typedef struct aes_key_st AES_KEY;
typedef struct ECDSA_SIG_st ECDSA_SIG;
RSA* RSA_generate_key(int bits, unsigned long e, void (*callback)(int, int, void*), void* cb_arg);
RSA* RSA_new(void);
int RSA_generate_key_ex(RSA* rsa, int bits, BIGNUM* e, BN_GENCB* cb);
int RSA_sign(int type, const unsigned char* m, unsigned int m_length, unsigned char* sigret, unsigned int* siglen,
             RSA* rsa);
int RSA_private_encrypt(int flen, const unsigned char* from, unsigned char* to, RSA* rsa, int padding);
EC_KEY* EC_KEY_new_by_curve_name(int nid);
int EC_KEY_generate_key(EC_KEY* key);
int ECDSA_sign(int type, const unsigned char* dgst, int dgstlen, unsigned char* sig, unsigned int* siglen,
               EC_KEY* eckey);
ECDSA_SIG* ECDSA_do_sign(const unsigned char* dgst, int dgst_len, EC_KEY* eckey);
int DSA_generate_key(DSA* a);
int DH_generate_key(DH* dh);
int AES_set_encrypt_key(const unsigned char* userKey, const int bits, AES_KEY* key);
int AES_set_decrypt_key(const unsigned char* userKey, const int bits, AES_KEY* key);
int PEM_write_bio_PrivateKey(BIO* out, const EVP_PKEY* x, const EVP_CIPHER* enc, const unsigned char* kstr, int klen,
                             int (*cb)(char*, int, int, void*), void* u);
int PEM_write_bio_PUBKEY(BIO* out, const EVP_PKEY* x);
int PEM_write_bio_RSAPrivateKey(BIO* out, const RSA* x, const EVP_CIPHER* enc, const unsigned char* kstr, int klen,
                                int (*cb)(char*, int, int, void*), void* u);
int PEM_write_bio_RSA_PUBKEY(BIO* out, const RSA* x);
}
