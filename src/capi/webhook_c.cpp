#include "conch/webhook.h"

#include "api/webhook.hpp"
#include "capi/guard.hpp"

using namespace conch;        // NOLINT(google-build-using-namespace): this file is the C face of these namespaces
using namespace conch::capi;  // NOLINT(google-build-using-namespace)

namespace {

Result<std::string> listen(client::Client& client, const conch_webhook_options* given) {
    conch_webhook_options known = CONCH_WEBHOOK_OPTIONS_INIT;
    if (given != nullptr && !read_struct(given, known))
        return bad_option("struct_size", "set it with conch_webhook_options_init()");
    net::WebhookListenerOptions options;
    if (known.port > 65'535) return bad_option("port", std::to_string(known.port) + "; allowed is 0 to 65535");
    options.port = static_cast<std::uint16_t>(known.port);
    if (known.address != nullptr) options.address = known.address;
    options.path = text_or_empty(known.path);
    if (!options.path.empty() && options.path.front() != '/') return bad_option("path", "must begin with a slash");
    if (options.path.find_first_of(" ?#\r\n") != std::string::npos)
        return bad_option("path", "must not hold spaces, line breaks, '?' or '#'");
    return client.listen(std::move(options), text_or_empty(known.public_url));
}

}  // namespace

extern "C" void conch_webhook_options_init(conch_webhook_options* options, size_t struct_size) {
    init_struct(options, struct_size);
}

extern "C" conch_status conch_webhook_listen(conch_client* handle, const conch_webhook_options* options, char** url,
                                             conch_error** error) {
    clear_out(url);
    clear_out(error);
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        auto listening = listen(client, options);
        if (listening) return give_text(url, *listening);
        const conch_status status = listening.error().status;
        give_error(error, std::move(listening.error()));
        return status;
    });
}

extern "C" conch_status conch_webhook_stop(conch_client* handle) {
    return guarded(handle, InCallback::allowed, [](client::Client& client) {
        client.stop_listening();
        return CONCH_OK;
    });
}

extern "C" conch_status conch_webhook_parse(const char* body, size_t size, char** summary) {
    clear_out(summary);
    if (body == nullptr || summary == nullptr) return CONCH_E_ARGUMENT;
    return no_throw([&]() -> conch_status {
        const auto parsed = api::parse_webhook({body, size});
        return parsed ? give_text(summary, api::to_json(*parsed)) : CONCH_E_INVALID;
    });
}

extern "C" conch_status conch_webhook_deliver(conch_client* handle, const char* body, size_t size) {
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        if (body == nullptr) return CONCH_E_ARGUMENT;
        return client.deliver_callback({body, size}) ? CONCH_OK : CONCH_E_INVALID;
    });
}
