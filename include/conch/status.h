/**
 * @file conch/status.h
 * @brief Every answer that a function or a task can give.
 * @defgroup status Status
 *
 * A status is a number for programs: 0 is success, below 0 is an error, above 0 is success with something to know.
 * Values are frozen for ever; new ones may appear, so treat an unknown negative value as an error like any other.
 * The texts are for people and may change; never parse them. Everything else about an error (the service's own
 * words, the HTTP code, the field, when to try again) is in @ref error.
 * @{
 */
#ifndef CONCH_STATUS_H
#define CONCH_STATUS_H

#include <stddef.h>
#include <stdint.h>

#include "conch/export.h"

CONCH_BEGIN_DECLS

/** 0: success, < 0: error, > 0: success with information. @since 1.0 */
typedef int32_t conch_status;

/** All statuses. @since 1.0 */
enum {
    CONCH_OK = 0,
    CONCH_NO_EVENT = 1, /**< nothing happened within the time given; ask again */

    /* The call itself was wrong, or came at a wrong time. */
    CONCH_E_INTERNAL = -1,    /**< a defect of libconch; the message says where */
    CONCH_E_NO_MEMORY = -2,   /**< an allocation failed; nothing was changed */
    CONCH_E_HANDLE = -3,      /**< NULL, destroyed, or not a handle of this kind */
    CONCH_E_ARGUMENT = -4,    /**< an argument breaks its documented rule; the message names it */
    CONCH_E_INVALID = -5,     /**< the parameters break a rule of the service; refused here, nothing was sent */
    CONCH_E_NOT_FOUND = -6,   /**< no such task, operation or kind */
    CONCH_E_REENTRANT = -7,   /**< this function may not be called from inside a callback */
    CONCH_E_FORKED = -8,      /**< the handle belongs to the parent process */
    CONCH_E_CLOSED = -9,      /**< the client is closed or closing */
    CONCH_E_QUEUE_FULL = -10, /**< too many tasks are waiting; take some events, or raise task_capacity */
    CONCH_E_BUSY = -11,      /**< another thread is reading this client's events, or another program works on the job */
    CONCH_E_TIMEOUT = -12,   /**< the wait or the deadline ran out; a remote job lives on */
    CONCH_E_CANCELLED = -13, /**< ended because the host asked for it */
    CONCH_E_UNSUPPORTED =
        -14, /**< this build or the libcurl in memory cannot do it; the message says what is missing */

    /* Local files. */
    CONCH_E_FILE = -20,           /**< an input file is missing, unreadable or empty */
    CONCH_E_FILE_TYPE = -21,      /**< an input file is not of a kind that the service takes */
    CONCH_E_FILE_TOO_LARGE = -22, /**< an input file is above the service's limit */
    CONCH_E_DISK = -23,           /**< a result could not be written: no space, no permission, no such folder */

    /* Between here and the service. */
    CONCH_E_RESOLVE = -30,         /**< the host name has no address */
    CONCH_E_CONNECT = -31,         /**< nothing listens there, or the proxy refused */
    CONCH_E_TLS = -32,             /**< the secure connection could not be made; the certificate was not accepted */
    CONCH_E_NETWORK = -33,         /**< the connection broke */
    CONCH_E_NETWORK_TIMEOUT = -34, /**< a phase took longer than its limit; the message names the phase */
    CONCH_E_RESPONSE = -35, /**< the answer is not what the service sends: not JSON, too large, too deep, cut short */
    CONCH_E_REDIRECT = -36, /**< the answer sends us to another place; credentials do not follow */

    /* The service said no. */
    CONCH_E_BAD_REQUEST = -40,          /**< HTTP 400 */
    CONCH_E_UNAUTHORIZED = -41,         /**< HTTP 401: the API token or the account's login is not accepted */
    CONCH_E_REMOTE_NOT_FOUND = -42,     /**< HTTP 404: no such thing, or it was removed */
    CONCH_E_INSUFFICIENT_CREDITS = -43, /**< HTTP 412 */
    CONCH_E_REJECTED = -44,             /**< HTTP 422: the prompt or file was moderated, or the prompt is too short */
    CONCH_E_ACCOUNT_BUSY = -45,         /**< HTTP 429: our own places on the account are all taken */
    CONCH_E_RATE_LIMITED = -46,         /**< HTTP 429: the provider takes no more just now */
    CONCH_E_ACCOUNT_ON_HOLD = -47,      /**< HTTP 596: the provider holds the account for some hours */
    CONCH_E_SERVICE = -48,              /**< HTTP 5xx: the service or its upstream failed */
    CONCH_E_GONE = -49,                 /**< HTTP 410: the operation was decommissioned */
    CONCH_E_UNEXPECTED = -50,           /**< any other HTTP status */

    /* The job ended without a result. */
    CONCH_E_JOB_FAILED = -60,    /**< the provider could not make it */
    CONCH_E_JOB_MODERATED = -61, /**< made or refused, and then withheld by moderation */
    CONCH_E_JOB_VANISHED = -62,  /**< the job is no longer known; most often removed by moderation */
    CONCH_E_AMBIGUOUS = -63,     /**< a create may or may not have been accepted; nothing was sent again */
    CONCH_E_EMULATOR = -64,      /**< the emulator did not start; the message says why */

    CONCH_STATUS_FORCE_32 = 0x7FFFFFFF
};

/**
 * The constant's name.
 * @param status any number
 * @return e.g. "CONCH_E_INVALID"; "CONCH_E_UNKNOWN" for numbers that this version does not know; static, never NULL
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_status_name(conch_status status);

/**
 * One English sentence about the status, and what can be done.
 * @param status any number
 * @return static, never NULL
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_status_message(conch_status status);

/**
 * Walks the table of all statuses, for bindings that build their own constants.
 * @param index 0 and up
 * @param[out] status receives the status; 0 on error; *borrowed for the call*
 * @return CONCH_OK · CONCH_E_NOT_FOUND past the end · CONCH_E_ARGUMENT when `status` is NULL
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_status_at(size_t index, conch_status *status);

CONCH_END_DECLS
/** @} */
#endif
