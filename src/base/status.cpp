#include "base/status.hpp"

#include <array>

namespace conch {

namespace {

using Row = StatusRow;

// One row a status; a test compares it with the header.
constexpr std::array kStatuses{
    Row{CONCH_OK, "CONCH_OK", "success"},
    Row{CONCH_NO_EVENT, "CONCH_NO_EVENT", "nothing happened within the time given; ask again"},
    Row{CONCH_E_INTERNAL, "CONCH_E_INTERNAL", "a defect of libconch; please report it with the message"},
    Row{CONCH_E_NO_MEMORY, "CONCH_E_NO_MEMORY", "out of memory; nothing was changed"},
    Row{CONCH_E_HANDLE, "CONCH_E_HANDLE", "the handle is NULL, was destroyed, or is of another kind"},
    Row{CONCH_E_ARGUMENT, "CONCH_E_ARGUMENT", "an argument breaks its documented rule"},
    Row{CONCH_E_INVALID, "CONCH_E_INVALID", "the parameters break a rule of the service; nothing was sent"},
    Row{CONCH_E_NOT_FOUND, "CONCH_E_NOT_FOUND", "there is no such task, operation or kind"},
    Row{CONCH_E_REENTRANT, "CONCH_E_REENTRANT", "this function may not be called from inside a callback"},
    Row{CONCH_E_FORKED, "CONCH_E_FORKED", "the handle belongs to the parent process; make a new client after fork()"},
    Row{CONCH_E_CLOSED, "CONCH_E_CLOSED", "the client is closed"},
    Row{CONCH_E_QUEUE_FULL, "CONCH_E_QUEUE_FULL", "too many tasks are open; take some events first"},
    Row{CONCH_E_BUSY, "CONCH_E_BUSY", "another thread takes this client's events, or another program works on the job"},
    Row{CONCH_E_TIMEOUT, "CONCH_E_TIMEOUT", "the time ran out; a remote job lives on"},
    Row{CONCH_E_CANCELLED, "CONCH_E_CANCELLED", "cancelled as asked"},
    Row{CONCH_E_UNSUPPORTED, "CONCH_E_UNSUPPORTED", "this build, platform or libcurl cannot do it"},
    Row{CONCH_E_FILE, "CONCH_E_FILE", "an input file is missing, unreadable or empty"},
    Row{CONCH_E_FILE_TYPE, "CONCH_E_FILE_TYPE", "an input file is not of a kind that the service takes"},
    Row{CONCH_E_FILE_TOO_LARGE, "CONCH_E_FILE_TOO_LARGE", "an input file is above the service's limit"},
    Row{CONCH_E_DISK, "CONCH_E_DISK", "a result could not be written; free some space or choose another folder"},
    Row{CONCH_E_RESOLVE, "CONCH_E_RESOLVE", "the host name has no address; check the base URL and the network"},
    Row{CONCH_E_CONNECT, "CONCH_E_CONNECT",
        "no connection could be made; check the base URL, the network and the proxy"},
    Row{CONCH_E_TLS, "CONCH_E_TLS",
        "no secure connection could be made; check the certificate authorities and the clock"},
    Row{CONCH_E_NETWORK, "CONCH_E_NETWORK", "the connection broke"},
    Row{CONCH_E_NETWORK_TIMEOUT, "CONCH_E_NETWORK_TIMEOUT", "the service took too long in one phase of the exchange"},
    Row{CONCH_E_RESPONSE, "CONCH_E_RESPONSE", "the answer is not what the service sends"},
    Row{CONCH_E_REDIRECT, "CONCH_E_REDIRECT",
        "the answer points to another place, where credentials do not follow; check the base URL"},
    Row{CONCH_E_BAD_REQUEST, "CONCH_E_BAD_REQUEST", "the service does not accept the parameters (HTTP 400)"},
    Row{CONCH_E_UNAUTHORIZED, "CONCH_E_UNAUTHORIZED",
        "the API token or the account's login is not accepted (HTTP 401)"},
    Row{CONCH_E_REMOTE_NOT_FOUND, "CONCH_E_REMOTE_NOT_FOUND",
        "the service knows no such thing, or it was removed (HTTP 404)"},
    Row{CONCH_E_INSUFFICIENT_CREDITS, "CONCH_E_INSUFFICIENT_CREDITS", "the account has not enough credits (HTTP 412)"},
    Row{CONCH_E_REJECTED, "CONCH_E_REJECTED",
        "the prompt or a file was moderated, or the prompt is too short (HTTP 422)"},
    Row{CONCH_E_ACCOUNT_BUSY, "CONCH_E_ACCOUNT_BUSY",
        "all places on the account are taken (HTTP 429); try again in 10 to 30 s"},
    Row{CONCH_E_RATE_LIMITED, "CONCH_E_RATE_LIMITED",
        "the provider takes no more just now (HTTP 429); try again in 10 to 30 s"},
    Row{CONCH_E_ACCOUNT_ON_HOLD, "CONCH_E_ACCOUNT_ON_HOLD",
        "the provider holds the account for some hours (HTTP 596); use another or wait"},
    Row{CONCH_E_SERVICE, "CONCH_E_SERVICE", "the service or its upstream failed (HTTP 5xx)"},
    Row{CONCH_E_GONE, "CONCH_E_GONE", "the service has decommissioned this operation (HTTP 410)"},
    Row{CONCH_E_UNEXPECTED, "CONCH_E_UNEXPECTED", "the service answered with a status that it does not document"},
    Row{CONCH_E_JOB_FAILED, "CONCH_E_JOB_FAILED", "the provider could not make it"},
    Row{CONCH_E_JOB_MODERATED, "CONCH_E_JOB_MODERATED", "moderation withheld the result"},
    Row{CONCH_E_JOB_VANISHED, "CONCH_E_JOB_VANISHED",
        "the job is no longer known to the service, most often removed by moderation"},
    Row{CONCH_E_AMBIGUOUS, "CONCH_E_AMBIGUOUS",
        "the create may or may not have been accepted; look before you send it again"},
    Row{CONCH_E_EMULATOR, "CONCH_E_EMULATOR", "the emulator did not start"},
};

}  // namespace

std::span<const StatusRow> status_table() {
    return kStatuses;
}

const StatusRow* find_status(conch_status status) {
    for (const StatusRow& row : kStatuses) {
        if (row.status == status) return &row;
    }
    return nullptr;
}

}  // namespace conch
