#ifndef CDIGITS_H
#define CDIGITS_H

#include <stddef.h>

/// The bundled digits as a gzipped CSV file: a header line, then 64 pixels 0…16 and a label a line.
///
/// Optical Recognition of Handwritten Digits, test part, UCI Machine Learning Repository,
/// E. Alpaydin and C. Kaynak, 1998, CC BY 4.0.
const unsigned char *_Nonnull cdigits_gzip(void);
size_t cdigits_gzip_count(void);

#endif
