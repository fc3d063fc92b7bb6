/**
 * @file conch/webhook.h
 * @brief The service's callbacks: hear of progress at once instead of at the next look.
 * @defgroup webhook Webhooks
 *
 * A callback is a hint and never believed: whatever it says, the library reads the job again from the service. So
 * callbacks that come twice, late, in the wrong order or from somebody else do no harm, and without any callback the
 * jobs are followed all the same.
 *
 * Two ways: @ref conch_webhook_listen for a program that can be reached (directly, or behind a reverse proxy that does
 * the TLS), or @ref conch_webhook_parse and @ref conch_webhook_deliver for hosts that have a server of their own.
 * @{
 */
#ifndef CONCH_WEBHOOK_H
#define CONCH_WEBHOOK_H

#include <stddef.h>
#include <stdint.h>

#include "conch/client.h"
#include "conch/error.h"
#include "conch/export.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/** How to listen; a zero field means its default. The struct grows at the end only. @since 1.0 */
typedef struct conch_webhook_options {
    uint32_t struct_size; /**< sizeof(conch_webhook_options), set by the init function */
    uint32_t port;        /**< 0: any free one */
    const char *address;  /**< IP address to listen on; NULL: 127.0.0.1; *copied* */
    const char *path;     /**< NULL: a random one that nobody can guess; *copied* */
    /**
     * How the service reaches the listener, without the path, e.g. "https://me.example.org"; jobs that start afterwards
     * and have no replyUrl of their own send this. NULL: the listener's own address, which only a service on this
     * machine (the emulator) can reach. *copied*
     */
    const char *public_url;
} conch_webhook_options;

/** Defaults as an initialiser. @since 1.0 */
#define CONCH_WEBHOOK_OPTIONS_INIT \
    { sizeof(struct conch_webhook_options), 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] options *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_webhook_options) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_webhook_options_init(conch_webhook_options *options, size_t struct_size);

/**
 * Starts to listen, on a thread of its own. A client has one listener; starting again replaces it.
 * @param client *borrowed for the call*
 * @param options *copied*; NULL for defaults
 * @param[out] url receives the whole address that jobs send as replyUrl, *owned (release with conch_free)*; may be NULL
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_ARGUMENT (an option is wrong, or the port is taken) · CONCH_E_CLOSED · CONCH_E_NO_MEMORY ·
 *         CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_webhook_listen(conch_client *client, const conch_webhook_options *options,
                                                       char **url, conch_error **error);

/**
 * Stops listening; within a second. Does nothing when nothing listens. Destroying the client stops it too.
 * @param client *borrowed for the call*
 * @return CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_webhook_stop(conch_client *client);

/**
 * Reads a callback's body for hosts with a server of their own.
 * @param body the bytes of the POST; *borrowed for the call*
 * @param size how many
 * @param[out] summary receives a JSON object with `kind` ("video", "image", "agent"), `id`, `status` (as the service
 *             sent it), `final` and `replyRef`, *owned (release with conch_free)*
 * @return CONCH_OK · CONCH_E_INVALID (not a callback of this service) · CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_webhook_parse(const char *body, size_t size, char **summary);

/**
 * Hands a callback's body to a client, as if its own listener had received it: the job it names is looked at now.
 * @param client *borrowed for the call*
 * @param body the bytes of the POST; *copied*
 * @param size how many
 * @return CONCH_OK (also when the client follows no such job) · CONCH_E_INVALID · CONCH_E_ARGUMENT · CONCH_E_HANDLE ·
 *         CONCH_E_FORKED · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_webhook_deliver(conch_client *client, const char *body, size_t size);

CONCH_END_DECLS
/** @} */
#endif
