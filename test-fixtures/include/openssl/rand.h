// A mock of OpenSSL's random numbers.
#pragma once

#include <stddef.h>

extern "C" {
int RAND_bytes(unsigned char* buf, int num);
int RAND_priv_bytes(unsigned char* buf, int num);
int RAND_pseudo_bytes(unsigned char* buf, int num);
typedef struct ossl_lib_ctx_st OSSL_LIB_CTX;
int RAND_bytes_ex(OSSL_LIB_CTX* ctx, unsigned char* buf, size_t num, unsigned int strength);
int RAND_priv_bytes_ex(OSSL_LIB_CTX* ctx, unsigned char* buf, size_t num, unsigned int strength);
}
