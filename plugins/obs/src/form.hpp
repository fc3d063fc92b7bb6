// What the user filled in: from the source's settings to the parameters of a job.
#pragma once

#include <obs-module.h>

#include <string>

#include "models.hpp"

namespace conch::obs {

// Names in the source's settings, and of its properties.
namespace key {
inline constexpr const char* kPrompt = "prompt";
inline constexpr const char* kModel = "model";
inline constexpr const char* kOption = "options";
inline constexpr const char* kPicture = "picture";
inline constexpr const char* kEndFrame = "end_frame";
inline constexpr const char* kRewrite = "rewrite_prompt";
inline constexpr const char* kAccount = "account";
inline constexpr const char* kFolder = "folder";
inline constexpr const char* kOffline = "offline";
inline constexpr const char* kClip = "clip";
inline constexpr const char* kAtEnd = "at_end";
inline constexpr const char* kShowProgress = "show_progress";
// Names this source in its jobs, so that it finds them again after a restart.
inline constexpr const char* kReference = "reference";
// Typed into the properties, moved to connection.json, never kept here.
inline constexpr const char* kToken = "connection_token";
inline constexpr const char* kBaseUrl = "connection_base_url";
inline constexpr const char* kProxy = "connection_proxy";
}  // namespace key

struct Form {
    std::string prompt;
    std::string model;
    std::string option;
    std::string picture;
    std::string end_frame;
    bool rewrite = false;
    std::string account;
    std::string folder;
    bool offline = false;
    std::string reference;
};

// Only what the model takes: pictures and options of another model stay in the settings, but are not sent.
Form read_form(obs_data_t* settings);

// The JSON for conch_generate.
std::string to_params(const Form& form);

struct Finding {
    bool fits;         // the service would take it
    std::string text;  // what does not fit, or the price as far as it is known
};
Finding check(const Form& form);

// The size that the clip will have.
struct Size {
    std::uint32_t width;
    std::uint32_t height;
};
Size size_of(const Form& form);

}  // namespace conch::obs
