#ifndef C_PROCESSOR_H
#define C_PROCESSOR_H

#include <stddef.h>
#include <stdint.h>

/// Asks for a cache line before it is needed. Never faults, whatever the address.
static inline void prefetch_cache_line(const void *address) { __builtin_prefetch(address, 0, 2); }

/// Tells the processor that the thread waits in a loop.
static inline void spin_wait_hint(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// The square root without the branch in which the C library sets errno.
static inline float square_root_single(float x) { return __builtin_elementwise_sqrt(x); }
static inline double square_root_double(double x) { return __builtin_elementwise_sqrt(x); }

/// x ← scale · byte + offset, in the widest vectors that the processor has.
void convert_bytes_single(const uint8_t *bytes, float *x, size_t count, float scale, float offset);
void convert_bytes_double(const uint8_t *bytes, double *x, size_t count, double scale, double offset);

/// Whether any number is larger than the limit, or not a number.
int exceeds_single(const float *x, size_t count, float limit);
int exceeds_double(const double *x, size_t count, double limit);

/// z ← ReLU(z + b), as a product with the step function, so that a NaN stays.
void add_bias_relu_single(float *z, const float *b, size_t count);
void add_bias_relu_double(double *z, const double *b, size_t count);

/// d ← d ⊙ ReLU′, with a = ReLU(z): a > 0 means ReLU′(z) = 1.
void mask_by_positive_single(float *d, const float *a, size_t count);
void mask_by_positive_double(double *d, const double *a, size_t count);

/// sum ← x + y; the sum may be one of both.
void add_single(float *sum, const float *x, const float *y, size_t count);
void add_double(double *sum, const double *x, const double *y, size_t count);

#endif
