#include "CZip.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

// The functions of libzip that are used, by their types in its header.
#define FUNCTIONS(F)                                                                                                   \
  F(zip_source_buffer_create) F(zip_source_buffer) F(zip_source_free) F(zip_source_keep) F(zip_source_open)            \
  F(zip_source_close) F(zip_source_stat) F(zip_source_read) F(zip_open_from_source) F(zip_get_num_entries)             \
  F(zip_stat_index) F(zip_fopen_index) F(zip_fread) F(zip_fclose) F(zip_file_add) F(zip_set_file_compression)          \
  F(zip_file_set_mtime) F(zip_close) F(zip_discard) F(zip_strerror) F(zip_file_strerror) F(zip_error_strerror)         \
  F(zip_error_init) F(zip_error_fini) F(zip_register_cancel_callback_with_state)

#define DECLARE(name) __typeof__(name) *name;
static struct {
  FUNCTIONS(DECLARE)
} lib;

static bool is_open = false;
static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void open_libzip(void) {
  void *library = dlopen("libzip.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libzip.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  bool has_all = true;
#define LOAD(name) has_all = (lib.name = dlsym(library, #name)) && has_all;
  FUNCTIONS(LOAD)
  is_open = has_all;
}

static void say(CZipMessage *message, const char *text) { snprintf(message->text, sizeof message->text, "%s", text); }

static bool have_libzip(CZipMessage *message) {
  pthread_once(&opened, open_libzip);
  if (!is_open) say(message, "libzip is not on this machine");
  return is_open;
}

/// An archive over a source, or NULL with the reason; a failure frees the source.
static zip_t *open_source(zip_source_t *source, int flags, zip_error_t *error, CZipMessage *message) {
  zip_t *zip = source ? lib.zip_open_from_source(source, flags, error) : NULL;
  if (!zip) {
    say(message, lib.zip_error_strerror(error));
    if (source) lib.zip_source_free(source);
  }
  return zip;
}

CZipArchive *czip_open(const void *bytes, size_t count, CZipMessage *message) {
  if (!have_libzip(message)) return NULL;
  zip_error_t error;
  lib.zip_error_init(&error);
  zip_source_t *source = lib.zip_source_buffer_create(bytes, count, 0, &error);
  zip_t *zip = open_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error, message);
  lib.zip_error_fini(&error);
  return (CZipArchive *)zip;
}

void czip_close(CZipArchive *archive) { lib.zip_discard((zip_t *)archive); }

size_t czip_count(const CZipArchive *archive) {
  zip_int64_t count = lib.zip_get_num_entries((zip_t *)archive, 0);
  return count < 0 ? 0 : (size_t)count;
}

bool czip_entry(const CZipArchive *archive, size_t index, CZipEntry *entry, CZipMessage *message) {
  zip_stat_t status;
  const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if (lib.zip_stat_index((zip_t *)archive, index, 0, &status) != 0 || (status.valid & needed) != needed) {
    say(message, "the entry has no name or size");
    return false;
  }
  bool is_encrypted = (status.valid & ZIP_STAT_ENCRYPTION_METHOD) && status.encryption_method != ZIP_EM_NONE;
  *entry = (CZipEntry){status.name, status.size, status.comp_size, is_encrypted};
  return true;
}

int64_t czip_read(const CZipArchive *archive, size_t index, void *bytes, size_t count, CZipMessage *message) {
  zip_file_t *file = lib.zip_fopen_index((zip_t *)archive, index, 0);
  if (!file) {
    say(message, lib.zip_strerror((zip_t *)archive));
    return -1;
  }
  size_t done = 0;
  char beyond;
  while (true) {
    // At the end libzip compares the checksum, in a read that gives nothing.
    bool is_full = done == count;
    zip_int64_t got = lib.zip_fread(file, is_full ? &beyond : (char *)bytes + done, is_full ? 1 : count - done);
    if (got < 0) {
      say(message, lib.zip_file_strerror(file));
      lib.zip_fclose(file);
      return -1;
    }
    if (got == 0 || is_full) break;
    done += (size_t)got;
  }
  lib.zip_fclose(file);
  return (int64_t)done;
}

static bool add(zip_t *zip, const CZipPart *part) {
  zip_source_t *source = lib.zip_source_buffer(zip, part->bytes, part->count, 0);
  if (!source) return false;
  zip_int64_t index = lib.zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    lib.zip_source_free(source);
    return false;
  }
  const time_t noon_of_the_first_of_january_1980 = 315576000;
  return lib.zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0 &&
         lib.zip_file_set_mtime(zip, (zip_uint64_t)index, noon_of_the_first_of_january_1980, 0) == 0;
}

/// The bytes of a closed archive.
static unsigned char *contents(zip_source_t *source, size_t *size) {
  zip_stat_t status;
  if (lib.zip_source_stat(source, &status) != 0 || lib.zip_source_open(source) != 0) return NULL;
  unsigned char *bytes = malloc(status.size > 0 ? status.size : 1);
  zip_int64_t got = bytes ? lib.zip_source_read(source, bytes, status.size) : -1;
  lib.zip_source_close(source);
  if (got >= 0 && (zip_uint64_t)got == status.size) {
    *size = status.size;
    return bytes;
  }
  free(bytes);
  return NULL;
}

static int ask(zip_t *zip, void *is_stopped) {
  (void)zip;
  return ((bool (*)(void))is_stopped)();
}

unsigned char *czip_write(const CZipPart *parts, size_t count, bool (*is_stopped)(void), size_t *size,
                          CZipMessage *message) {
  if (!have_libzip(message)) return NULL;
  zip_error_t error;
  lib.zip_error_init(&error);
  zip_source_t *source = lib.zip_source_buffer_create(NULL, 0, 0, &error);
  zip_t *zip = open_source(source, ZIP_TRUNCATE, &error, message);
  lib.zip_error_fini(&error);
  if (!zip) return NULL;
  lib.zip_source_keep(source);
  bool is_done = lib.zip_register_cancel_callback_with_state(zip, ask, NULL, (void *)is_stopped) == 0;
  for (size_t i = 0; i < count && is_done; i++) is_done = add(zip, &parts[i]);
  is_done = is_done && lib.zip_close(zip) == 0;
  unsigned char *bytes = is_done ? contents(source, size) : NULL;
  if (!bytes) say(message, is_done ? "out of memory" : lib.zip_strerror(zip));
  if (!is_done) lib.zip_discard(zip);
  lib.zip_source_free(source);
  return bytes;
}
