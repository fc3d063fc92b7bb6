/**
 * @file conch/client.h
 * @brief A connection to one service with one set of credentials, its worker thread and its event queue.
 * @defgroup client Client
 *
 * A process may have many clients; they share nothing. Each has one worker thread that does everything that could take
 * time. The host's threads only put tasks in and take events out:
 *
 * | who | may call | blocks |
 * |---|---|---|
 * | any thread | everything not listed below | never |
 * | one thread at a time per client | @ref conch_client_next_event, @ref conch_client_dispatch | at most `timeout_ms` |
 * | any thread, not from a callback | @ref conch_task_wait | at most `timeout_ms` |
 * | any thread, not from a callback of this client | @ref conch_client_destroy | at most `destroy_timeout_ms` |
 * | the wakeup callback (runs on the worker thread) | nothing of this library | - |
 *
 * @par Manners
 * The library installs no signal handler, blocks all signals on its threads, writes nothing to stdout or stderr, never
 * changes locale, working directory or environment, reads no environment variable but XDG_STATE_HOME and HOME (for the
 * default of `state_directory`, inside @ref conch_client_create), and starts a child process only when the emulator is
 * asked for. After fork() every call in the child answers CONCH_E_FORKED.
 * @{
 */
#ifndef CONCH_CLIENT_H
#define CONCH_CLIENT_H

#include <stddef.h>
#include <stdint.h>

#include "conch/error.h"
#include "conch/event.h"
#include "conch/export.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/** Opaque. A handle that was destroyed stays safe to pass: it is answered with CONCH_E_HANDLE. @since 1.0 */
typedef struct conch_client conch_client;

/** Bits of conch_client_options::flags. @since 1.0 */
enum {
    CONCH_CLIENT_DEFAULT = 0,
    /** Accept an `http://` base URL whose host is not this machine, although the token travels in the clear. */
    CONCH_CLIENT_ALLOW_PLAIN_HTTP = 1,
    CONCH_CLIENT_FLAGS_FORCE_32 = 0x7FFFFFFF
};

/** How talkative LOG events are. @since 1.0 */
enum {
    CONCH_LOG_OFF = 0,
    CONCH_LOG_WARNING = 1, /**< something was done about a problem: a retry, a resumed download */
    CONCH_LOG_INFO = 2,    /**< steps of jobs */
    CONCH_LOG_DEBUG = 3,   /**< every request with method, path, status and time; never headers or bodies */
    CONCH_LOG_FORCE_32 = 0x7FFFFFFF
};

/**
 * Called for every event of a task when the host runs @ref conch_client_dispatch, on the thread that runs it.
 * May call everything but the functions that are marked as forbidden in callbacks.
 * @param event *borrowed for the callback*
 * @param user_data the task's or, for the client's callback, the client's
 * @return 0 to go on; anything else cancels the task here (like @ref conch_task_cancel with CONCH_CANCEL_HERE)
 * @since 1.0
 */
typedef int32_t(CONCH_CALL *conch_event_callback)(const conch_event *event, void *user_data);

/**
 * Called on the worker thread when the event queue stops being empty. Must return at once and may call nothing of this
 * library: post a message to your own loop, which then calls @ref conch_client_dispatch.
 * @since 1.0
 */
typedef void(CONCH_CALL *conch_wakeup_callback)(void *user_data);

/** Called exactly once when the library will never use `user_data` again. @since 1.0 */
typedef void(CONCH_CALL *conch_release_callback)(void *user_data);

/**
 * How a client works. Fill with @ref conch_client_options_init or #CONCH_CLIENT_OPTIONS_INIT, then set what you need.
 * A zero field means its default. The struct grows at the end only.
 * @since 1.0
 */
