// What OBS looks for in a plugin.
#include <conch/conch.h>
#include <obs-module.h>

#include "service.hpp"
#include "source_info.hpp"
#include "stopwatch.hpp"

OBS_DECLARE_MODULE()
OBS_MODULE_USE_DEFAULT_LOCALE("obs-conch", "en-US")

MODULE_EXPORT const char* obs_module_name(void) {
    return "Hailuo (MiniMax)";
}

MODULE_EXPORT const char* obs_module_description(void) {
    return "A source that makes its clip from a prompt";
}

bool obs_module_load(void) {
    const conch::obs::Stopwatch watch(conch::obs::Entry::load);
    conch::obs::Service::instance().open();
    obs_register_source(&conch::obs::source_info());
    blog(LOG_INFO, "[obs-conch] %s with libconch %s", CONCH_OBS_VERSION, conch_version_string());
    return true;
}

void obs_module_unload(void) {
    {
        const conch::obs::Stopwatch watch(conch::obs::Entry::unload);
        conch::obs::Service::instance().close();
    }
    conch::obs::log_longest_calls();
}
