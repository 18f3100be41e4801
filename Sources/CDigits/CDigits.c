#include "CDigits.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char bytes[] = {
#embed "digits.csv.gz"
};

const unsigned char *cdigits_gzip(void) { return bytes; }

size_t cdigits_gzip_count(void) { return sizeof bytes; }
