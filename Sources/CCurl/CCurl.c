#include "CCurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

// The functions of libcurl that are used, by their types in its header. The header wraps some in checking macros.
#undef curl_easy_setopt
#undef curl_easy_getinfo

static struct {
  __typeof__(curl_easy_init) *init;
  __typeof__(curl_easy_setopt) *setopt;
  __typeof__(curl_easy_getinfo) *getinfo;
  __typeof__(curl_easy_perform) *perform;
  __typeof__(curl_easy_cleanup) *cleanup;
  __typeof__(curl_easy_strerror) *strerror;
  bool is_open;
} curl;

static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void open_curl(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  curl.init = dlsym(library, "curl_easy_init");
  curl.setopt = dlsym(library, "curl_easy_setopt");
  curl.getinfo = dlsym(library, "curl_easy_getinfo");
  curl.perform = dlsym(library, "curl_easy_perform");
  curl.cleanup = dlsym(library, "curl_easy_cleanup");
  curl.strerror = dlsym(library, "curl_easy_strerror");
  curl.is_open = curl.init && curl.setopt && curl.getinfo && curl.perform && curl.cleanup && curl.strerror;
}

typedef struct {
  CURL *handle;
  const CCurlReceiver *receiver;
  bool is_stopped;
} Transfer;

static size_t take(char *bytes, size_t size, size_t count, void *context) {
  Transfer *transfer = context;
  long status = 0;
  curl.getinfo(transfer->handle, CURLINFO_RESPONSE_CODE, &status);
  curl_off_t length = 0;
  curl.getinfo(transfer->handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  bool may_continue = transfer->receiver->body(
      transfer->receiver->context, status == 206, length > 0 ? (size_t)length : 0, (const unsigned char *)bytes,
      size * count);
  if (!may_continue) transfer->is_stopped = true;
  return may_continue ? size * count : 0;
}

static int progress(void *context, curl_off_t expected, curl_off_t got, curl_off_t to_send, curl_off_t sent) {
  (void)expected, (void)got, (void)to_send, (void)sent;
  Transfer *transfer = context;
  bool may_continue = transfer->receiver->may_continue(transfer->receiver->context);
  if (!may_continue) transfer->is_stopped = true;
  return may_continue ? 0 : 1;
}

static void set_address(CURL *handle, const char *url, size_t offset) {
  char range[32];
  snprintf(range, sizeof range, "%zu-", offset);
  curl.setopt(handle, CURLOPT_URL, url);
  if (offset > 0) curl.setopt(handle, CURLOPT_RANGE, range);
  // A server on this machine is not asked for through a proxy.
  if (strncmp(url, "http://127.0.0.1", 16) == 0) curl.setopt(handle, CURLOPT_PROXY, "");
  curl.setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl.setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl.setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl.setopt(handle, CURLOPT_MAXREDIRS, 8L);
  curl.setopt(handle, CURLOPT_USERAGENT, "chainrule");
}

// A server that is silent for half a minute is given up.
static void set_patience(CURL *handle) {
  curl.setopt(handle, CURLOPT_CONNECTTIMEOUT, 15L);
  curl.setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl.setopt(handle, CURLOPT_LOW_SPEED_TIME, 30L);
  curl.setopt(handle, CURLOPT_FAILONERROR, 1L);
}

static void set_receiver(CURL *handle, Transfer *transfer) {
  curl.setopt(handle, CURLOPT_WRITEFUNCTION, take);
  curl.setopt(handle, CURLOPT_WRITEDATA, transfer);
  curl.setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
  curl.setopt(handle, CURLOPT_XFERINFODATA, transfer);
  curl.setopt(handle, CURLOPT_NOPROGRESS, 0L);
}

static CCurlEnd end_of(CURLcode code, bool is_stopped) {
  if (is_stopped) return CCurlEndStopped;
  if (code == CURLE_OK) return CCurlEndDone;
  return code == CURLE_HTTP_RETURNED_ERROR ? CCurlEndRefused : CCurlEndFailed;
}

void ccurl_get(const char *url, size_t offset, const CCurlReceiver *receiver, CCurlResult *result) {
  *result = (CCurlResult){.end = CCurlEndUnavailable};
  pthread_once(&opened, open_curl);
  CURL *handle = curl.is_open ? curl.init() : NULL;
  if (!handle) return;
  Transfer transfer = {.handle = handle, .receiver = receiver};
  char reason[CURL_ERROR_SIZE] = "";
  set_address(handle, url, offset);
  set_patience(handle);
  set_receiver(handle, &transfer);
  curl.setopt(handle, CURLOPT_ERRORBUFFER, reason);
  CURLcode code = curl.perform(handle);
  result->end = end_of(code, transfer.is_stopped);
  curl.getinfo(handle, CURLINFO_RESPONSE_CODE, &result->status);
  snprintf(result->message, sizeof result->message, "%s", reason[0] ? reason : curl.strerror(code));
  curl.cleanup(handle);
}
