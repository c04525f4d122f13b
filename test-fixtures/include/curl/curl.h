// A mock of libcurl's easy interface.
#pragma once

extern "C" {

typedef void CURL;
typedef enum { CURLE_OK = 0, CURLE_COULDNT_CONNECT = 7 } CURLcode;
typedef enum {
    CURLOPT_URL = 10002,
    CURLOPT_WRITEFUNCTION = 20011,
    CURLOPT_WRITEDATA = 10001,
    CURLOPT_TIMEOUT = 13,
    CURLOPT_POSTFIELDS = 10015,
    CURLOPT_MAIL_RCPT = 10187
} CURLoption;

CURLcode curl_global_init(long flags);
CURL* curl_easy_init(void);
CURLcode curl_easy_setopt(CURL* handle, CURLoption option, ...);
CURLcode curl_easy_perform(CURL* handle);
void curl_easy_cleanup(CURL* handle);
const char* curl_easy_strerror(CURLcode code);
}
