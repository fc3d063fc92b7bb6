// The form that OBS shows for a source.
#pragma once

#include <obs-module.h>

namespace conch::obs {

class Source;

obs_properties_t* make_properties(Source& source);
void set_defaults(obs_data_t* settings);
// Takes the connection's fields out of the settings, before they reach a scene collection.
void take_connection_fields(obs_data_t* settings);

}  // namespace conch::obs
