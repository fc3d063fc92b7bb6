#include "audio_relay.hpp"

#include <cstring>

#include "stopwatch.hpp"

namespace conch::obs {

namespace {

// Some seconds; more only comes together when nobody ticks, and then it is of no use.
constexpr std::size_t kMost = 256;

}  // namespace

void AudioRelay::capture(void* relay, obs_source_t* /*child*/, const audio_data* sound, bool muted) {
    const Stopwatch watch(Entry::sound);
    auto& self = *static_cast<AudioRelay*>(relay);
    if (muted || sound->frames == 0) return;
    Packet packet;
    packet.frames = sound->frames;
    packet.timestamp = sound->timestamp;
    for (std::size_t plane = 0; plane < MAX_AV_PLANES && sound->data[plane] != nullptr; ++plane) {
        packet.planes[plane].resize(sound->frames);
        std::memcpy(packet.planes[plane].data(), sound->data[plane], sound->frames * sizeof(float));
    }
    const std::lock_guard lock(self.mutex_);
    if (self.packets_.size() == kMost) self.packets_.pop_front();
    self.packets_.push_back(std::move(packet));
}

void AudioRelay::drain(obs_source_t* target) {
    std::deque<Packet> packets;
    {
        const std::lock_guard lock(mutex_);
        packets.swap(packets_);
    }
    audio_t* output = obs_get_audio();
    if (packets.empty() || output == nullptr) return;
    const audio_output_info* info = audio_output_get_info(output);
    for (const Packet& packet : packets) {
        obs_source_audio sound{};
        for (std::size_t plane = 0; plane < MAX_AV_PLANES; ++plane) {
            if (!packet.planes[plane].empty())
                sound.data[plane] = reinterpret_cast<const std::uint8_t*>(packet.planes[plane].data());
        }
        sound.frames = packet.frames;
        sound.timestamp = packet.timestamp;
        sound.speakers = info->speakers;
        sound.format = AUDIO_FORMAT_FLOAT_PLANAR;
        sound.samples_per_sec = info->samples_per_sec;
        obs_source_output_audio(target, &sound);
    }
}

void AudioRelay::clear() {
    const std::lock_guard lock(mutex_);
    packets_.clear();
}

}  // namespace conch::obs
