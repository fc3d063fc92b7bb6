// Draws how far the job is: one line of text and a bar.
#pragma once

#include <obs-module.h>

#include <string>

namespace conch::obs {

class Overlay {
  public:
    explicit Overlay(obs_source_t* owner);
    ~Overlay();
    Overlay(const Overlay&) = delete;
    Overlay& operator=(const Overlay&) = delete;

    // `percent` -1: no bar. From the video tick; costs nothing when the text is the same.
    void set(const std::string& text, int percent);
    // Into a picture of this size: all of it when `alone`, else a strip at the lower edge.
    void render(std::uint32_t width, std::uint32_t height, bool alone) const;

    obs_source_t* child() const { return label_; }

  private:
    obs_source_t* owner_;
    obs_source_t* label_;  // null when OBS has no text source
    std::string text_;
    int percent_ = -1;
};

}  // namespace conch::obs
