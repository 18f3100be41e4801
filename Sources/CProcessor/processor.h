#ifndef C_PROCESSOR_H
#define C_PROCESSOR_H

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

#endif
