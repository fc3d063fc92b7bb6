/**
 * @file conch/catalog.h
 * @brief What the service can do, as data: for drop-downs, for checks before anything is paid, for prices.
 * @defgroup catalog Catalog
 *
 * The catalog holds all operations with their parameters, the models with their options and rules, the credits, and
 * the statuses. The library checks every task against it; these functions let a host do the same while its user types.
 * @{
 */
#ifndef CONCH_CATALOG_H
#define CONCH_CATALOG_H

#include <stddef.h>
#include <stdint.h>

#include "conch/export.h"
#include "conch/operation.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/**
 * The whole catalog.
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return a JSON object with `operations`, `models`, `statuses` and more; UTF-8; static, never NULL
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_catalog_json(size_t *size);

/**
 * Checks parameters without sending anything.
 * @param operation CONCH_OP_…; for a job the operation that creates it
 * @param params UTF-8 JSON object; NULL is the same as "{}"; *borrowed for the call*
 * @param flags CONCH_TASK_ALLOW_UNKNOWN to let unknown models, options and fields pass, or 0
 * @param[out] violations receives a JSON array of `{"field","rule","allowed","given","message"}`, "[]" when all is
 *             well, *owned (release with conch_free)*; may be NULL
 * @return CONCH_OK · CONCH_E_INVALID (there are violations) · CONCH_E_NOT_FOUND (no such operation) · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_validate(int32_t operation, const char *params, uint32_t flags,
                                                 char **violations);

/**
 * What a request would cost.
 * @param operation CONCH_OP_…
 * @param params UTF-8 JSON object; NULL is the same as "{}"; *borrowed for the call*
 * @param[out] credits receives the credits; -1 when they cannot be known; *borrowed for the call*
 * @param[out] why receives one sentence on how it was reckoned or why it is unknown, *owned (release with conch_free)*;
 *             may be NULL
 * @return CONCH_OK · CONCH_E_INVALID (not a JSON object) · CONCH_E_NOT_FOUND (no such operation) · CONCH_E_ARGUMENT ·
 *         CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_estimate(int32_t operation, const char *params, int64_t *credits, char **why);

CONCH_END_DECLS
/** @} */
#endif
