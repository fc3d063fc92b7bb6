#pragma once

struct obs_source_info;

namespace conch::obs {

// The functions by which OBS uses a source.
const obs_source_info& source_info();

}  // namespace conch::obs
