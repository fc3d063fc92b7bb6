/**
 * @file conch/call.h
 * @brief One operation of the service: JSON in, JSON out.
 * @defgroup call Calls
 *
 * A call sends exactly one request and ends with the service's answer. Use it for everything that is not "make me
 * something": lists, lookups, deletes, accounts. To make something, use @ref conch_generate, which also uploads,
 * follows and downloads.
 * @{
 */
#ifndef CONCH_CALL_H
#define CONCH_CALL_H

#include <stddef.h>
#include <stdint.h>

#include "conch/client.h"
#include "conch/error.h"
#include "conch/event.h"
#include "conch/export.h"
#include "conch/operation.h"
#include "conch/status.h"
#include "conch/task.h"

CONCH_BEGIN_DECLS

/**
 * Starts one operation.
 *
 * The parameters are checked against the catalog first; a request that the service would surely refuse is refused here,
 * before it costs anything. The DONE event carries the answer (@ref conch_event_json) or the error.
 * @param client *borrowed for the call*
 * @param operation CONCH_OP_…
 * @param params UTF-8 JSON object with the service's own parameter names; NULL is the same as "{}"; *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_INVALID (the error has field, rule, allowed, given) · CONCH_E_NOT_FOUND (no such
 * operation) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED · CONCH_E_NO_MEMORY · CONCH_E_HANDLE ·
 * CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_call(conch_client *client, int32_t operation, const char *params,
                                             const conch_task_options *options, conch_task *task, conch_error **error);

/**
 * Reads a whole list of the service, page by page, whichever of its five ways of paging it has: one CHUNK event a page,
 * whose JSON (@ref conch_event_json) is an array of items; the DONE event's JSON is `{"count": …}`. Pages that fail are
 * asked for again; nothing is listed twice.
 * @param client *borrowed for the call*
 * @param operation CONCH_OP_VIDEOS_LIST, _VIDEOS_CHARACTERS, _VIDEOS_TEMPLATES, _IMAGES_LIST, _LLM_LIST, _AUDIO_LIST,
 *        _AUDIO_VOICES or _MUSIC_LIST
 * @param params as for @ref conch_call; where to start, how large a page is; *copied*
 * @param most end after so many items; 0 for all
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_call; CONCH_E_NOT_FOUND also for an operation that has no pages
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_list(conch_client *client, int32_t operation, const char *params, uint64_t most,
                                             const conch_task_options *options, conch_task *task, conch_error **error);

/**
 * The number of an operation by its name.
 * @param name e.g. "videos.create"; *borrowed for the call*
 * @return CONCH_OP_…; CONCH_OP_UNSET when there is none of that name
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_operation_from_name(const char *name);

/**
 * The name of an operation.
 * @param operation CONCH_OP_…
 * @return e.g. "videos.create"; "" when there is no such operation; static, never NULL
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_operation_name(int32_t operation);

CONCH_END_DECLS
/** @} */
#endif
