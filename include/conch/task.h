/**
 * @file conch/task.h
 * @brief Tasks: everything that a client is asked to do, named by a number that is never used twice.
 * @defgroup task Tasks
 *
 * A task is a call (@ref conch_call) or a job (@ref conch_generate). Both are started the same way, report by the
 * same events, and are cancelled, waited for and looked at by the functions here. The number of a task that is long
 * over is harmless: it is answered with CONCH_E_NOT_FOUND.
 * @{
 */
#ifndef CONCH_TASK_H
#define CONCH_TASK_H

#include <stddef.h>
#include <stdint.h>

#include "conch/client.h"
#include "conch/event.h"
#include "conch/export.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/** Where a task's events go. @since 1.0 */
enum {
    CONCH_DELIVER_QUEUE = 0, /**< into the client's event queue, for the host's own thread; the default */
    CONCH_DELIVER_WAIT = 1,  /**< nowhere but into conch_task_wait; progress can be asked for with conch_task_state */
    /**
     * To the task's own callback, on the worker thread, as they happen. For hosts that can bear it: the callback must
     * be quick (everything of this client stands still meanwhile), must not throw, and must not touch a runtime that
     * forbids foreign threads (LuaJIT, Blender's Python data, Godot's scene tree, …). A callback is required.
     */
    CONCH_DELIVER_THREAD = 2,
    CONCH_DELIVER_FORCE_32 = 0x7FFFFFFF
};

/** Bits of conch_task_options::flags. @since 1.0 */
enum {
    CONCH_TASK_DEFAULT = 0,
    CONCH_TASK_ALLOW_UNKNOWN =
        1, /**< let models, options and fields pass that the catalog does not know; known rules still hold */
    CONCH_TASK_NO_DOWNLOAD = 2, /**< jobs: end when the result exists at the service; the links are in the JSON */
    CONCH_TASK_OVERWRITE = 4,   /**< jobs: replace a file of the same name instead of numbering the new one */
    CONCH_TASK_FLAGS_FORCE_32 = 0x7FFFFFFF
};

/** How far a cancel reaches. @since 1.0 */
enum {
    CONCH_CANCEL_HERE = 0,       /**< stop following; the remote job goes on and what it makes stays there */
    CONCH_CANCEL_EVERYWHERE = 1, /**< also ask the service to stop; credits may be spent all the same */
    CONCH_CANCEL_FORCE_32 = 0x7FFFFFFF
};

/**
 * How a task is run. Fill with @ref conch_task_options_init or #CONCH_TASK_OPTIONS_INIT; a zero field means its
 * default. The struct grows at the end only.
 * @since 1.0
 */
typedef struct conch_task_options {
    uint32_t struct_size; /**< sizeof(conch_task_options), set by the init function */
    uint32_t flags;       /**< CONCH_TASK_… bits */
    uint32_t deliver;     /**< CONCH_DELIVER_… */
    /** Jobs: which of those that wait for a place is created first. The highest goes first, equal ones in the order in
     * which they were submitted. Any number; default 0. */
    int32_t priority;

    /** Give up after so many milliseconds with CONCH_E_TIMEOUT; a remote job lives on. 0: the catalog's bound for its
     * kind. */
    uint64_t deadline_ms;

    /** Jobs: where files go, UTF-8; NULL: the client's download_directory; made if missing; *copied*. */
    const char *directory;
    const char *file_name; /**< jobs: name of the first file, UTF-8; NULL: made from kind, time and id; *copied* */

    /** Calls: local files in the order of the operation's file parts, or the one raw body of an upload; UTF-8;
     * *copied*. */
    const char *const *files;
    size_t file_count; /**< number of `files` */

    conch_event_callback callback;            /**< for this task's events; NULL: the client's, or just take events */
    void *user_data;                          /**< handed back with every event of this task; never looked at */
    conch_release_callback user_data_release; /**< called exactly once with user_data after the last event, also when
                                                 the task was refused; may be NULL */
} conch_task_options;

/** Defaults as an initialiser: `conch_task_options options = CONCH_TASK_OPTIONS_INIT;` @since 1.0 */
#define CONCH_TASK_OPTIONS_INIT \
    { sizeof(struct conch_task_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] options *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_task_options) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_task_options_init(conch_task_options *options, size_t struct_size);

