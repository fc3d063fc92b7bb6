#include "cli/exit_code.hpp"

#include <array>

namespace conch::cli {

namespace {

constexpr int kFailed = 1;

struct Meaning {
    int code;
    const char* text;
};

constexpr std::array kMeanings{
    Meaning{0, "done"},
    Meaning{kFailed, "the service or the job failed"},
    Meaning{2, "the command line is wrong"},
    Meaning{3, "the parameters break a rule of the service; nothing was sent"},
    Meaning{4, "no API token, or it is not accepted"},
    Meaning{5, "not enough credits"},
    Meaning{6, "busy, rate limited or on hold; try again later"},
    Meaning{7, "refused or withheld by moderation"},
    Meaning{8, "the network, or an answer that makes no sense"},
    Meaning{9, "a local file or the disk"},
    Meaning{10, "it may or may not have been accepted: look before you try again"},
    Meaning{11, "gave up waiting; what runs at the service goes on"},
    Meaning{12, "the emulator did not start"},
    Meaning{70, "a defect of this program or a lack of memory"},
    Meaning{130, "cancelled by Ctrl-C or SIGTERM"},
};

}  // namespace

int exit_code(conch_status status) {
    switch (status) {
        case CONCH_OK:
            return 0;
        case CONCH_E_ARGUMENT:
        case CONCH_E_NOT_FOUND:
            return 2;
        case CONCH_E_INVALID:
            return 3;
        case CONCH_E_UNAUTHORIZED:
            return 4;
        case CONCH_E_INSUFFICIENT_CREDITS:
            return 5;
        case CONCH_E_ACCOUNT_BUSY:
        case CONCH_E_RATE_LIMITED:
        case CONCH_E_ACCOUNT_ON_HOLD:
            return 6;
        case CONCH_E_REJECTED:
        case CONCH_E_JOB_MODERATED:
            return 7;
        case CONCH_E_RESOLVE:
        case CONCH_E_CONNECT:
        case CONCH_E_TLS:
        case CONCH_E_NETWORK:
        case CONCH_E_NETWORK_TIMEOUT:
        case CONCH_E_RESPONSE:
        case CONCH_E_REDIRECT:
            return 8;
        case CONCH_E_FILE:
        case CONCH_E_FILE_TYPE:
        case CONCH_E_FILE_TOO_LARGE:
        case CONCH_E_DISK:
            return 9;
        case CONCH_E_AMBIGUOUS:
            return 10;
        case CONCH_E_TIMEOUT:
            return 11;
        case CONCH_E_EMULATOR:
            return 12;
        case CONCH_E_CANCELLED:
            return 130;
        case CONCH_E_INTERNAL:
        case CONCH_E_NO_MEMORY:
        case CONCH_E_HANDLE:
        case CONCH_E_REENTRANT:
        case CONCH_E_FORKED:
        case CONCH_E_CLOSED:
        case CONCH_E_QUEUE_FULL:
        case CONCH_E_BUSY:
        case CONCH_E_UNSUPPORTED:
            return 70;
        default:
            return kFailed;
    }
}

std::string exit_code_help() {
    std::string help = "Exit codes:\n";
    for (const Meaning& meaning : kMeanings) {
        const std::string number = std::to_string(meaning.code);
        help += "  " + number + std::string(5 - number.size(), ' ') + meaning.text + "\n";
    }
    return help;
}

}  // namespace conch::cli
