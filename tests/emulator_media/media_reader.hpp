// Reads back what the emulator made, strictly: any complaint of a decoder is a failure.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "emulator/media/av.hpp"
#include "emulator/media/media.hpp"

namespace media_test {

namespace fs = std::filesystem;

struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};
double distance(const Colour& a, const Colour& b);

// RGB, eight bits a channel.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;

    // The mean over a part of the picture, given in shares of its sides.
    Colour mean(double left, double top, double right, double bottom) const;
    Colour mean() const { return mean(0, 0, 1, 1); }
    std::size_t pixels_near(const Colour& colour, double within) const;
};

struct Sound {
    int sample_rate = 0;
    int channels = 0;
    std::vector<float> samples;  // mono

    double seconds() const { return static_cast<double>(samples.size()) / sample_rate; }
    double level_db() const;
    double level_db(double from, double to) const;  // of a stretch, seconds
    double band_db(int lowest, int highest) const;  // only these frequencies, Hz
    double pitch() const;                           // the median tone of the voiced parts, Hz
};

struct Video {
    std::string error;  // empty when all of it decoded
    int width = 0;
    int height = 0;
    std::string codec;
    std::string pixel_format;
    double frames_per_second = 0;
    double seconds = 0;  // of the picture track
    std::vector<double> times;
    std::vector<bool> key_frames;
    std::vector<Picture> frames;  // first, middle, last
    bool has_sound = false;
    std::string sound_codec;
    Sound sound;

    const Picture& first() const { return frames.at(0); }
    const Picture& middle() const { return frames.at(1); }
    const Picture& last() const { return frames.at(2); }
};

Video read_video(const fs::path& file);
// The time of the first frame that a player shows after it jumped to `seconds`; −1 when that fails.
double seek_video(const fs::path& file, double seconds);
Sound read_sound(const fs::path& file);
Picture read_picture(const fs::path& file);

std::string read_bytes(const fs::path& file);
void write_bytes(const fs::path& file, const std::string& bytes);

// Uploads. The halves lie side by side.
void paint(const fs::path& file, conch::emulator::media::ImageFormat format, int width, int height,
           const std::string& left, const std::string& right);
void paint(const fs::path& file, conch::emulator::media::ImageFormat format, int width, int height,
           const std::string& colour);
// A PNG whose colour is `colour` with this alpha, 0…1.
void paint_transparent(const fs::path& file, int width, int height, const std::string& colour, double alpha);

// A folder for one test, removed with all in it.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    fs::path operator/(const std::string& name) const { return path_ / name; }
    std::size_t files() const;

  private:
    fs::path path_;
};

}  // namespace media_test
