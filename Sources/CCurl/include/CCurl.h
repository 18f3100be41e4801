#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>

// Downloads through libcurl: what Swift cannot call itself, because curl_easy_setopt is variadic. libcurl is opened at
// the first download; linked, it would make every start of the program 3.5 ms longer.

typedef struct {
  void *context;
  /// Takes a part of the body. `continues` if the server resumes at the requested offset; `length` is that of the
  /// complete body, 0 if the server does not say. Returns whether to continue.
  bool (*body)(void *context, bool continues, size_t length, const unsigned char *bytes, size_t count);
  /// Called about once a second, also while nothing arrives. Returns whether to continue.
  bool (*may_continue)(void *context);
} CCurlReceiver;

typedef enum {
  CCurlEndDone,
  CCurlEndRefused,      // an HTTP status of 400 or more
  CCurlEndStopped,      // by the receiver
  CCurlEndFailed,       // no connection, or one that broke
  CCurlEndUnavailable,  // libcurl is not on this machine
} CCurlEnd;

typedef struct {
  CCurlEnd end;
  long status;
  char message[256];
} CCurlResult;

/// Gets the file at an http or https address, from `offset` on.
void ccurl_get(const char *url, size_t offset, const CCurlReceiver *receiver, CCurlResult *result);

#endif
