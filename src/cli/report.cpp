#include "cli/report.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "cli/event_json.hpp"
#include "cli/exit_code.hpp"
#include "cli/text.hpp"

namespace conch::cli {

Report::Report(const OutputArguments& output, std::string title)
    : output_(output), title_(std::move(title)), bar_(!output.json && !output.quiet) {}

void Report::event(const conch_event* event) {
    const std::int32_t type = conch_event_type(event);
    if (output_.json) {
        print(event_json(event) + "\n");
    } else if (type == CONCH_EVENT_LOG) {
        remark(text_of(conch_event_message, event));
    } else if (type == CONCH_EVENT_CHUNK) {
        show_chunk(event);
    } else if (type == CONCH_EVENT_PROGRESS) {
        show_progress(event);
    }
}

void Report::show_chunk(const conch_event* event) {
    const std::string bytes = text_of(conch_event_chunk, event);
    switch (chunks_) {
        case Chunks::kJson: {
            const std::string frame = text_of(conch_event_json, event);
            if (!frame.empty()) print(frame + "\n");
            printed_chunks_ = true;
            return;
        }
        case Chunks::kText:
            bar_.stop();  // it would write over the unfinished line
            if (!bytes.empty()) open_line_ = bytes.back() != '\n';
            print(bytes);
            return;
        case Chunks::kSteps:
            if (!bytes.empty()) remark(bytes);
            return;
        case Chunks::kNone:
            return;
        case Chunks::kSound:
            print(bytes);
            return;
    }
}

void Report::show_progress(const conch_event* event) {
    Progress progress;
    progress.title = title_;
    progress.phase = phase_name(conch_event_phase(event));
    progress.message = text_of(conch_event_message, event);
    progress.percent = conch_event_percent(event);
    progress.bytes = conch_event_bytes(event, &progress.bytes_total);
    progress.remaining_ms = conch_event_remaining_ms(event);
    bar_.show(std::move(progress));
}

void Report::remark(std::string_view text) {
    if (!output_.quiet) tell(text);
}

int Report::ended(const Ending& ending, std::string_view result, std::string_view advice) {
    bar_.stop();
    if (std::exchange(open_line_, false)) print("\n");
    if (output_.json) {
        print(ending_json(ending) + "\n");
    } else if (ending.ok() && !result.empty() && !printed_chunks_) {  // the answer to a stream is its last piece
        print(result);
    }
    if (!ending.ok()) tell(ending.failure.message);
    // Also for those who want it quiet: what goes on at the service costs.
    if (!ending.ok() && !advice.empty()) tell(advice);
    if (ending.ok() && output_lost_) return exit_code(CONCH_E_DISK);
    return exit_code(ending.failure.status);
}

void Report::print(std::string_view text) {
    bar_.clear();
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (written || output_lost_) return;
    output_lost_ = true;
    // A reader that has seen enough is no news to anybody.
    if (errno != EPIPE) tell(std::string("standard output: ") + std::strerror(errno));
}

void Report::tell(std::string_view text) {
    bar_.clear();
    std::fprintf(stderr, "conch: %s\n", printable(text).c_str());
}

}  // namespace conch::cli
