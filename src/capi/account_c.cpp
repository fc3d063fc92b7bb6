#include "conch/account.h"

#include "api/account.hpp"
#include "capi/guard.hpp"
#include "platform/clock.hpp"

using namespace conch::capi;  // NOLINT(google-build-using-namespace): this file is the C face of this namespace

extern "C" conch_status conch_account_inspect(const char* url, const char* token, char** found, conch_error** error) {
    clear_out(found);
    clear_out(error);
    if (url == nullptr || token == nullptr || found == nullptr) return CONCH_E_ARGUMENT;
    return no_throw([&]() -> conch_status {
        auto text = conch::api::inspect_account(url, token, conch::platform::wall_clock_ms() / 1000);
        if (text) return give_text(found, *text);
        const conch_status status = text.error().status;
        give_error(error, std::move(text.error()));
        return status;
    });
}
