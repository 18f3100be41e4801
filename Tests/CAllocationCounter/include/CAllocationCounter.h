#ifndef C_ALLOCATION_COUNTER_H
#define C_ALLOCATION_COUNTER_H

/// The allocations that the calling thread has made so far.
long allocation_count(void);

#endif
