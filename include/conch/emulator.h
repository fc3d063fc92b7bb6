/**
 * @file conch/emulator.h
 * @brief Starts the emulator of the service as a process of its own.
 * @defgroup emulator Emulator
 *
 * The emulator (`conch-emulator`) behaves like the service, with real media, on this machine, without account, network
 * or cost. A host that only wants to offer "try it offline" needs none of this: give a client the base URL
 * `"emulator:"`. Use these functions to share one emulator between clients, or in tests.
 *
 * This header is outside the ABI promise: it may change between minor versions.
 * @{
 */
#ifndef CONCH_EMULATOR_H
#define CONCH_EMULATOR_H

#include <stddef.h>
#include <stdint.h>

#include "conch/error.h"
#include "conch/export.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/** Opaque. @since 1.0 */
typedef struct conch_emulator conch_emulator;

/** How to start it; a zero field means its default. @since 1.0 */
typedef struct conch_emulator_options {
    uint32_t struct_size; /**< sizeof(conch_emulator_options), set by the init function */
    uint32_t port;        /**< 0: any free one */
    double speed;         /**< how much faster than the real service its clock runs; 0: 1.0 */
    uint64_t
        seed; /**< of all random choices; the same seed gives the same ids and pictures; 0: the emulator's own choice */
    const char
        *program; /**< path of conch-emulator; NULL: beside the library, then `../bin` of it, then PATH; *copied* */
    const char
        *token; /**< the only API token that is accepted; NULL: any that does not begin with "invalid"; *copied* */
    const char *state_directory; /**< keep state here across runs; NULL: in memory; *copied* */
    uint32_t start_timeout_ms;   /**< how long to wait for it to be ready; 0: 10,000 */
    uint32_t reserved;           /**< leave 0 */
} conch_emulator_options;

/** Defaults as an initialiser. @since 1.0 */
#define CONCH_EMULATOR_OPTIONS_INIT \
    { sizeof(struct conch_emulator_options), 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] options *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_emulator_options) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_emulator_options_init(conch_emulator_options *options, size_t struct_size);

/**
 * Starts an emulator and waits until it is ready (some 100 ms). It ends with @ref conch_emulator_stop, and by itself
 * when this process ends, however that happens.
 * @param options *copied*; NULL for defaults
 * @param[out] emulator receives the emulator, *owned (release with conch_emulator_stop)*; NULL on error
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_EMULATOR (not found, or did not become ready; the message says what was tried) ·
 *         CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY
 * @threads any
 * @callback forbidden by good sense: it blocks
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_emulator_start(const conch_emulator_options *options, conch_emulator **emulator,
                                                       conch_error **error);

/**
 * What to give a client as its base URL.
 * @param emulator *borrowed for the call*
 * @return e.g. "http://127.0.0.1:41234/v1/minimax"; "" for a bad handle; *borrowed as long as `emulator` lives*
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_emulator_base_url(const conch_emulator *emulator);

/**
 * Ends the emulator and waits for it, at most 2 seconds; then it is killed. Ignores NULL.
 * @param emulator *owned* by the caller until now
 * @threads any
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_emulator_stop(conch_emulator *emulator);

CONCH_END_DECLS
/** @} */
#endif
