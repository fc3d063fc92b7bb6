/**
 * @file conch/event.h
 * @brief What tasks have to say: progress, pieces of a stream, log lines, and exactly one end.
 * @defgroup event Events
 *
 * Every task that was accepted ends with exactly one DONE event, cancelled tasks included. Before it there may be
 * PROGRESS events (only the newest per task waits; a slow host sees fewer, never stale ones) and, for streams, CHUNK
 * events (never dropped, in order).
 *
 * Events wait in their client's queue until the host takes them, with @ref conch_client_next_event or
 * @ref conch_client_dispatch. An event is *borrowed until the next event*; copy out of it what you keep.
 *
 * All accessors accept NULL and events of the wrong type; they answer with 0 or "".
 * @{
 */
#ifndef CONCH_EVENT_H
#define CONCH_EVENT_H

#include <stddef.h>
#include <stdint.h>

#include "conch/error.h"
#include "conch/export.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/** Opaque; read with the functions below. @since 1.0 */
typedef struct conch_event conch_event;

/** Names one task for the life of the process; 0 is never a task. @since 1.0 */
typedef uint64_t conch_task;

/** What an event is. @since 1.0 */
enum {
    CONCH_EVENT_NONE = 0,
    CONCH_EVENT_PROGRESS = 1, /**< the task moved: phase, percent, message, bytes, remaining time */
    CONCH_EVENT_CHUNK = 2, /**< a piece of a stream: text of a chat, MP3 frames of speech, a step of a template video */
    CONCH_EVENT_LOG = 3,   /**< something worth a line in the host's log; only when asked for by log_level */
    CONCH_EVENT_DONE = 4,  /**< the end: status, results or error; the last event of its task */
    CONCH_EVENT_FORCE_32 = 0x7FFFFFFF
};

/** What a task is doing. Values are frozen; treat an unknown one as CONCH_PHASE_WORKING. @since 1.0 */
enum {
    CONCH_PHASE_UNSET = 0,
    CONCH_PHASE_CHECKING = 1,    /**< looking at the parameters and local files; nothing was sent yet */
    CONCH_PHASE_UPLOADING = 2,   /**< local inputs are on their way */
    CONCH_PHASE_CREATING = 3,    /**< the request that costs credits */
    CONCH_PHASE_WAITING = 4,     /**< not accepted yet: no free place on any account; asked again by itself */
    CONCH_PHASE_QUEUED = 5,      /**< accepted by the service, waiting for its turn */
    CONCH_PHASE_WORKING = 6,     /**< being generated, or a call that is on its way */
    CONCH_PHASE_DOWNLOADING = 7, /**< results are on their way to disk */
    CONCH_PHASE_ENDED = 8,       /**< the DONE event has been queued */
    CONCH_PHASE_FORCE_32 = 0x7FFFFFFF
};

/**
 * What this event is.
 * @param event *borrowed for the call*
 * @return CONCH_EVENT_…; CONCH_EVENT_NONE for a bad handle
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_event_type(const conch_event *event);

/**
 * The task that it is about.
 * @param event *borrowed for the call*
 * @return 0 for a LOG event that belongs to no task
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API conch_task CONCH_CALL conch_event_task(const conch_event *event);

/**
 * How the task ended.
 * @param event a DONE event; *borrowed for the call*
 * @return CONCH_OK or the error's status; CONCH_OK for events of other types; CONCH_E_HANDLE for a bad handle
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_event_status(const conch_event *event);

/**
 * Why the task ended without success.
 * @param event *borrowed for the call*
 * @return *borrowed until the next event*; NULL when the task succeeded or the event is not DONE
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API const conch_error *CONCH_CALL conch_event_error(const conch_event *event);

/**
 * What the task is doing; for DONE the phase in which it ended.
 * @param event *borrowed for the call*
 * @return CONCH_PHASE_…
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_event_phase(const conch_event *event);

/**
 * How far the phase is: the service's own `percent` while the job is generated, bytes while files move.
 * @param event *borrowed for the call*
 * @return 0 to 100; -1 when nothing is known
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_event_percent(const conch_event *event);

/**
 * Text for a person: the service's progress message, a log line, or the error's sentence.
 * @param event *borrowed for the call*
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return UTF-8, NUL-terminated, never NULL; *borrowed until the next event*
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_event_message(const conch_event *event, size_t *size);

/**
 * The service's JSON, byte for byte as it came: for DONE the last answer (of a call: the answer; of a job: the finished
 * item), for CHUNK the frame when it was JSON. Fields that this version does not know are in it too.
 * @param event *borrowed for the call*
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return "" when there is none; *borrowed until the next event*
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_event_json(const conch_event *event, size_t *size);

/**
 * The bytes of a CHUNK: new text (UTF-8) of a chat, whole MP3 frames of speech.
 * @param event *borrowed for the call*
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return "" when there are none; may hold NUL bytes; *borrowed until the next event*
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_event_chunk(const conch_event *event, size_t *size);

/**
 * How many files the task brought.
 * @param event a DONE event; *borrowed for the call*
 * @return 0 and up
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API size_t CONCH_CALL conch_event_file_count(const conch_event *event);

/**
 * Where a file is. It is complete: files appear under their name only when whole.
 * @param event a DONE event; *borrowed for the call*
 * @param index 0 and up
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return UTF-8 path; "" past the end; *borrowed until the next event*
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_event_file(const conch_event *event, size_t index, size_t *size);

/**
 * The service's id of the job (video, image, song, …), from the moment that it is known.
 * Keep it if you want to look the job up by other means.
 * @param event *borrowed for the call*
 * @param[out] size receives the length in bytes; may be NULL; *borrowed for the call*
 * @return "" as long as unknown; *borrowed until the next event*
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_event_remote_id(const conch_event *event, size_t *size);

/**
 * The HTTP status of the last answer.
 * @param event *borrowed for the call*
 * @return e.g. 200; 0 when there was none
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API int32_t CONCH_CALL conch_event_http_code(const conch_event *event);

/**
 * Bytes moved so far in this phase.
 * @param event *borrowed for the call*
 * @param[out] total receives how many there are in all, 0 when unknown; may be NULL; *borrowed for the call*
 * @return bytes
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API uint64_t CONCH_CALL conch_event_bytes(const conch_event *event, uint64_t *total);

/**
 * How long it may still take, when that can be said honestly (from the service's percentage and the time so far, or
 * from the catalog's typical duration).
 * @param event *borrowed for the call*
 * @return milliseconds; -1 when unknown
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API int64_t CONCH_CALL conch_event_remaining_ms(const conch_event *event);

/**
 * The pointer that was given with the task.
 * @param event *borrowed for the call*
 * @return as given; NULL when none was
 * @threads the one that took the event
 * @since 1.0
 */
CONCH_API void *CONCH_CALL conch_event_user_data(const conch_event *event);

/**
 * Releases an event that you own (from @ref conch_task_wait). Ignores NULL and borrowed events.
 * @param event *owned* by the caller until now
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_event_destroy(conch_event *event);

CONCH_END_DECLS
/** @} */
#endif
