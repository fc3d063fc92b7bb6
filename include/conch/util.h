/**
 * @file conch/util.h
 * @brief Memory, run-time lookup of functions, and what tests need to see.
 * @defgroup util Utilities
 * @{
 */
#ifndef CONCH_UTIL_H
#define CONCH_UTIL_H

#include <stddef.h>
#include <stdint.h>

#include "conch/export.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/**
 * Releases a raw buffer that this library handed out as *owned (release with conch_free)*. Never use the host's free().
 * @param memory *owned* by the caller until now; NULL is ignored
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_free(void *memory);

/** Any function of this library; cast it to its real type before calling. @since 1.0 */
typedef void(CONCH_CALL *conch_function)(void);

/**
 * A function by its name, for engines that load the library by hand and keep one entry point.
 * @param name e.g. "conch_client_create"; *borrowed for the call*
 * @return NULL when this version has no function of that name
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_function CONCH_CALL conch_get_proc_address(const char *name);

/**
 * How many threads of this library exist in the process: 0 after the last client was destroyed.
 * @return number of threads
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_debug_thread_count(void);

CONCH_END_DECLS
/** @} */
#endif
