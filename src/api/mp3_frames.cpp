#include "api/mp3_frames.hpp"

#include <array>
#include <optional>
#include <utility>

namespace conch::api {

namespace {

// Longer than any frame and most tags.
constexpr std::size_t kMostWaiting = 1U << 20U;

struct Frame {
    std::size_t bytes = 0;
    int samples = 0;
    int sample_rate = 0;
    int channels = 0;
};

unsigned byte_at(std::string_view bytes, std::size_t index) {
    return static_cast<unsigned char>(bytes[index]);
}

// MPEG audio layer III, the header of 4 bytes; nothing when they are none.
std::optional<Frame> read_header(std::string_view bytes) {
    constexpr std::array<int, 16> kMpeg1{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    constexpr std::array<int, 16> kMpeg2{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    constexpr std::array<int, 4> kRates{44'100, 48'000, 32'000, 0};
    if (byte_at(bytes, 0) != 0xFF || (byte_at(bytes, 1) & 0xE0U) != 0xE0U) return std::nullopt;
    const unsigned version = byte_at(bytes, 1) >> 3U & 3U;  // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    const unsigned layer = byte_at(bytes, 1) >> 1U & 3U;    // 1: III
    if (version == 1 || layer != 1) return std::nullopt;
    const bool mpeg1 = version == 3;
    const int kilobits = (mpeg1 ? kMpeg1 : kMpeg2)[byte_at(bytes, 2) >> 4U];
    const int rate = kRates[byte_at(bytes, 2) >> 2U & 3U] >> (mpeg1 ? 0 : version == 2 ? 1 : 2);
    if (kilobits == 0 || rate == 0) return std::nullopt;
    const int padding = static_cast<int>(byte_at(bytes, 2) >> 1U & 1U);
    Frame frame;
    frame.samples = mpeg1 ? 1152 : 576;
    frame.sample_rate = rate;
    frame.channels = byte_at(bytes, 3) >> 6U == 3U ? 1 : 2;
    frame.bytes = static_cast<std::size_t>(frame.samples) / 8 * static_cast<std::size_t>(kilobits) * 1000 /
                      static_cast<std::size_t>(rate) +
                  static_cast<std::size_t>(padding);
    return frame;
}

// A whole ID3v2 tag's size; 0 when there is none.
std::size_t tag_size(std::string_view bytes) {
    if (bytes.size() < 10 || bytes.substr(0, 3) != "ID3") return 0;
    std::size_t size = 0;
    for (std::size_t i = 6; i < 10; ++i)
        size = size << 7U | (byte_at(bytes, i) & 0x7FU);
    return size + 10;
}

}  // namespace

std::string Mp3Frames::push(std::string_view bytes) {
    waiting_ += bytes;
    const std::string_view all = waiting_;
    std::size_t end = 0;  // of the last whole frame
    for (std::size_t at = 0; all.size() - at >= 4;) {
        const std::string_view left = all.substr(at);
        if (left.substr(0, 3) == "ID3" && left.size() < 10) break;
        if (const std::size_t tag = tag_size(left); tag > 0) {
            if (tag > left.size()) break;
            at += tag;
            continue;
        }
        const auto frame = read_header(left);
        if (!frame) {
            ++at;
            continue;
        }
        if (frame->bytes > left.size()) break;
        if (frames_++ == 0) {
            sample_rate_ = frame->sample_rate;
            channels_ = frame->channels;
        }
        duration_us_ +=
            static_cast<std::uint64_t>(frame->samples) * 1'000'000 / static_cast<std::uint64_t>(frame->sample_rate);
        at += frame->bytes;
        end = at;
    }
    // Not MP3 after all: it is not ours to keep.
    if (end == 0 && waiting_.size() > kMostWaiting) end = waiting_.size();
    std::string whole = waiting_.substr(0, end);
    waiting_.erase(0, end);
    return whole;
}

}  // namespace conch::api
