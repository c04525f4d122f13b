// A mock of OpenSSL's HMAC.
#pragma once

#include <openssl/evp.h>

extern "C" {
unsigned char* HMAC(const EVP_MD* evp_md, const void* key, int key_len, const unsigned char* data, size_t data_len,
                    unsigned char* md, unsigned int* md_len);
typedef struct hmac_ctx_st HMAC_CTX;
int HMAC_Init(HMAC_CTX* ctx, const void* key, int len, const EVP_MD* md);
int HMAC_Init_ex(HMAC_CTX* ctx, const void* key, int len, const EVP_MD* md, ENGINE* impl);
}
