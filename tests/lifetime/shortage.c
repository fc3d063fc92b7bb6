#include "shortage.h"

#include <errno.h>
#include <stddef.h>

/* The allocator behind the names below. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

static long blocks;
static long left; /* until the one that fails */
static long failed;
static int everywhere;
static int for_good;
static __thread int here;

void memory_fails_at(long nth, memory_scope scope, memory_shortage shortage) {
    __atomic_store_n(&left, nth, __ATOMIC_SEQ_CST);
    __atomic_store_n(&failed, 0, __ATOMIC_SEQ_CST);
    __atomic_store_n(&for_good, shortage == MEMORY_FOR_GOOD, __ATOMIC_SEQ_CST);
    here = scope == MEMORY_OF_THIS_THREAD;
    __atomic_store_n(&everywhere, scope == MEMORY_OF_ALL_THREADS, __ATOMIC_SEQ_CST);
}

long memory_is_back(void) {
    here = 0;
    __atomic_store_n(&everywhere, 0, __ATOMIC_SEQ_CST);
    return __atomic_load_n(&failed, __ATOMIC_SEQ_CST);
}

long memory_blocks(void) {
    return __atomic_load_n(&blocks, __ATOMIC_SEQ_CST);
}

static int fails(void) {
    if (!here && !__atomic_load_n(&everywhere, __ATOMIC_RELAXED)) return 0;
    const long before = __atomic_fetch_sub(&left, 1, __ATOMIC_SEQ_CST);
    if (before != 1 && !(before < 1 && __atomic_load_n(&for_good, __ATOMIC_RELAXED))) return 0;
    __atomic_fetch_add(&failed, 1, __ATOMIC_SEQ_CST);
    errno = ENOMEM;
    return 1;
}

static void *counted(void *block) {
    if (block != NULL) __atomic_fetch_add(&blocks, 1, __ATOMIC_RELAXED);
    return block;
}

__attribute__((visibility("default"))) void *malloc(size_t size) {
    return fails() ? NULL : counted(__libc_malloc(size));
}

__attribute__((visibility("default"))) void *calloc(size_t count, size_t size) {
    return fails() ? NULL : counted(__libc_calloc(count, size));
}

__attribute__((visibility("default"))) void *realloc(void *block, size_t size) {
    if (block == NULL) return malloc(size);
    return fails() ? NULL : __libc_realloc(block, size);
}

__attribute__((visibility("default"))) void *memalign(size_t alignment, size_t size) {
    return fails() ? NULL : counted(__libc_memalign(alignment, size));
}

__attribute__((visibility("default"))) void *aligned_alloc(size_t alignment, size_t size) {
    return memalign(alignment, size);
}

__attribute__((visibility("default"))) int posix_memalign(void **block, size_t alignment, size_t size) {
    void *const found = memalign(alignment, size);
    if (found == NULL) return ENOMEM;
    *block = found;
    return 0;
}

__attribute__((visibility("default"))) void free(void *block) {
    if (block != NULL) __atomic_fetch_sub(&blocks, 1, __ATOMIC_RELAXED);
    __libc_free(block);
}
