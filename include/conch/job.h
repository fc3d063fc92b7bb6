/**
 * @file conch/job.h
 * @brief Whole pieces of work: from a prompt to finished files.
 * @defgroup job Jobs
 *
 * A job checks its parameters, uploads local pictures, sends the one request that costs credits, follows the job with
 * waits that grow sensibly, and downloads the results. All kinds are started by one function and share events, options
 * and cancel.
 *
 * Wherever the service takes a file's id, a job also takes a local file as `{"path": "/home/me/cat.png"}`.
 * @{
 */
#ifndef CONCH_JOB_H
#define CONCH_JOB_H

#include <stddef.h>
#include <stdint.h>

#include "conch/client.h"
#include "conch/error.h"
#include "conch/event.h"
#include "conch/export.h"
#include "conch/status.h"
#include "conch/task.h"

CONCH_BEGIN_DECLS

/** What a job makes. @since 1.0 */
enum {
    CONCH_JOB_UNSET = 0,
    CONCH_JOB_VIDEO = 1,  /**< one clip (MP4) by `videos.create`: text, picture, end frame, subject */
    CONCH_JOB_IMAGE = 2,  /**< 1 to 4 pictures by `images.create`: text, references, a character */
    CONCH_JOB_AGENT = 3,  /**< whatever the prompt asks an agent for, by `agent.run`; files go along under "file" */
    CONCH_JOB_SPEECH = 4, /**< one MP3 that says a text, by `audio.create_mp3` (decommissioned by the service) */
    CONCH_JOB_MUSIC = 5,  /**< one song (MP3) by `music.create` (decommissioned by the service) */
    CONCH_JOB_CHAT = 6,   /**< one answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned) */
    CONCH_JOB_TEMPLATE_VIDEO = 7, /**< one clip by `videos.create_from_template`; its steps come as CHUNK events */
    /** Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
       (decommissioned). */
    CONCH_JOB_SPEECH_STREAM = 8,
    CONCH_JOB_FORCE_32 = 0x7FFFFFFF
};

/**
 * Starts a job. Returns at once and never touches the network or the disk on the calling thread.
 *
 * @code{.c}
 * conch_generate(client, CONCH_JOB_VIDEO,
 *                "{\"prompt\":\"a shell on the beach\",\"fileID\":{\"path\":\"shell.png\"},\"model\":\"I2V-2.3\"}",
 *                NULL, &task, NULL);
 * @endcode
 *
 * The DONE event has the files (@ref conch_event_file), the finished item as the service describes it
 * (@ref conch_event_json), or the error.
 * @param client *borrowed for the call*
 * @param kind CONCH_JOB_…
 * @param params UTF-8 JSON object with the parameter names of the kind's create operation; *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_INVALID (the error has field, rule, allowed, given) · CONCH_E_NOT_FOUND (no such kind) ·
 *         CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED · CONCH_E_NO_MEMORY · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_generate(conch_client *client, int32_t kind, const char *params,
                                                 const conch_task_options *options, conch_task *task,
                                                 conch_error **error);

CONCH_END_DECLS
/** @} */
#endif
