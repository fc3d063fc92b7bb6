// The emulator's media: real videos, pictures, speech and music, made with FFmpeg's libraries in this process.
//
// Values in, values out. Every function may be called from any number of threads at once; each call works alone on one
// core. The same spec gives the same bytes (on the same machine with the same FFmpeg; speech in languages with a rolled
// r may differ inaudibly, see voice.cpp), so a variant that nobody has asked for yet need not be made in advance. Files
// appear complete or not at all: they are written beside their place and renamed. Nothing is printed. Errors name the
// field of the spec, the rule and what was given.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace conch::emulator::media {

// ---------------------------------------------------------------------------------------------------- what users
// upload

enum class ImageFormat { kPng, kJpeg, kWebp };

struct ImageInfo {
    ImageFormat format = ImageFormat::kPng;
    int width = 0;  // as displayed: the EXIF orientation of a JPEG is applied
    int height = 0;
};

// Pictures above this are refused before anything is decoded. 50 megapixels takes in what phones and cameras make
// today; decoded it is 200 MB (400 MB with 16 bits a channel), the most that a file of a few kilobytes may cost us.
inline constexpr std::int64_t kMaxImagePixels = 50'000'000;
// A side above this is refused too: no service format comes near, and the scalers' tables grow with it.
inline constexpr int kMaxImageSide = 16'384;
// Files above this are not decoded: one picture is one packet in memory.
inline constexpr std::int64_t kMaxImageBytes = 256LL * 1024 * 1024;

// Format and size from the header alone: constant memory and time whatever the file claims. By content, never by name.
Result<ImageInfo> probe_image(const std::filesystem::path& file);
Result<ImageInfo> probe_image_bytes(std::string_view bytes);
// The same, and decodes the whole picture: finds truncated and damaged files.
Result<ImageInfo> verify_image(const std::filesystem::path& file);

enum class AudioFormat { kMp3, kWav };

struct AudioInfo {
    AudioFormat format = AudioFormat::kMp3;
    double seconds = 0;
    int sample_rate = 0;
    int channels = 0;
};

// MP3 or WAV, by content.
Result<AudioInfo> probe_audio(const std::filesystem::path& file);

// ---------------------------------------------------------------------------------------------------------------
// videos

struct VideoSpec {
    int width = 1366;  // even, 64…4096
    int height = 768;
    double seconds = 6;          // 1…60
    int frames_per_second = 24;  // 1…60; the service does not document its rate, 24 is our assumption
    std::string prompt;          // written into the picture; any text, shortened when it cannot be read any more
    std::string model;           // written into the picture, small
    std::optional<std::filesystem::path> start_image;    // fills the first frame, then moves
    std::optional<std::filesystem::path> end_image;      // fills the last frame
    std::optional<std::filesystem::path> subject_image;  // moves through the scene, whole
    bool sound = false;                                  // an AAC track: the prompt spoken over a soft chord
    bool watermark = false;                              // "conch" in a corner
    std::uint64_t seed = 0;
};

struct VideoInfo {
    int width = 0;
    int height = 0;
    int frames_per_second = 0;
    std::int64_t frames = 0;  // seconds × frames_per_second, rounded
    double seconds = 0;
    bool sound = false;
    std::uint64_t bytes = 0;
};

// MP4, H.264 yuv420p, index in front, a key frame every second.
Result<VideoInfo> make_video(const VideoSpec& spec, const std::filesystem::path& out);

// The middle frame of a video that make_video() made, as a JPEG: the cover.
Result<ImageInfo> make_poster(const std::filesystem::path& video, const std::filesystem::path& out);

// -------------------------------------------------------------------------------------------------------------
// pictures

struct ImageSpec {
    int width = 1920;  // 64…8192
    int height = 1080;
    ImageFormat format = ImageFormat::kPng;
    std::string prompt;
    std::string model;
    std::vector<std::filesystem::path> references;   // up to 14, each visible in the result
    std::optional<std::filesystem::path> character;  // visible in the result
    bool watermark = false;
    std::uint64_t seed = 0;
};

Result<ImageInfo> make_image(const ImageSpec& spec, const std::filesystem::path& out);

// ---------------------------------------------------------------------------------------------------------------
// speech

struct SpeechEffects {
    int deepen_lighten = 0;  // each −100…100, 0 changes nothing
    int stronger_softer = 0;
    int nasal_crisp = 0;
    bool spacious_echo = false;
    bool lofi_telephone = false;
    bool robotic = false;
    bool auditorium_echo = false;
};

struct SpeechSpec {
    std::string text;  // spoken; `<#0.5#>` is a pause of 0.5 s (0.01…99.99)
    std::string
        language;  // the voice's language as the service names it ("English", "Chinese (Mandarin)", …); may be empty
    std::string gender;       // "Male", "Female" or empty: any
    std::uint64_t voice = 0;  // a number for the voice, e.g. a hash of the voice's id: other number, other voice
    double speed = 1;         // 0.5…2
    double vol = 1;           // 0…10
    int pitch = 0;            // −12…12 semitones
    std::string emotion;      // "happy", "sad", …; empty, "Auto", "neutral" and unknown ones change nothing
    SpeechEffects effects;
};

struct SpeechInfo {
    double seconds = 0;
    int sample_rate = 32000;
    int channels = 1;
    int bits_per_second = 128000;
    std::uint64_t bytes = 0;
    std::size_t frames = 0;  // MP3 frames, each kSpeechFrameBytes long
};

// Speech is MP3, mono, 32 kHz, 128 kbit/s constant, no tags, no bit reservoir: every frame has this size and decodes
// alone.
inline constexpr std::size_t kSpeechFrameBytes = 576;
inline constexpr std::size_t kSpeechFrameSamples = 1152;

// Receives whole MP3 frames as they are made, a sentence or less at a time; false stops the making with
// CONCH_E_CANCELLED.
using SpeechSink = std::function<bool(std::string_view whole_frames)>;

Result<SpeechInfo> stream_speech(const SpeechSpec& spec, const SpeechSink& sink);
// The same bytes into a file.
Result<SpeechInfo> make_speech(const SpeechSpec& spec, const std::filesystem::path& out);

// ----------------------------------------------------------------------------------------------------------------
// music

struct MusicSpec {
    std::string lyrics;   // lines are phrases, two empty lines a rest
    std::string style;    // the style's name; tempo, scale and instruments follow from it
    std::string title;    // written on the cover
    double seconds = 30;  // 1…60
    std::uint64_t seed = 0;
};

struct MusicInfo {
    double seconds = 0;
    int sample_rate = 0;
    int channels = 0;
    std::uint64_t bytes = 0;
};

// MP3, and a square cover picture (JPEG) when `cover` is not empty.
Result<MusicInfo> make_music(const MusicSpec& spec, const std::filesystem::path& out,
                             const std::filesystem::path& cover = {});

}  // namespace conch::emulator::media
