// Refusing a parameter: the field, the rule, what was given.
#pragma once

#include <string>
#include <utility>

#include "base/result.hpp"
#include "emulator/media/av.hpp"

namespace conch::emulator::media {

inline tl::unexpected<KeptError> refuse(std::string field, std::string message) {
    Error error;
    error.status = CONCH_E_ARGUMENT;
    error.field = std::move(field);
    error.message = std::move(message);
    return fail(std::move(error));
}

template <typename Number>
Result<void> check_range(const char* field, Number value, Number lowest, Number highest) {
    if (value >= lowest && value <= highest) return {};  // false for a number that is none
    return refuse(field, std::string(field) + " must be from " + av::number(lowest) + " to " + av::number(highest) +
                             "; given: " + av::number(value));
}

}  // namespace conch::emulator::media
