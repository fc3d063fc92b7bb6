#include "platform/system_error.hpp"

#include <cstring>

namespace conch::platform {

std::string errno_text(int number) {
    // strerror() speaks the host's language and is not safe between threads.
    const char* text = strerrordesc_np(number);
    return text != nullptr ? text : "system error " + std::to_string(number);
}

Error file_error(conch_status status, const char* what, const std::string& path, int number) {
    Error error;
    error.status = status;
    error.message = std::string(what) + " \"" + path + "\": " + errno_text(number);
    return error;
}

}  // namespace conch::platform
