// A mock of OpenSSL's random numbers.
#pragma once

extern "C" {
int RAND_bytes(unsigned char* buf, int num);
int RAND_priv_bytes(unsigned char* buf, int num);
}
