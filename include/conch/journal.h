/**
 * @file conch/journal.h
 * @brief The durable record of jobs: what was asked for, what became of it, and how to go on after the host died.
 * @defgroup journal Journal
 *
 * Every job (@ref conch_generate) is written down in the client's `state_directory` before its create is sent, and each
 * step after it: the service's ids, files, credits, times, the end. From the first event of a job on, it survives the
 * end of the host, however sudden. The next run brings it back:
 *
 * @code{.c}
 * conch_jobs_restore(client, NULL, NULL, &task, NULL);
 * @endcode
 *
 * A job that was never sent begins; one that is known to the service is followed to its end and its files come down, a
 * half downloaded file from where it was; one whose create got no answer is looked for by its mark and never sent
 * again.
 *
 * All of it is local: nothing here asks the service, except the restored jobs themselves. The journal never holds the
 * API token. Plain calls (@ref conch_call) are not written down.
 *
 * Each client writes to a file of its own and holds it while it lives; the files of hosts that ended are free, and
 * whoever restores takes them over.
 * @{
 */
#ifndef CONCH_JOURNAL_H
#define CONCH_JOURNAL_H

#include <stdint.h>

#include "conch/client.h"
#include "conch/error.h"
#include "conch/event.h"
#include "conch/export.h"
#include "conch/status.h"
#include "conch/task.h"

CONCH_BEGIN_DECLS

/**
 * Reads the journal: jobs of this client, of other running programs and of those that ended, newest first.
 *
 * The DONE event's JSON is `{"directory":…, "jobs":[…], "damaged":[…]}`. A job has
 *
 * | member | what |
 * |---|---|
 * | `job` | its id, 32 hexadecimal digits |
 * | `kind` | "video", "image", … as `conch_generate` takes them by number, which is in `kindNumber` |
 * | `state` | "waiting" (recorded, nothing sent), "creating" (the create was sent, its answer is not known), "running"
 * (known to the service), "saving" (files complete, being named), "ended" | | `owner` | "this" client, "other" (a
 * program that runs), "none" (its program ended) | | `task` | the number, as text, of the task that works on it in this
 * client; absent when none does | | `params`, `prompt` | as they were given | | `account`, `remoteIds` | where and as
 * what it is known to the service | | `files` | paths of the results | | `credits` | what the create cost by the
 * catalog; absent when that is not known | | `status`, `message` | the end, or the last trouble; `status` is a name
 * like "CONCH_OK" | | `created`, `sent`, `accepted`, `ended` | times, UTC, ISO 8601; absent when it has not come to
 * that |
 *
 * `damaged` are files that could not be read as a journal and were set aside under these names.
 * @param client *borrowed for the call*
 * @param filter UTF-8 JSON object; NULL for all. `"state"`: "unfinished" or "ended"; `"job"`: one id; `"limit"`: at
 * most so many; *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_INVALID (the filter) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED ·
 *         CONCH_E_NO_MEMORY · CONCH_E_HANDLE · CONCH_E_FORKED. The task ends as CONCH_E_UNSUPPORTED when the client
 * keeps no journal, as CONCH_E_DISK when its directory cannot be read.
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_jobs_list(conch_client *client, const char *filter,
                                                  const conch_task_options *options, conch_task *task,
                                                  conch_error **error);

/**
 * Brings unfinished jobs back: those of this service and these credentials that no running program works on. Each one
 * becomes a running task of this client, with the directory, file name and flags that it had.
 *
 * The DONE event's JSON is `{"restored":[{"task":…, "job":…, "kind":…}], "left":0, "damaged":[…]}`; it comes before any
 * event of the restored tasks. `left` counts jobs for which there was no place among the client's `task_capacity`: take
 * events and restore again. A restored task's events go where `options` says; its `callback`, `user_data` and
 * `deliver` hold for all of them, `user_data_release` is called once after the last one.
 * @param client *borrowed for the call*
 * @param job one job's id, to bring it back even if it ended without its files: cancelled, timed out, ambiguous, or
 * with a full disk; NULL for all unfinished ones; *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_jobs_list. The task ends as CONCH_E_NOT_FOUND when there is no such job, as CONCH_E_BUSY when
 *         somebody works on it already.
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_jobs_restore(conch_client *client, const char *job,
                                                     const conch_task_options *options, conch_task *task,
                                                     conch_error **error);

/**
 * Takes one job out of the journal, whatever its state. Nothing happens at the service and to files.
 * @param client *borrowed for the call*
 * @param job the job's id; *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_jobs_restore
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_job_forget(conch_client *client, const char *job,
                                                   const conch_task_options *options, conch_task *task,
                                                   conch_error **error);

CONCH_END_DECLS
/** @} */
#endif
