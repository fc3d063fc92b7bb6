#include "cli/jobs_view.hpp"

#include "cli/json_text.hpp"
#include "cli/text.hpp"
#include "conch/task.h"
#include "json/rapidjson.hpp"

namespace conch::cli {

namespace {

using Value = rapidjson::Value;

constexpr std::size_t kPromptWidth = 60;

rapidjson::Document parsed(std::string_view json) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
    return document;
}

const Value* list_in(const rapidjson::Document& document, const char* name) {
    if (document.HasParseError() || !document.IsObject()) return nullptr;
    const auto found = document.FindMember(name);
    return found != document.MemberEnd() && found->value.IsArray() ? &found->value : nullptr;
}

// Whole characters, on one line.
std::string shortened(std::string words) {
    words = printable(words);
    if (words.size() <= kPromptWidth) return words;
    std::size_t end = kPromptWidth;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U)
        --end;
    return words.substr(0, end) + "…";
}

std::string job_text(const Value& job) {
    // "2026-11-22T09:15:00.000Z" as far as the minute.
    std::string when = text_member(job, "created").substr(0, 16);
    if (when.size() == 16) when[10] = ' ';
    std::string state = text_member(job, "state");
    if (state == "ended" && text_member(job, "status") != "CONCH_OK") state = text_member(job, "status");
    std::string line = text_member(job, "job") + "  " + when + "  " + text_member(job, "kind") + "  " + state;
    if (text_member(job, "owner") == "other") line += " (in another program)";
    line += "  \"" + shortened(text_member(job, "prompt")) + "\"\n";
    if (const std::string message = text_member(job, "message"); !message.empty())
        line += "    " + printable(message) + '\n';
    const auto files = job.FindMember("files");
    if (text_member(job, "state") != "ended" || files == job.MemberEnd() || !files->value.IsArray()) return line;
    for (const Value& file : files->value.GetArray()) {
        if (file.IsString()) line += "    " + std::string(file.GetString(), file.GetStringLength()) + '\n';
    }
    return line;
}

}  // namespace

std::string jobs_text(std::string_view list_json) {
    const rapidjson::Document document = parsed(list_json);
    std::string all;
    if (const Value* jobs = list_in(document, "jobs")) {
        for (const Value& job : jobs->GetArray()) {
            if (job.IsObject()) all += job_text(job);
        }
    }
    if (const Value* damaged = list_in(document, "damaged")) {
        for (const Value& file : damaged->GetArray()) {
            if (file.IsString()) all += "damaged and set aside: " + std::string(file.GetString()) + '\n';
        }
    }
    return all;
}

std::vector<conch_task> restored_tasks(std::string_view restore_json) {
    const rapidjson::Document document = parsed(restore_json);
    std::vector<conch_task> tasks;
    const Value* restored = list_in(document, "restored");
    if (restored == nullptr) return tasks;
    for (const Value& one : restored->GetArray()) {
        conch_task task = 0;
        if (one.IsObject() && conch_task_from_text(text_member(one, "task").c_str(), &task) == CONCH_OK)
            tasks.push_back(task);
    }
    return tasks;
}

}  // namespace conch::cli
