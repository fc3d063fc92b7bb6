/**
 * @file conch/account.h
 * @brief What can be said about an account's login before it is handed to the service.
 * @defgroup account Accounts
 * @{
 */
#ifndef CONCH_ACCOUNT_H
#define CONCH_ACCOUNT_H

#include <stddef.h>
#include <stdint.h>

#include "conch/error.h"
#include "conch/export.h"
#include "conch/status.h"

CONCH_BEGIN_DECLS

/**
 * Reads an account's address and token as @ref CONCH_OP_ACCOUNTS_SET takes them, without sending them anywhere: is the
 * host one of the provider's, is the token a whole JWT, whose is it, and when does it expire.
 * @param url the request address copied from the browser; *borrowed for the call*
 * @param token the site's JWT; *borrowed for the call*; never part of any text that comes back
 * @param[out] found receives a JSON object with `account`, `name`, `host`, `deviceID`, `expires`, `expiresInSeconds`,
 *             `supportVideo`, `supportChat`, `supportAudio`, `supportMusic`, *owned (release with conch_free)*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_INVALID (the error's field is `url` or `token`) · CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_account_inspect(const char *url, const char *token, char **found,
                                                        conch_error **error);

CONCH_END_DECLS
/** @} */
#endif
