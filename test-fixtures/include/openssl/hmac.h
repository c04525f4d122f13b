// A mock of OpenSSL's HMAC.
#pragma once

#include <openssl/evp.h>

extern "C" {
unsigned char* HMAC(const EVP_MD* evp_md, const void* key, int key_len, const unsigned char* data, size_t data_len,
                    unsigned char* md, unsigned int* md_len);
}
