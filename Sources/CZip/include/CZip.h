#ifndef CZIP_H
#define CZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Zip archives in memory, through libzip. libzip is opened at the first archive: few sessions need it, and every library
// that is linked makes each start of the program longer.

typedef struct CZipArchive CZipArchive;

typedef struct {
  /// In UTF-8; stays as long as the archive.
  const char *name;
  /// As the archive states them: bytes unpacked and packed.
  uint64_t size, packed_size;
  bool is_encrypted;
} CZipEntry;

typedef struct {
  const char *name;
  const void *bytes;
  size_t count;
} CZipPart;

typedef struct {
  char text[256];
} CZipMessage;

/// Opens an archive; the bytes must not move until it is closed. NULL and the reason if they are not an archive.
CZipArchive *czip_open(const void *bytes, size_t count, CZipMessage *message);
void czip_close(CZipArchive *archive);

size_t czip_count(const CZipArchive *archive);
bool czip_entry(const CZipArchive *archive, size_t index, CZipEntry *entry, CZipMessage *message);

/// Unpacks up to `count` bytes from the start of an entry; at its end its checksum is compared. Returns how many, or −1.
int64_t czip_read(const CZipArchive *archive, size_t index, void *bytes, size_t count, CZipMessage *message);

/// An archive of parts, not packed, all dated alike: equal parts make equal archives. The caller frees the bytes.
/// `is_stopped` is asked while it is made; NULL once it says so.
unsigned char *czip_write(const CZipPart *parts, size_t count, bool (*is_stopped)(void), size_t *size,
                          CZipMessage *message);

#endif