/** What is known about a task. Fill struct_size before asking. The struct grows at the end only. @since 1.0 */
typedef struct conch_task_info {
    uint32_t struct_size; /**< sizeof(conch_task_info), set by the init function */
    int32_t phase;        /**< CONCH_PHASE_… */
    conch_status status;  /**< how it ended; CONCH_OK as long as it has not */
    int32_t percent;      /**< 0 to 100; -1 unknown */
    int64_t remaining_ms; /**< -1 unknown */
    uint64_t elapsed_ms;  /**< since it was accepted; stands still after the end */
    uint64_t bytes;       /**< moved in this phase */
    uint64_t bytes_total; /**< 0 unknown */
    int32_t operation;    /**< CONCH_OP_… of a call, else 0 */
    int32_t kind;         /**< CONCH_JOB_… of a job, else 0 */
} conch_task_info;

/** A zeroed conch_task_info of the right size. @since 1.0 */
#define CONCH_TASK_INFO_INIT \
    { sizeof(struct conch_task_info), 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Zeroes the struct and sets its size.
 * @param[out] info *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_task_info) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_task_info_init(conch_task_info *info, size_t struct_size);

/**
 * Asks for an end. Never blocks, may be called twice, and does nothing to a task that has ended. The task still ends
 * with exactly one DONE event: CONCH_E_CANCELLED, or success if that came first.
 * @param client *borrowed for the call*
 * @param task which
 * @param where CONCH_CANCEL_HERE or CONCH_CANCEL_EVERYWHERE
 * @return CONCH_OK · CONCH_E_NOT_FOUND · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_task_cancel(conch_client *client, conch_task task, int32_t where);

/**
 * Waits until a task has ended. Its events still go where they go; this only waits, and hands out one more reference to
 * the DONE event. From a language with a garbage collector or a global lock, wait in slices of 100 ms at most.
 * @param client *borrowed for the call*
 * @param task which
 * @param timeout_ms 0 not at all, -1 without limit
 * @param[out] event receives the DONE event, *owned (release with conch_event_destroy)*; may be NULL
 * @return CONCH_OK (it has ended; how is in the event) · CONCH_E_TIMEOUT · CONCH_E_NOT_FOUND (never existed, or ended
 * so long ago that it was forgotten) · CONCH_E_CLOSED (the client was destroyed meanwhile) · CONCH_E_REENTRANT ·
 * CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any, several at a time
 * @callback forbidden
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_task_wait(conch_client *client, conch_task task, int32_t timeout_ms,
                                                  conch_event **event);

/**
 * What a task is doing just now, for hosts that show a list or have no callbacks at all. The last 256 ended tasks are
 * still known.
 * @param client *borrowed for the call*
 * @param task which
 * @param[in,out] info struct_size must be set; *borrowed for the call*
 * @return CONCH_OK · CONCH_E_NOT_FOUND · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_task_state(conch_client *client, conch_task task, conch_task_info *info);

/**
 * All tasks that have not ended, oldest first.
 * @param client *borrowed for the call*
 * @param[out] tasks receives an array, *owned (release with conch_free)*; NULL when there are none
 * @param[out] count receives its length; *borrowed for the call*
 * @return CONCH_OK · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_task_list(conch_client *client, conch_task **tasks, size_t *count);

/** Bytes that the text of any task number needs, with its NUL. @since 1.0 */
#define CONCH_TASK_TEXT_SIZE 21

/**
 * A task's number as decimal text, for languages whose numbers are doubles and lose bits above 2^53.
 * @param task which
 * @param[out] text receives the text; *borrowed for the call*
 * @param size bytes at `text`, at least #CONCH_TASK_TEXT_SIZE
 * @return CONCH_OK · CONCH_E_ARGUMENT
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_task_to_text(conch_task task, char *text, size_t size);

/**
 * The number from its text.
 * @param text decimal digits; *borrowed for the call*
 * @param[out] task receives the number; 0 on error; *borrowed for the call*
 * @return CONCH_OK · CONCH_E_ARGUMENT
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_task_from_text(const char *text, conch_task *task);

CONCH_END_DECLS
/** @} */
#endif
