#include "player.hpp"

namespace conch::obs {

AtEnd at_end_from(std::string_view name) {
    if (name == "hide") return AtEnd::hide;
    if (name == "hold") return AtEnd::hold;
    return name == "next" ? AtEnd::next : AtEnd::loop;
}

Player::Player(obs_source_t* owner)
    : owner_(owner), child_(obs_source_create_private("ffmpeg_source", "Hailuo clip", nullptr)) {
    if (child_ == nullptr) return;
    signal_handler_connect(obs_source_get_signal_handler(child_), "media_ended", on_ended, this);
    obs_source_add_audio_capture_callback(child_, AudioRelay::capture, &relay_);
    obs_source_add_active_child(owner_, child_);
}

Player::~Player() {
    if (child_ == nullptr) return;
    obs_source_remove_active_child(owner_, child_);
    obs_source_remove_audio_capture_callback(child_, AudioRelay::capture, &relay_);
    signal_handler_disconnect(obs_source_get_signal_handler(child_), "media_ended", on_ended, this);
    obs_source_release(child_);
}

void Player::play(const std::string& path, AtEnd at_end) {
    if (child_ == nullptr) return;
    relay_.clear();
    ended_ = false;
    obs_data_t* settings = obs_data_create();
    obs_data_set_bool(settings, "is_local_file", true);
    obs_data_set_string(settings, "local_file", path.c_str());
    obs_data_set_bool(settings, "looping", at_end == AtEnd::loop);
    obs_data_set_bool(settings, "clear_on_media_end", at_end == AtEnd::hide);
    obs_data_set_bool(settings, "restart_on_activate", true);
    obs_data_set_bool(settings, "hw_decode", false);
    obs_source_update(child_, settings);
    obs_data_release(settings);
}

std::uint32_t Player::width() const {
    return child_ != nullptr ? obs_source_get_base_width(child_) : 0;
}

std::uint32_t Player::height() const {
    return child_ != nullptr ? obs_source_get_base_height(child_) : 0;
}

void Player::render() const {
    if (child_ != nullptr) obs_source_video_render(child_);
}

void Player::on_ended(void* player, calldata_t* /*data*/) {
    static_cast<Player*>(player)->ended_ = true;
}

}  // namespace conch::obs
