#include "overlay.hpp"

#include <graphics/vec4.h>

#include <algorithm>

namespace conch::obs {

namespace {

struct Colour {
    float red, green, blue, alpha;
};
constexpr Colour kPanel{0.05F, 0.10F, 0.14F, 0.92F};
constexpr Colour kTrack{0.25F, 0.32F, 0.38F, 1.0F};
constexpr Colour kBar{0.16F, 0.72F, 0.80F, 1.0F};

constexpr int kFontSize = 48;

void fill(const Colour& colour, float x, float y, std::uint32_t width, std::uint32_t height) {
    if (width == 0 || height == 0) return;
    gs_effect_t* effect = obs_get_base_effect(OBS_EFFECT_SOLID);
    vec4 value;
    vec4_set(&value, colour.red, colour.green, colour.blue, colour.alpha);
    gs_effect_set_vec4(gs_effect_get_param_by_name(effect, "color"), &value);
    gs_matrix_push();
    gs_matrix_translate3f(x, y, 0.0F);
    while (gs_effect_loop(effect, "Solid"))
        gs_draw_sprite(nullptr, 0, width, height);
    gs_matrix_pop();
}

std::uint32_t part(std::uint32_t whole, double share) {
    return static_cast<std::uint32_t>(static_cast<double>(whole) * share);
}

}  // namespace

Overlay::Overlay(obs_source_t* owner) : owner_(owner) {
    obs_data_t* settings = obs_data_create();
    obs_data_t* font = obs_data_create();
    obs_data_set_string(font, "face", "Sans Serif");
    obs_data_set_int(font, "size", kFontSize);
    obs_data_set_obj(settings, "font", font);
    obs_data_set_string(settings, "text", " ");
    label_ = obs_source_create_private("text_ft2_source_v2", "Hailuo progress", settings);
    obs_data_release(font);
    obs_data_release(settings);
    if (label_ != nullptr) obs_source_add_active_child(owner_, label_);
}

Overlay::~Overlay() {
    if (label_ == nullptr) return;
    obs_source_remove_active_child(owner_, label_);
    obs_source_release(label_);
}

void Overlay::set(const std::string& text, int percent) {
    percent_ = percent;
    if (text == text_ || label_ == nullptr) return;
    text_ = text;
    obs_data_t* settings = obs_data_create();
    obs_data_set_string(settings, "text", text.c_str());
    obs_source_update(label_, settings);
    obs_data_release(settings);
}

void Overlay::render(std::uint32_t width, std::uint32_t height, bool alone) const {
    const std::uint32_t strip = alone ? height : std::max(part(height, 0.12), 24U);
    const auto top = static_cast<float>(height - strip);
    fill(kPanel, 0.0F, top, width, strip);

    const std::uint32_t bar_height = std::max(part(height, 0.015), 4U);
    const std::uint32_t bar_width = part(width, 0.8);
    const auto left = static_cast<float>(part(width, 0.1));
    const float bar_top = top + static_cast<float>(part(strip, alone ? 0.55 : 0.72));
    if (percent_ >= 0) {
        fill(kTrack, left, bar_top, bar_width, bar_height);
        fill(kBar, left, bar_top, part(bar_width, std::min(percent_, 100) / 100.0), bar_height);
    }

    const std::uint32_t label_width = label_ != nullptr ? obs_source_get_base_width(label_) : 0;
    const std::uint32_t label_height = label_ != nullptr ? obs_source_get_base_height(label_) : 0;
    if (label_width == 0 || label_height == 0) return;
    // As wide as fits, and no taller than the strip's upper part.
    const float scale =
        std::min({static_cast<float>(bar_width) / static_cast<float>(label_width),
                  static_cast<float>(strip) * (alone ? 0.12F : 0.55F) / static_cast<float>(label_height), 1.5F});
    gs_matrix_push();
    gs_matrix_translate3f(left, bar_top - static_cast<float>(label_height) * scale - static_cast<float>(bar_height),
                          0.0F);
    gs_matrix_scale3f(scale, scale, 1.0F);
    obs_source_video_render(label_);
    gs_matrix_pop();
}

}  // namespace conch::obs
