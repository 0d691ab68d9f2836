#ifndef LIANFANG_CCURL_SHIM_H
#define LIANFANG_CCURL_SHIM_H

#include <curl/curl.h>

// libcurl's setters and getters are variadic, which Swift cannot call: one typed stand-in for each kind of value.

// The flag is a macro of macros that Swift does not import.
static inline CURLcode ccurl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

// Numbers and switches; libcurl reads exactly a C long here.
static inline CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

// Sizes that may pass 2 GiB; libcurl reads exactly a curl_off_t here.
static inline CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

// Strings, which libcurl copies; NULL takes its default away.
static inline CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

// Pointers that libcurl only keeps: callback contexts, header lists, the error buffer.
static inline CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

// CURLOPT_HEADERFUNCTION, CURLOPT_WRITEFUNCTION and CURLOPT_READFUNCTION, which share this shape.
static inline CURLcode ccurl_set_transfer_callback(
    CURL *easy, CURLoption option, size_t (*callback)(char *bytes, size_t size, size_t count, void *context)) {
    return curl_easy_setopt(easy, option, callback);
}

// CURLOPT_SEEKFUNCTION.
static inline CURLcode ccurl_set_seek_callback(
    CURL *easy, int (*callback)(void *context, curl_off_t offset, int origin)) {
    return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, callback);
}

// Figures of a transfer that are a C long.
static inline CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

// Figures of a transfer that are a curl_off_t.
static inline CURLcode ccurl_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

// CURLINFO_PRIVATE: the context that the transfer was started with.
static inline CURLcode ccurl_get_private(CURL *easy, void **value) {
    return curl_easy_getinfo(easy, CURLINFO_PRIVATE, value);
}

// Limits of the pool of connections.
static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// The result sits in a C union, which is clumsy to read from Swift.
static inline CURLcode ccurl_message_result(const CURLMsg *message) { return message->data.result; }

#endif
