#include "CProcessor.h"

#include <math.h>

// Swift compiles for the oldest processor of its kind; these loops are compiled for newer ones, too, and the fitting
// one is chosen when the program is loaded.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define FOR_EACH_PROCESSOR
#endif

// The same numbers on each: no processor joins a product and a sum into one rounding.
#pragma STDC FP_CONTRACT OFF

FOR_EACH_PROCESSOR
void convert_bytes_single(const uint8_t *bytes, float *x, size_t count, float scale, float offset) {
  for (size_t k = 0; k < count; k++) x[k] = scale * (float)bytes[k] + offset;
}

FOR_EACH_PROCESSOR
void convert_bytes_double(const uint8_t *bytes, double *x, size_t count, double scale, double offset) {
  for (size_t k = 0; k < count; k++) x[k] = scale * (double)bytes[k] + offset;
}

FOR_EACH_PROCESSOR
int exceeds_single(const float *x, size_t count, float limit) {
  int found = 0;
  for (size_t k = 0; k < count; k++) found |= !(fabsf(x[k]) <= limit);
  return found;
}

FOR_EACH_PROCESSOR
int exceeds_double(const double *x, size_t count, double limit) {
  int found = 0;
  for (size_t k = 0; k < count; k++) found |= !(fabs(x[k]) <= limit);
  return found;
}
