#include "jobs/upload.hpp"

#include "catalog/validate.hpp"
#include "jobs/ask.hpp"
#include "jobs/local_files.hpp"
#include "platform/file.hpp"

namespace conch::jobs {

namespace {

std::vector<LocalFile> local_files(const json::Value& params) {
    std::vector<LocalFile> files;
    for (const auto& member : params.GetObject()) {
        if (const auto path = json::string_member(member.value, "path")) {
            files.push_back({std::string(json::text_of(member.name)), std::string(*path), 0, {}, {}});
        }
    }
    return files;
}

// Which account is to hold the files. The service chooses one by itself for a create, but not for an upload, and a job
// runs on the account that holds its files: so this takes the one with the most free places.
Async<Result<std::string>> choose_account(Context& context, const json::Value& params) {
    if (const auto account = json::string_member(params, "account")) co_return std::string(*account);
    if (!context.service().account.empty()) co_return context.service().account;
    // A file that is at the service already says where the job has to run.
    for (const auto& member : params.GetObject()) {
        if (!member.value.IsString()) continue;
        const auto id = catalog::parse_id(json::text_of(member.value));
        if (id && id->kind == "file") co_return std::string(id->account);
    }
    json::Document none;
    none.SetObject();
    const auto answer = co_await ask_patiently(context, *catalog::find_operation("scheduler.available"), none);
    if (!answer) co_return fail(answer.error());
    std::string best;
    std::int64_t most = 0;
    if (const json::Value* accounts = json::array_member(answer->content, "available")) {
        for (const json::Value& account : accounts->GetArray()) {
            const auto name = json::string_member(account, "account");
            const std::int64_t free = json::integer_member(account, "available").value_or(0);
            if (name && (best.empty() || free > most)) {
                best = std::string(*name);
                most = free;
            }
        }
    }
    co_return best;  // empty: let the service say what is wrong
}

}  // namespace

Async<Result<void>> upload_local_files(Context& context, const catalog::Operation& operation, json::Document& params) {
    std::vector<LocalFile> files = local_files(params);
    if (files.empty()) co_return Result<void>{};

    const catalog::Operation& upload = *catalog::find_operation("files.upload");
    Result<void> looked;
    co_await context.offload([&] {
        for (LocalFile& file : files) {
            if (looked) looked = look_at(file);
        }
    });
    if (!looked) co_return looked;
    if (auto legal = check_contents(operation, params, files); !legal) co_return legal;

    context.enter(CONCH_PHASE_UPLOADING);
    const auto account = co_await choose_account(context, params);
    if (!account) co_return fail(account.error());
    json::Document where;
    where.SetObject();
    if (!account->empty()) json::set(where, where, "account", std::string_view(*account));

    for (const LocalFile& file : files) {
        context.enter(CONCH_PHASE_UPLOADING, platform::name_of(file.path));
        const std::vector<std::string> one{file.path};
        const auto answer = co_await ask(context, upload, where, one);
        if (!answer) co_return fail(answer.error());
        const auto id = json::string_member(answer->content, "fileID");
        if (!id || id->empty()) co_return fail(CONCH_E_RESPONSE, "files.upload: the answer has no \"fileID\"");
        json::set(params, params, file.field, *id);
        // Templates want the file's second name along with its id.
        const auto oss_path = json::string_member(answer->content, "ossPath");
        if (oss_path && catalog::find_parameter(operation, "ossPath") != nullptr)
            json::set(params, params, "ossPath", *oss_path);
    }
    co_return Result<void>{};
}

}  // namespace conch::jobs
