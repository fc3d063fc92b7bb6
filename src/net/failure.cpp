#include "net/failure.hpp"

#include "net/url.hpp"

namespace conch::net {

namespace {

Error made(conch_status status, bool retriable, std::string message) {
    Error error = error_with(status, std::move(message));
    error.retriable = retriable;
    return error;
}

}  // namespace

Error error_of(CURLcode code, const std::string& authority, std::string_view detail, bool request_began) {
    const std::string because =
        ": " + (detail.empty() ? std::string(curl_easy_strerror(code)) : redact(std::string(detail)));
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return made(CONCH_E_RESOLVE, true, "no address for " + authority + because);
        case CURLE_COULDNT_RESOLVE_PROXY:
            return made(CONCH_E_RESOLVE, true, "no address for the proxy to " + authority + because);
        case CURLE_COULDNT_CONNECT:
            return made(CONCH_E_CONNECT, true, "no connection to " + authority + because);
        case CURLE_PROXY:
            return made(CONCH_E_CONNECT, true, "the proxy gave no connection to " + authority + because);
        case CURLE_SSL_CONNECT_ERROR:
            return made(CONCH_E_TLS, true, "no secure connection to " + authority + because);
        case CURLE_PEER_FAILED_VERIFICATION:
            return made(CONCH_E_TLS, false, "the certificate of " + authority + " was not accepted" + because);
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CRL_BADFILE:
            return made(CONCH_E_TLS, false,
                        "the file of trusted certificates for " + authority + " cannot be read" + because);
        case CURLE_SSL_ENGINE_NOTFOUND:
        case CURLE_SSL_ENGINE_SETFAILED:
        case CURLE_SSL_ENGINE_INITFAILED:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_SSL_CLIENTCERT:
        case CURLE_USE_SSL_FAILED:
            return made(CONCH_E_TLS, false, "no secure connection to " + authority + because);
        case CURLE_UNSUPPORTED_PROTOCOL:
            // Also what libcurl says of an answer that does not begin like HTTP.
            if (request_began)
                return made(CONCH_E_RESPONSE, false, "the answer of " + authority + " is not HTTP" + because);
            return made(CONCH_E_UNSUPPORTED, false, "the libcurl in this process cannot reach " + authority + because);
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_CONTENT_ENCODING:
            return made(CONCH_E_RESPONSE, false, "the answer of " + authority + " is not well-formed HTTP" + because);
        case CURLE_URL_MALFORMAT:
            return made(CONCH_E_ARGUMENT, false, "the URL for " + authority + " is not one" + because);
        case CURLE_OUT_OF_MEMORY:
            return made(CONCH_E_NO_MEMORY, false, "out of memory while talking to " + authority);
        case CURLE_GOT_NOTHING:
            return made(CONCH_E_NETWORK, true, authority + " ended the connection without an answer");
        case CURLE_PARTIAL_FILE:
            return made(CONCH_E_NETWORK, true, "the answer of " + authority + " was cut short" + because);
        case CURLE_RECV_ERROR:
            // A proxy that answers CONNECT with a refusal shows as this, before any request.
            if (!request_began) {
                return made(CONCH_E_CONNECT, true, "the connection to " + authority + " could not be made" + because);
            }
            return made(CONCH_E_NETWORK, true,
                        "the connection to " + authority + " broke while its answer was read" + because);
        case CURLE_SEND_ERROR:
            return made(CONCH_E_NETWORK, true,
                        "the connection to " + authority + " broke while the request was sent" + because);
        default:
            return made(CONCH_E_NETWORK, true, "the connection to " + authority + " failed" + because);
    }
}

}  // namespace conch::net