typedef struct conch_client_options {
    uint32_t struct_size; /**< sizeof(conch_client_options), set by the init function */
    uint32_t flags;       /**< CONCH_CLIENT_… bits */

    /**
     * Where the service is. NULL: `https://api.useapi.net/v1/minimax`.
     * `"emulator:"` starts a private emulator for this client; options as in `"emulator:?speed=60&seed=7"`. *copied*
     */
    const char *base_url;
    const char *api_token; /**< the service's API token; required unless base_url is the emulator; *copied* */
    const char
        *account; /**< used by operations that take an account when the parameters name none; NULL: none; *copied* */
    const char *download_directory; /**< where jobs put their files, UTF-8; NULL: every job must say where; *copied* */

    const char *proxy; /**< e.g. "http://proxy:3128" or "socks5h://127.0.0.1:1080"; NULL: none, the environment is not
                          asked; *copied* */
    const char *no_proxy;   /**< comma-separated hosts that are reached directly; *copied* */
    const char *ca_file;    /**< PEM file of trusted authorities; NULL: the system's; *copied* */
    const char *user_agent; /**< your program, e.g. "obs-hailuo/1.2"; NULL: only libconch's own; *copied* */

    uint32_t connect_timeout_ms;    /**< name lookup, TCP and TLS; default 15,000 */
    uint32_t send_timeout_ms;       /**< longest time in which not one byte of a body could be sent; default 30,000 */
    uint32_t first_byte_timeout_ms; /**< from the request's last byte to the answer's first; default 120,000 */
    uint32_t idle_timeout_ms;       /**< longest pause inside an answer; default 60,000 */
    uint32_t total_timeout_ms;      /**< a whole exchange, downloads and uploads excepted; default none */
    uint32_t destroy_timeout_ms;    /**< bound of conch_client_destroy; default 2,000 */

    uint64_t max_response_bytes; /**< larger answers are refused; default 64 MiB; downloads have no limit */
    uint32_t task_capacity;      /**< tasks that may exist at a time; default 16,384 */
    uint32_t max_transfers;      /**< requests on the wire at a time; default 32 */
    uint32_t log_level;          /**< CONCH_LOG_…; default off */
    /** Shortest pause between two looks at the same job; default 2,000. All waits of jobs are in proportion to it. */
    uint32_t poll_interval_ms;

    /**
     * Where the journal of jobs is kept (@ref journal); made if missing. NULL: `$XDG_STATE_HOME/conch`, or
     * `$HOME/.local/state/conch`; none for a private emulator, whose jobs end with it. "": no journal, so that a job
     * whose host dies is not brought back and leaves no record. *copied*
     */
    const char *state_directory;
} conch_client_options;

/** Defaults as an initialiser: `conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;` @since 1.0 */
#define CONCH_CLIENT_OPTIONS_INIT \
    { sizeof(struct conch_client_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] options *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_client_options) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_client_options_init(conch_client_options *options, size_t struct_size);

