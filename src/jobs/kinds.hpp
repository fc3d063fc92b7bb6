// The kinds of jobs: which operation creates them, and the coroutine that carries one out.
#pragma once

#include <cstdint>
#include <string_view>

#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

struct Kind {
    std::int32_t id;             // CONCH_JOB_…
    std::string_view name;       // "video"
    std::string_view operation;  // its create operation, whose parameters are the job's
    Async<End> (*run)(Context& context, const Kind& kind, json::Document params);
};

const Kind* find_kind(std::int32_t id);

Async<End> run_call(Context& context, const catalog::Operation& operation, json::Document params);
Async<End> run_video(Context& context, const Kind& kind, json::Document params);
Async<End> run_template_video(Context& context, const Kind& kind, json::Document params);
Async<End> run_speech_stream(Context& context, const Kind& kind, json::Document params);
Async<End> run_chat(Context& context, const Kind& kind, json::Document params);
Async<End> run_image(Context& context, const Kind& kind, json::Document params);
Async<End> run_agent(Context& context, const Kind& kind, json::Document params);
Async<End> run_speech(Context& context, const Kind& kind, json::Document params);
Async<End> run_music(Context& context, const Kind& kind, json::Document params);

}  // namespace conch::jobs
