// Everything that the command says: results on standard output, the rest on standard error.
#pragma once

#include <string>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/ending.hpp"
#include "cli/progress_bar.hpp"
#include "conch/event.h"

namespace conch::cli {

class Report {
  public:
    Report(const OutputArguments& output, std::string title);

    // A PROGRESS, CHUNK or LOG event.
    void event(const conch_event* event);
    // What CHUNK events become, unless all events are printed as JSON.
    void show_chunks(Chunks chunks) { chunks_ = chunks; }
    // To be called now and then while nothing happens.
    void idle() { bar_.tick(); }
    // For the person at the terminal, unless told to be quiet.
    void remark(std::string_view text);
    // From here on no progress is shown.
    void stop_progress() { bar_.stop(); }

    // The end: `result` is what success prints, `advice` what helps after failure. Returns the exit code.
    int ended(const Ending& ending, std::string_view result, std::string_view advice);

  private:
    void print(std::string_view text);
    void show_chunk(const conch_event* event);
    void tell(std::string_view text);
    void show_progress(const conch_event* event);

    OutputArguments output_;
    std::string title_;
    ProgressBar bar_;
    Chunks chunks_ = Chunks::kJson;
    bool printed_chunks_ = false;
    bool open_line_ = false;  // what was printed last has no end of line yet
    bool output_lost_ = false;
};

}  // namespace conch::cli
