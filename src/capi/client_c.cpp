#include "conch/client.h"

#include <algorithm>
#include <vector>

#include "api/url.hpp"
#include "base/utf8.hpp"
#include "capi/guard.hpp"
#include "conch/version.h"
#include "platform/state_folder.hpp"

using namespace conch;        // NOLINT(google-build-using-namespace): this file is the C face of these namespaces
using namespace conch::capi;  // NOLINT(google-build-using-namespace)

namespace {

// A token goes into a header as it is, and has nothing but letters, digits and signs.
Result<void> check_token(const std::string& token) {
    for (const char letter : token) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte <= ' ' || byte >= 0x7F) {
            return bad_option("api_token", "contains a " +
                                               std::string(byte == ' '                  ? "blank"
                                                           : byte < ' ' || byte == 0x7F ? "control character"
                                                                                        : "letter beyond ASCII") +
                                               " (code " + std::to_string(byte) +
                                               "), most often a line break or blank that was copied along; allowed are "
                                               "visible ASCII characters");
        }
    }
    return {};
}

// A text that ends up in a request header: a line break in it would smuggle in another header.
Result<void> check_header_text(const char* field, const std::string& text) {
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < ' ' || byte == 0x7F) {
            return bad_option(field, "contains a control character (code " + std::to_string(byte) +
                                         "), most often a line break that was copied along; remove it");
        }
    }
    return {};
}

net::Milliseconds milliseconds_or(std::uint32_t given, net::Milliseconds otherwise) {
    return given == 0 ? otherwise : net::Milliseconds(given);
}

