/**
 * @file conch/conch.h
 * @brief All of libconch. Start reading at @ref client, @ref task and @ref event.
 */
#ifndef CONCH_CONCH_H
#define CONCH_CONCH_H

#include "conch/account.h"
#include "conch/call.h"
#include "conch/catalog.h"
#include "conch/client.h"
#include "conch/error.h"
#include "conch/event.h"
#include "conch/job.h"
#include "conch/journal.h"
#include "conch/operation.h"
#include "conch/params.h"
#include "conch/status.h"
#include "conch/task.h"
#include "conch/util.h"
#include "conch/version.h"
#include "conch/webhook.h"

#endif
