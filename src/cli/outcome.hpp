// What a command hands back to main: how it ended, and what to say about it.
#pragma once

#include <string>

#include "cli/ending.hpp"

namespace conch::cli {

struct Outcome {
    Ending ending;
    std::string result;  // printed after success
    std::string advice;  // printed after failure
};

inline Outcome outcome_of(Failure failure) {
    return {ending_of(std::move(failure)), {}, {}};
}

}  // namespace conch::cli
