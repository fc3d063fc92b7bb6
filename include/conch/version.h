/**
 * @file conch/version.h
 * @brief Which libconch this is: at compile time (macros) and at run time (functions).
 * @defgroup version Version
 *
 * These macros are the only place where the version is written; the build, the SONAME, the packages and the
 * documentation read it from here. The SONAME (`libconch.so.1`) stays the same for all of 1.x: a host that was
 * built against 1.0 runs with every later 1.x.
 * @{
 */
#ifndef CONCH_VERSION_H
#define CONCH_VERSION_H

#include <stdint.h>

#include "conch/export.h"

CONCH_BEGIN_DECLS

#define CONCH_VERSION_MAJOR 1 /**< the number in the SONAME @since 1.0 */
#define CONCH_VERSION_MINOR 0 /**< grows with every addition to the ABI @since 1.0 */
#define CONCH_VERSION_PATCH 0 /**< grows with every other release @since 1.0 */

/** One number that grows with every release. @since 1.0 */
#define CONCH_VERSION_ENCODE(major, minor, patch) ((major)*1000000 + (minor)*1000 + (patch))

/** The version of these headers. @since 1.0 */
#define CONCH_VERSION CONCH_VERSION_ENCODE(CONCH_VERSION_MAJOR, CONCH_VERSION_MINOR, CONCH_VERSION_PATCH)

/** True when the headers are of this version or newer. @since 1.0 */
#define CONCH_VERSION_AT_LEAST(major, minor, patch) (CONCH_VERSION >= CONCH_VERSION_ENCODE(major, minor, patch))

/**
 * The version of the library in memory, encoded like #CONCH_VERSION.
 *
 * It can be newer than the headers, never older within one SONAME.
 * @return e.g. 1000000 for 1.0.0
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_version(void);

/**
 * The version of the library in memory as text.
 * @return e.g. "1.0.0"; static, never NULL
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_version_string(void);

CONCH_END_DECLS
/** @} */
#endif
