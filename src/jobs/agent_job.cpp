// An agent: a conversation that ends with attachments of several types.
#include "conch/task.h"
#include "jobs/ask.hpp"
#include "jobs/attached_files.hpp"
#include "jobs/create.hpp"
#include "jobs/end.hpp"
#include "jobs/follow.hpp"
#include "jobs/kinds.hpp"
#include "jobs/look_up.hpp"
#include "jobs/results.hpp"

namespace conch::jobs {

namespace {

constexpr CreateRules kAgentCreate{[](const json::Value& answer) { return ids_at(answer, "jobId"); },
                                   look_up_agent_jobs,
                                   {},
                                   kAgentLine,
                                   "agent.jobs"};

Sighting read_job(const json::Value& answer) {
    Sighting sighting;
    const std::string_view status = json::string_member(answer, "status").value_or("");
    sighting.message = std::string(status);
    if (status == "completed") sighting.state = Sighting::State::completed;
    if (status == "failed") {
        sighting.state = Sighting::State::failed;
        sighting.error.status = CONCH_E_JOB_FAILED;
        sighting.error.message = "the agent's job failed";
        const std::string words = api::error_text(answer);
        if (!words.empty()) sighting.error.message += ": " + words;
    }
    return sighting;
}

// Documented: simple ones 20 to 60 s, complex ones over 5 minutes; the service ends a job after 15.
constexpr Followed kFollowed{"agent.get", {}, "jobId", read_job, std::chrono::minutes(2), std::chrono::minutes(30)};

std::string text_at(const json::Value* object, std::string_view name) {
    if (object == nullptr) return {};
    return std::string(json::string_member(*object, name).value_or(""));
}

// Without watermark first.
std::string link_of(const json::Value& attachment) {
    const json::Value* file = json::object_member(attachment, "file");
    const json::Value* extra = file == nullptr ? nullptr : json::object_member(*file, "extra");
    const json::Value* node = json::object_member(attachment, "node");
    const json::Value* agent_file = node == nullptr ? nullptr : json::object_member(*node, "agentFile");
    for (const std::string& link :
         {text_at(extra, "no_watermark_url"), text_at(agent_file, "noWatermarkUrl"), text_at(file, "fileUrl"),
          text_at(agent_file, "url"), text_at(extra, "watermark_url")}) {
        if (!link.empty()) return link;
    }
    return {};
}

// The attachments of a finished job that have a file.
std::vector<const json::Value*> attachments_of(const json::Value& job) {
    std::vector<const json::Value*> attachments;
    const json::Value* response = json::object_member(job, "response");
    const json::Value* list = response == nullptr ? nullptr : json::array_member(*response, "attachments");
    if (list == nullptr) return attachments;
    for (const json::Value& attachment : list->GetArray()) {
        if (!link_of(attachment).empty()) attachments.push_back(&attachment);
    }
    return attachments;
}

Async<Result<std::string>> fresh_link(Context& context, std::string job_id, std::size_t index) {
    const auto answer = co_await ask_for_item(context, "agent.get", "jobId", std::move(job_id));
    if (!answer) co_return fail(answer.error());
    const auto attachments = attachments_of(answer->content);
    co_return index < attachments.size() ? link_of(*attachments[index]) : std::string();
}

}  // namespace

Async<End> run_agent(Context& context, const Kind& kind, json::Document params) {
    // The service would hold the request for as long as the job takes; asking again and again survives more.
    if (json::member(params, "async") == nullptr) json::set(params, params, "async", true);
    std::vector<std::string> files = take_attached_files(params, "file");

    const catalog::Operation& create = *catalog::find_operation(kind.operation);
    auto created =
        co_await create_once(context, create, kAgentCreate, params, plainly(context, create, std::move(files)));
    if (!created) co_return ended(std::move(created.error()));
    const std::string id = created->ids.front();
    context.progress().remote_id = id;
    context.enter(CONCH_PHASE_WORKING);

    auto job = co_await follow(context, kFollowed, id);
    if (!job) co_return ended(std::move(job.error()));
    End end;
    end.http_code = job->http_code;
    end.json = job->text;
    if ((context.settings().flags & CONCH_TASK_NO_DOWNLOAD) != 0) co_return end;

    const auto attachments = attachments_of(job->content);
    std::vector<FileToBring> brought;
    for (std::size_t i = 0; i < attachments.size(); ++i) {
        FileToBring& file = brought.emplace_back();
        file.link = link_of(*attachments[i]);
        file.default_name = default_file_name(kind.name, id + std::to_string(i + 1), ending_of_link(file.link, "bin"));
        file.renew_link = [&context, id, i] { return fresh_link(context, id, i); };
    }
    auto paths = co_await bring_files(context, std::move(brought));
    co_return with_files(std::move(end), std::move(paths));
}

}  // namespace conch::jobs
