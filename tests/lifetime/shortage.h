/*
 * Stands in for the C library's allocator in this whole process, so that a test can let memory run out at the first
 * allocation, the second, and so on.
 */
#ifndef SHORTAGE_H
#define SHORTAGE_H

#include <stdint.h>

typedef enum memory_scope { MEMORY_OF_THIS_THREAD, MEMORY_OF_ALL_THREADS } memory_scope;
typedef enum memory_shortage { MEMORY_ONCE, MEMORY_FOR_GOOD } memory_shortage;

/* The nth allocation from now on fails; with MEMORY_FOR_GOOD every later one as well. */
void memory_fails_at(long nth, memory_scope scope, memory_shortage shortage);
/* Ends that, and says how many allocations have failed. */
long memory_is_back(void);

/* Blocks that are allocated at the moment. */
long memory_blocks(void);

#endif
