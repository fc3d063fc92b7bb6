// Refusals that several operations have in common, in the service's own words.
#pragma once

#include <string_view>

namespace conch::emulator::refusal {

inline constexpr std::string_view kNoCredits =
    "Insufficient credits. Please recharge to get more credits or try again next day.";
inline constexpr std::string_view kTooShort = "Your prompt is too short, please provide more details";
inline constexpr std::string_view kModerated = "Your prompt contains content that violates our policies";
inline constexpr std::string_view kHold =
    "Unusual account activities detected. Please contact customer support at contact@hailuoai.com";
inline constexpr std::string_view kBusy = "Account is busy executing videos";
inline constexpr std::string_view kManyImages =
    "There are currently multiple tasks in the queue, and only can be generated at once";
inline constexpr std::string_view kPreviousRuns =
    "The previous request has not been completed yet. Please try again later.";
inline constexpr std::string_view kNotFound = "Not found.";

}  // namespace conch::emulator::refusal
