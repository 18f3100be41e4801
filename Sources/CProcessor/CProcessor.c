#include "CProcessor.h"

#include <math.h>

// Swift compiles for the oldest processor of its kind. These loops are also compiled for newer ones, and the program
// chooses when it is loaded.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define FOR_EACH_PROCESSOR
#endif

// The same numbers on each: no processor joins a product and a sum into one rounding.
#pragma STDC FP_CONTRACT OFF

#define DEFINE_LOOPS(Number, precision, magnitude)                                                                   \
  FOR_EACH_PROCESSOR                                                                                                 \
  void convert_bytes_##precision(const uint8_t *bytes, Number *x, size_t count, Number scale, Number offset) {      \
    for (size_t k = 0; k < count; k++) x[k] = scale * (Number)bytes[k] + offset;                                     \
  }                                                                                                                  \
                                                                                                                     \
  FOR_EACH_PROCESSOR                                                                                                 \
  int exceeds_##precision(const Number *x, size_t count, Number limit) {                                            \
    int found = 0;                                                                                                   \
    for (size_t k = 0; k < count; k++) found |= !(magnitude(x[k]) <= limit);                                         \
    return found;                                                                                                    \
  }                                                                                                                  \
                                                                                                                     \
  FOR_EACH_PROCESSOR                                                                                                 \
  void add_bias_relu_##precision(Number *z, const Number *b, size_t count) {                                        \
    for (size_t k = 0; k < count; k++) {                                                                             \
      Number value = z[k] + b[k];                                                                                    \
      z[k] = value * (Number)(value > 0);                                                                            \
    }                                                                                                                \
  }                                                                                                                  \
                                                                                                                     \
  FOR_EACH_PROCESSOR                                                                                                 \
  void mask_by_positive_##precision(Number *d, const Number *a, size_t count) {                                     \
    for (size_t k = 0; k < count; k++) d[k] *= (Number)(a[k] > 0);                                                   \
  }                                                                                                                  \
                                                                                                                     \
  FOR_EACH_PROCESSOR                                                                                                 \
  void add_##precision(Number *sum, const Number *x, const Number *y, size_t count) {                               \
    for (size_t k = 0; k < count; k++) sum[k] = x[k] + y[k];                                                         \
  }

DEFINE_LOOPS(float, single, fabsf)
DEFINE_LOOPS(double, double, fabs)
