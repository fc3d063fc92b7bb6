/**
 * @file conch/error.h
 * @brief Everything that is known about one failure.
 * @defgroup error Errors
 *
 * A @ref status says *what kind* of failure it was; an error says the rest: the sentence for a person, the parameter
 * at fault, the service's own words and codes, and whether and when it is worth trying again. An error belongs to the
 * thing that failed (a call, or the DONE event of a task), never to a thread, so it can be read whenever and wherever
 * you like.
 *
 * Two ways to get one:
 * - functions that end with a `conch_error **error` argument: pass NULL if you do not care. What you get is
 *   *owned (release with conch_error_destroy)*;
 * - @ref conch_event_error on a DONE event: *borrowed until the next event*, do not release it.
 *
 * No error ever holds a token, a password or a signed link's secret: texts are cleaned before they are kept.
 *
 * @par Ownership
 * @anchor ownership
 * Five words say who owns what a pointer points to, here and in all headers:
 * - *copied*: the library has its own copy when the function returns;
 * - *borrowed for the call*: used until the function returns, and not after;
 * - *borrowed until the next event*: stays valid until the next @ref conch_client_next_event or
 *   @ref conch_client_dispatch on that client, or until the client is destroyed;
 * - *borrowed for the callback*: stays valid until the callback returns;
 * - *owned (release with …)*: yours, until you hand it to the function that is named.
 *
 * Static texts (names, versions) live as long as the library.
 * @{
 */
#ifndef CONCH_ERROR_H
#define CONCH_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include "conch/export.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/** Opaque; read with the functions below. @since 1.0 */
typedef struct conch_error conch_error;

/**
 * The kind of failure.
 * @param error *borrowed for the call*
 * @return a negative status; CONCH_E_HANDLE when `error` is NULL or was released
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_error_status(const conch_error *error);

/**
 * One or more sentences for a person: what is wrong, what is allowed, what was given, what to do.
 * Where the service said something, its own words are included.
 * @param error *borrowed for the call*
 * @param[out] size receives the length in bytes without the final NUL; may be NULL; *borrowed for the call*
 * @return UTF-8, NUL-terminated, never NULL ("" for a bad handle); *borrowed as long as `error` lives*
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_error_message(const conch_error *error, size_t *size);

/**
 * The parameter, option or file at fault.
 * @param error *borrowed for the call*
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return e.g. "prompt", "end_frame_fileID", "base_url"; "" when no single one is at fault; *borrowed as long as
 *         `error` lives*
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_error_field(const conch_error *error, size_t *size);

/**
 * Every rule that was broken, for hosts that mark the fields of a form.
 * @param error *borrowed for the call*
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return a JSON array of `{"field","rule","allowed","given","message"}`; "[]" when the failure is not about
 *         parameters; *borrowed as long as `error` lives*
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_error_violations(const conch_error *error, size_t *size);

/**
 * The HTTP status of the service's answer.
 * @param error *borrowed for the call*
 * @return e.g. 412; 0 when the service did not answer, or was not asked
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_error_http_code(const conch_error *error);

/**
 * The `code` inside the service's answer. The service does not always send one; trust the HTTP status first.
 * @param error *borrowed for the call*
 * @return 0 when absent
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API int64_t CONCH_CALL conch_error_service_code(const conch_error *error);

/**
 * Whether the very same request may succeed later. For a create that may have been accepted this is 0: sending it
 * again could be paid twice.
 * @param error *borrowed for the call*
 * @return 1 or 0
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_error_retriable(const conch_error *error);

/**
 * How long to wait before trying again, from the service's `Retry-After` or its documented advice.
 * @param error *borrowed for the call*
 * @return milliseconds; -1 when nothing is known
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API int64_t CONCH_CALL conch_error_retry_after_ms(const conch_error *error);

/**
 * The service's answer as it came, when it was text; at most 64 KiB of it.
 * @param error *borrowed for the call*
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return "" when there was none; *borrowed as long as `error` lives*
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_error_body(const conch_error *error, size_t *size);

/**
 * Releases an error that you own. Ignores NULL, and errors that belong to an event.
 * @param error *owned* by the caller until now
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_error_destroy(conch_error *error);

CONCH_END_DECLS
/** @} */
#endif
