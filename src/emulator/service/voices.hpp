// The voices of the service: several hundred that everybody has, and the tags to find them by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/service/json_text.hpp"

namespace conch::emulator {

struct SystemVoice {
    std::string id;       // decimal
    std::string uniq_id;  // Italian_DiligentLeader
    std::string name;     // Diligent Leader
    std::string language;
    std::string gender;
    std::string age;
    std::string accent;  // empty: none

    std::vector<std::string> tags() const;
};

// Made once, always the same.
const std::vector<SystemVoice>& system_voices();
const SystemVoice* find_system_voice(std::string_view id);
bool is_voice_language(std::string_view tag);

// The answer of GET audio/config.
JsonText audio_config();

}  // namespace conch::emulator