Result<client::Options> read_options(const conch_client_options& given) {
    client::Options options;
    constexpr std::uint32_t kFlags = CONCH_CLIENT_ALLOW_PLAIN_HTTP;
    if ((given.flags & ~kFlags) != 0) {
        return bad_option("flags", std::to_string(given.flags) + "; allowed is CONCH_CLIENT_ALLOW_PLAIN_HTTP (1)");
    }
    const std::string base_url = given.base_url == nullptr ? "https://api.useapi.net/v1/minimax" : given.base_url;
    std::string token = text_or_empty(given.api_token);

    if (client::is_emulator_url(base_url)) {
        auto emulator = client::emulator_options_from_url(base_url);
        if (!emulator) return fail(emulator.error());
        options.emulator = std::move(*emulator);
        if (token.empty()) token = "emulator";  // it takes any
    } else {
        auto url = api::parse_base_url(base_url);
        if (!url) return fail(url.error());
        if (url->scheme == "http" && !url->loopback && (given.flags & CONCH_CLIENT_ALLOW_PLAIN_HTTP) == 0) {
            return bad_option("base_url", "http:// to \"" + url->host +
                                              "\" would send the token in the clear; use https://, or set "
                                              "CONCH_CLIENT_ALLOW_PLAIN_HTTP");
        }
        options.service.base_url = std::move(url->text);
    }
    if (token.empty()) {
        return bad_option(
            "api_token",
            "missing; get one from useapi.net, or try everything on this machine with base_url = \"emulator:\"");
    }
    if (auto clean = check_token(token); !clean) return fail(clean.error());
    options.service.api_token = std::move(token);
    options.service.account = text_or_empty(given.account);
    options.download_directory = text_or_empty(given.download_directory);
    if (!is_valid_utf8(options.download_directory))
        return bad_option("download_directory", "is not UTF-8, as the paths in events are");

    net::Timeouts& timeouts = options.service.timeouts;
    timeouts.connect = milliseconds_or(given.connect_timeout_ms, net::Milliseconds(15'000));
    timeouts.send_stall = milliseconds_or(given.send_timeout_ms, net::Milliseconds(30'000));
    timeouts.first_byte = milliseconds_or(given.first_byte_timeout_ms, net::Milliseconds(120'000));
    timeouts.idle = milliseconds_or(given.idle_timeout_ms, net::Milliseconds(60'000));
    timeouts.total = net::Milliseconds(given.total_timeout_ms);
    options.destroy_timeout = milliseconds_or(given.destroy_timeout_ms, net::Milliseconds(2'000));
    options.service.poll_interval = milliseconds_or(given.poll_interval_ms, net::Milliseconds(2'000));
    if (given.max_response_bytes != 0) options.service.max_response_bytes = given.max_response_bytes;
    if (given.task_capacity != 0) options.task_capacity = given.task_capacity;
    if (given.log_level > CONCH_LOG_DEBUG) {
        return bad_option("log_level",
                          std::to_string(given.log_level) + "; allowed are CONCH_LOG_OFF (0) to CONCH_LOG_DEBUG (3)");
    }
    options.log_level = given.log_level;
    if (given.state_directory != nullptr) {
        options.state_directory = given.state_directory;
    } else if (!options.emulator) {
        options.state_directory = platform::state_folder("conch");
    }

    options.loop.proxy = text_or_empty(given.proxy);
    options.loop.no_proxy = text_or_empty(given.no_proxy);
    options.loop.ca_file = text_or_empty(given.ca_file);
    options.loop.user_agent = std::string("libconch/") + conch_version_string();
    if (given.user_agent != nullptr) options.loop.user_agent += std::string(" ") + given.user_agent;
    if (auto clean = check_header_text("user_agent", options.loop.user_agent); !clean) return fail(clean.error());
    if (given.max_transfers > 1'024) {
        return bad_option("max_transfers",
                          std::to_string(given.max_transfers) + "; allowed is 1 to 1024, or 0 for the default of 32");
    }
    if (given.max_transfers != 0) options.loop.max_transfers = given.max_transfers;
    // Coarse enough that jobs of one account meet, fine enough that nobody waits for it.
    options.loop.tick = std::max(net::Milliseconds(1), options.service.poll_interval / 4);
    return options;
}

// Handles live for ever, see conch_client in guard.hpp; the list is what keeps leak checkers from reporting them.
conch_client* new_handle() {
    struct Handles {
        std::mutex mutex;
        std::vector<conch_client*> all;
    };
    static Handles* const handles = new Handles;
    auto handle = std::make_unique<conch_client>();
    const std::lock_guard lock(handles->mutex);
    handles->all.push_back(handle.get());
    return handle.release();
}

}  // namespace

extern "C" void conch_client_options_init(conch_client_options* options, size_t struct_size) {
    init_struct(options, struct_size);
}

extern "C" conch_status conch_client_create(const conch_client_options* options, conch_client** client,
                                            conch_error** error) {
    clear_out(client);
    clear_out(error);
    if (client == nullptr || options == nullptr) return CONCH_E_ARGUMENT;
    return no_throw([&]() -> conch_status {
        const auto refuse = [error](Error why) {
            const conch_status status = why.status;
            give_error(error, std::move(why));
            return status;
        };
        conch_client_options known{};
        if (!read_struct(options, known)) {
            auto why = bad_option("struct_size",
                                  "set it with conch_client_options_init(); a larger struct than this version knows "
                                  "may only hold zeros at the end");
            return refuse(std::move(*why.value()));
        }
        auto read = read_options(known);
        if (!read) return refuse(std::move(read.error()));
        auto made = client::Client::create(std::move(*read));
        if (!made) return refuse(std::move(made.error()));
        conch_client* handle = new_handle();  // last, since it is never given back
        handle->client = std::move(*made);
        *client = handle;
        return CONCH_OK;
    });
}

extern "C" conch_status conch_client_close(conch_client* handle) {
    return guarded(handle, InCallback::allowed, [](client::Client& client) {
        client.close();
        return CONCH_OK;
    });
}

extern "C" conch_status conch_client_pause(conch_client* handle) {
    return guarded(handle, InCallback::allowed, [](client::Client& client) {
        client.pause(true);
        return CONCH_OK;
    });
}

extern "C" conch_status conch_client_resume(conch_client* handle) {
    return guarded(handle, InCallback::allowed, [](client::Client& client) {
        client.pause(false);
        return CONCH_OK;
    });
}

extern "C" void conch_client_destroy(conch_client* handle) {
    if (handle == nullptr || handle->magic != conch_client::kMagic) return;
    // No worker followed into a forked child, and a lock may be held for ever: nothing may be touched there, not even
    // freed.
    if (handle->process.in_child()) return;
    const void* const caller = __builtin_frame_address(0);
    no_throw([&] {
        std::shared_ptr<client::Client> client;
        {
            const std::lock_guard lock(handle->mutex);
            if (!handle->client || handle->client->in_callback(caller)) return CONCH_OK;
            client.swap(handle->client);
        }
        client->destroy(handle->current);
        return CONCH_OK;
    });
}

extern "C" conch_status conch_client_next_event(conch_client* handle, int32_t timeout_ms, const conch_event** event) {
    clear_out(event);
    return guarded(handle, InCallback::forbidden, [&](client::Client& client) -> conch_status {
        if (event == nullptr) return CONCH_E_ARGUMENT;
        const conch_status status = client.next_event(timeout_ms, handle->current);
        if (status == CONCH_OK) *event = &handle->current;
        return status;
    });
}

// Not noexcept: what a host's callback throws goes through to the host.
extern "C" conch_status conch_client_dispatch(conch_client* handle, uint32_t max_events, int32_t timeout_ms,
                                              uint32_t* dispatched) {
    uint32_t ignored = 0;
    uint32_t& count = dispatched == nullptr ? ignored : *dispatched;
    count = 0;
    std::shared_ptr<client::Client> client;
    const conch_status status = enter(handle, InCallback::forbidden, client);
    if (status != CONCH_OK) return status;
    client::Client& it = *client;
    return it.dispatch(std::move(client), max_events, timeout_ms, handle->current, count);
}

extern "C" conch_status conch_client_set_event_callback(conch_client* handle, conch_event_callback callback,
                                                        void* user_data, conch_release_callback release) {
    return guarded(handle, InCallback::allowed, [&](client::Client& client) {
        client.set_event_callback(callback, user_data, release);
        return CONCH_OK;
    });
}

extern "C" conch_status conch_client_set_wakeup(conch_client* handle, conch_wakeup_callback callback, void* user_data) {
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        return client.core().queue().set_wakeup(callback, user_data) ? CONCH_OK : CONCH_E_REENTRANT;
    });
}

extern "C" conch_status conch_client_wakeup_fd(conch_client* handle, int32_t* fd) {
    if (fd != nullptr) *fd = -1;
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        if (fd == nullptr) return CONCH_E_ARGUMENT;
        const auto made = client.core().queue().wakeup_fd();
        if (!made) return CONCH_E_UNSUPPORTED;
        *fd = *made;
        return CONCH_OK;
    });
}

extern "C" conch_status conch_client_dropped_events(conch_client* handle, uint64_t* count) {
    clear_out(count);
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        if (count == nullptr) return CONCH_E_ARGUMENT;
        *count = client.core().queue().dropped();
        return CONCH_OK;
    });
}