/**
 * Makes a client and starts its worker thread. Does not touch the network: a wrong token shows with the first task.
 * @param options *copied*
 * @param[out] client receives the client, *owned (release with conch_client_destroy)*; NULL on error
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_ARGUMENT (the message names the option and what is wrong with it) · CONCH_E_NO_MEMORY ·
 *         CONCH_E_UNSUPPORTED (the libcurl in memory lacks something essential)
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_create(const conch_client_options *options, conch_client **client,
                                                      conch_error **error);

/**
 * Begins the end without waiting: new tasks are refused and all running ones are cancelled here. Their DONE events can
 * still be taken; after the last one @ref conch_client_next_event answers CONCH_E_CLOSED. May be called twice.
 * @param client *borrowed for the call*
 * @return CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_close(conch_client *client);

/**
 * Ends the client in whatever state it is: cancels everything here, joins the worker, releases events that nobody took
 * (their user_data_release is called), and returns within `destroy_timeout_ms`. When it has returned, no callback of
 * this client is running or will ever run; the one exception is a callback of yours that takes longer than that bound.
 * Remote jobs live on.
 *
 * Ignores NULL and handles that were destroyed before. In a forked child it releases memory only.
 * @param client *owned* by the caller until now
 * @threads any
 * @callback forbidden in callbacks of the same client, where it does nothing; use @ref conch_client_close there
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_client_destroy(conch_client *client);

/**
 * Takes the next event.
 * @param client *borrowed for the call*
 * @param timeout_ms how long to wait for one: 0 not at all, -1 without limit
 * @param[out] event receives it, *borrowed until the next event*; NULL unless CONCH_OK; *borrowed for the call*
 * @return CONCH_OK · CONCH_NO_EVENT (none in time) · CONCH_E_CLOSED (closed, and none is left) · CONCH_E_BUSY (another
 *         thread is taking events) · CONCH_E_REENTRANT · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads one at a time per client
 * @callback forbidden
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_next_event(conch_client *client, int32_t timeout_ms,
                                                          const conch_event **event);

/**
 * Takes events and calls the tasks' callbacks (or the client's, for tasks without one) on this thread. One event is
 * taken at a time and no lock is held while a callback runs, so a callback that unwinds (a Lua error, a C# exception)
 * loses nothing. Call it from your frame or timer function with a timeout of 0; it then costs next to nothing.
 * @param client *borrowed for the call*
 * @param max_events at most so many; 0 for all that are there when it begins
 * @param timeout_ms how long to wait for the first one: 0 not at all, -1 without limit
 * @param[out] dispatched receives how many were delivered; may be NULL; *borrowed for the call*
 * @return as @ref conch_client_next_event
 * @threads one at a time per client
 * @callback forbidden
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_dispatch(conch_client *client, uint32_t max_events, int32_t timeout_ms,
                                                        uint32_t *dispatched);

/**
 * Sets the callback for events of tasks that have none of their own, and for LOG events.
 * @param client *borrowed for the call*
 * @param callback NULL for none
 * @param user_data handed to the callback
 * @param release called once with `user_data` when it is replaced or the client ends; may be NULL
 * @return CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_set_event_callback(conch_client *client, conch_event_callback callback,
                                                                  void *user_data, conch_release_callback release);

/**
 * Sets what is called when events become available. It comes once per change from "nothing waits" to "something waits",
 * not once per event, and at once if something waits already. Setting it again, or to NULL, waits until a wakeup that
 * is just running has returned: afterwards the old one is never called again.
 * @param client *borrowed for the call*
 * @param callback runs on the worker thread, or inside this function; NULL for none
 * @param user_data handed to the callback
 * @return CONCH_OK · CONCH_E_REENTRANT (from inside the wakeup itself) · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any
 * @callback allowed, except in the wakeup callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_set_wakeup(conch_client *client, conch_wakeup_callback callback,
                                                          void *user_data);

/**
 * A file descriptor that is readable while events wait, for epoll, select, asyncio, libuv and the like. Never read from
 * it or close it: it empties itself when the last event is taken, and goes away with the client. Once the client is
 * closed it stays readable, so that a loop learns of CONCH_E_CLOSED.
 * @param client *borrowed for the call*
 * @param[out] fd receives the descriptor; -1 on error; *borrowed for the call*
 * @return CONCH_OK · CONCH_E_UNSUPPORTED (no such thing on this platform) · CONCH_E_ARGUMENT · CONCH_E_HANDLE ·
 * CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_wakeup_fd(conch_client *client, int32_t *fd);

/**
 * How many PROGRESS and LOG events were replaced by newer ones or dropped because nobody took them. DONE and CHUNK
 * events are never among them.
 * @param client *borrowed for the call*
 * @param[out] count receives the number since the client was made; *borrowed for the call*
 * @return CONCH_OK · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_dropped_events(conch_client *client, uint64_t *count);

/**
 * Holds back what costs: jobs that wait to be created stay waiting, and new ones join them. Jobs that the service has
 * taken already are followed to their end. May be called twice.
 * @param client *borrowed for the call*
 * @return CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_pause(conch_client *client);

/**
 * Ends a pause: waiting jobs are created again, by their priority and in their order.
 * @param client *borrowed for the call*
 * @return CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_client_resume(conch_client *client);

CONCH_END_DECLS
/** @} */
#endif
