#include "conch/status.h"

#include "base/status.hpp"

extern "C" const char* conch_status_name(conch_status status) {
    const conch::StatusRow* row = conch::find_status(status);
    return row == nullptr ? "CONCH_E_UNKNOWN" : row->name;
}

extern "C" const char* conch_status_message(conch_status status) {
    const conch::StatusRow* row = conch::find_status(status);
    return row == nullptr ? "a status that this version of libconch does not know" : row->message;
}

extern "C" conch_status conch_status_at(size_t index, conch_status* status) {
    if (status == nullptr) return CONCH_E_ARGUMENT;
    *status = 0;
    if (index >= conch::status_table().size()) return CONCH_E_NOT_FOUND;
    *status = conch::status_table()[index].status;
    return CONCH_OK;
}
