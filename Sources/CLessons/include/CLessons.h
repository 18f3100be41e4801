#ifndef CLESSONS_H
#define CLESSONS_H

#include <stddef.h>

/// The lessons in Lessons/ as they were when the program was built, in the order of their names.
size_t clessons_count(void);

/// The file's name without `.md`.
const char *_Nonnull clessons_name(size_t index);

/// The file's text, in UTF-8.
const unsigned char *_Nonnull clessons_bytes(size_t index);
size_t clessons_byte_count(size_t index);

#endif
