#include "source_info.hpp"

#include <obs-module.h>

#include "properties.hpp"
#include "source.hpp"
#include "stopwatch.hpp"

namespace conch::obs {

namespace {

Source& source_of(void* data) {
    return *static_cast<Source*>(data);
}

obs_source_t* child_of(void* data) {
    return source_of(data).player().child();
}

void enumerate(void* data, obs_source_enum_proc_t visit, void* parameter) {
    Source& source = source_of(data);
    if (source.player().child() != nullptr) visit(source.self(), source.player().child(), parameter);
    if (source.overlay().child() != nullptr) visit(source.self(), source.overlay().child(), parameter);
}

obs_source_info make_info() {
    obs_source_info info{};
    info.id = "conch_hailuo";
    info.type = OBS_SOURCE_TYPE_INPUT;
    info.output_flags = OBS_SOURCE_VIDEO | OBS_SOURCE_AUDIO | OBS_SOURCE_CUSTOM_DRAW | OBS_SOURCE_CONTROLLABLE_MEDIA;
    info.icon_type = OBS_ICON_TYPE_MEDIA;
    info.get_name = [](void*) { return obs_module_text("Hailuo"); };
    info.create = [](obs_data_t* settings, obs_source_t* self) -> void* {
        const Stopwatch watch(Entry::create);
        return new Source(settings, self);
    };
    info.destroy = [](void* data) {
        const Stopwatch watch(Entry::destroy);
        delete static_cast<Source*>(data);
    };
    info.get_width = [](void* data) {
        const Stopwatch watch(Entry::size);
        return source_of(data).width();
    };
    info.get_height = [](void* data) {
        const Stopwatch watch(Entry::size);
        return source_of(data).height();
    };
    info.get_defaults = set_defaults;
    info.get_properties = [](void* data) {
        const Stopwatch watch(Entry::properties);
        return make_properties(source_of(data));
    };
    info.update = [](void* data, obs_data_t* settings) {
        const Stopwatch watch(Entry::update);
        take_connection_fields(settings);  // also those that came from a script
        source_of(data).update(settings);
    };
    info.save = [](void*, obs_data_t* settings) {
        const Stopwatch watch(Entry::save);
        take_connection_fields(settings);
    };
    info.video_tick = [](void* data, float) {
        const Stopwatch watch(Entry::tick);
        source_of(data).tick();
    };
    info.video_render = [](void* data, gs_effect_t*) {
        const Stopwatch watch(Entry::render);
        source_of(data).render();
    };
    info.enum_active_sources = enumerate;
    info.enum_all_sources = enumerate;

    info.media_play_pause = [](void* data, bool pause) { obs_source_media_play_pause(child_of(data), pause); };
    info.media_restart = [](void* data) { obs_source_media_restart(child_of(data)); };
    info.media_stop = [](void* data) { obs_source_media_stop(child_of(data)); };
    info.media_next = [](void* data) {
        const Stopwatch watch(Entry::media);
        source_of(data).play_next();
    };
    info.media_get_duration = [](void* data) { return obs_source_media_get_duration(child_of(data)); };
    info.media_get_time = [](void* data) { return obs_source_media_get_time(child_of(data)); };
    info.media_set_time = [](void* data, int64_t to) { obs_source_media_set_time(child_of(data), to); };
    info.media_get_state = [](void* data) { return obs_source_media_get_state(child_of(data)); };
    return info;
}

}  // namespace

const obs_source_info& source_info() {
    static const obs_source_info info = make_info();
    return info;
}

}  // namespace conch::obs
