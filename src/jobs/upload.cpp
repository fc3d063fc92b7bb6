#include "jobs/upload.hpp"

#include <algorithm>
#include <memory>

#include "catalog/validate.hpp"
#include "jobs/ask.hpp"
#include "jobs/create.hpp"
#include "jobs/known_files.hpp"
#include "jobs/local_files.hpp"
#include "jobs/queue.hpp"
#include "jobs/record.hpp"
#include "platform/file.hpp"
#include "platform/sha1.hpp"

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
    if (std::string account = fixed_account(context, params); !account.empty()) co_return account;
    auto choice = co_await context.queue().best_account(context);
    if (!choice) co_return fail(std::move(choice.error()));
    co_return std::move(choice->best);  // empty: let the service say what is wrong
}

// The content as a name. Piece by piece, so that other work of the helper thread is not kept waiting by a large file.
Async<Result<std::string>> content_of(Context& context, std::string path) {
    constexpr std::size_t kPiece = 16U << 20U;
    struct Reading {
        std::optional<platform::File> file;
        std::string buffer;
        platform::Sha1 hash;
        std::uint64_t position = 0;
        std::optional<Error> error;
        bool ended = false;
    };
    const auto reading = std::make_shared<Reading>();
    const auto read_piece = [reading, path] {
        if (!reading->file) {
            auto file = platform::File::open_to_read(path);
            if (!file) {
                reading->error = std::move(file.error());
                return;
            }
            reading->file.emplace(std::move(*file));
            reading->buffer.resize(256U << 10U);
        }
        for (std::size_t piece = 0; piece < kPiece && !reading->ended; piece += reading->buffer.size()) {
            const auto count = reading->file->read_at(
                reading->position, {reinterpret_cast<std::uint8_t*>(reading->buffer.data()), reading->buffer.size()});
            if (!count) {
                reading->error = count.error();
                return;
            }
            reading->hash.add({reading->buffer.data(), *count});
            reading->position += *count;
            reading->ended = *count < reading->buffer.size();
        }
    };
    while (!reading->ended && !reading->error) {
        if (context.cancelled()) co_return cancelled();
        co_await context.offload(read_piece);
    }
    if (reading->error) co_return fail(std::move(*reading->error));
    co_return platform::to_hex(reading->hash.digest()) + ' ' + std::to_string(reading->position);
}

Async<Result<UploadedFile>> upload_now(Context& context, const json::Value& where, std::string path) {
    const std::vector<std::string> one{std::move(path)};
    const auto answer = co_await ask(context, *catalog::find_operation("files.upload"), where, one);
    if (!answer) co_return fail(answer.error());
    const auto id = json::string_member(answer->content, "fileID");
    if (!id || id->empty()) co_return fail(CONCH_E_RESPONSE, "files.upload: the answer has no \"fileID\"");
    co_return UploadedFile{std::string(*id), std::string(json::string_member(answer->content, "ossPath").value_or(""))};
}

// What the same client has uploaded to the same account already is used again.
Async<Result<UploadedFile>> upload_once(Context& context, const json::Value& where, std::string account,
                                        std::string path) {
    const auto before = platform::file_state(path);
    const auto content = co_await content_of(context, path);
    if (!content) co_return fail(content.error());
    const std::string key = *content + ' ' + account;
    const KnownFiles::Claimed claimed = co_await context.files().claim(context, key);
    if (claimed.file) co_return *claimed.file;
    if (!claimed.mine_to_upload) co_return cancelled();
    std::optional<UploadedFile> known;
    Result<UploadedFile> uploaded = fail(CONCH_E_NO_MEMORY, "");
    try {
        uploaded = co_await upload_now(context, where, path);
        // A file that was changed meanwhile is not what its content says.
        if (uploaded && before == platform::file_state(path)) known = *uploaded;
    } catch (const std::bad_alloc&) {
        context.files().settle(key, std::nullopt);
        throw;
    }
    context.files().settle(key, known);
    co_return uploaded;
}

// Two pictures may be the same, and the service wants two uploads all the same.
bool must_differ(const catalog::Operation& operation, const json::Value& params, std::string_view field,
                 std::string_view id) {
    for (const catalog::Rule& rule : operation.rules) {
        const auto& fields = rule.fields;
        if (rule.kind != catalog::RuleKind::kDiffer || std::find(fields.begin(), fields.end(), field) == fields.end())
            continue;
        for (const std::string_view other : fields) {
            if (other != field && json::string_member(params, other) == id) return true;
        }
    }
    return false;
}

}  // namespace

Async<Result<void>> upload_local_files(Context& context, const catalog::Operation& operation, json::Document& params) {
    if (context.record().sent()) co_return Result<void>{};  // they went with it
    context.enter(CONCH_PHASE_CHECKING);
    std::vector<LocalFile> files = local_files(params);
    if (files.empty()) co_return Result<void>{};

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
        auto uploaded = co_await upload_once(context, where, *account, file.path);
        if (uploaded && must_differ(operation, params, file.field, uploaded->id)) {
            uploaded = co_await upload_now(context, where, file.path);
        }
        if (!uploaded) co_return fail(std::move(uploaded.error()));
        json::set(params, params, file.field, std::string_view(uploaded->id));
        // Templates want the file's second name along with its id.
        if (!uploaded->oss_path.empty() && catalog::find_parameter(operation, "ossPath") != nullptr)
            json::set(params, params, "ossPath", std::string_view(uploaded->oss_path));
    }
    co_return Result<void>{};
}

void forget_files(Context& context, const Error& refusal, const json::Value& params) {
    const bool about_files = refusal.status == CONCH_E_BAD_REQUEST || refusal.status == CONCH_E_REJECTED ||
                             refusal.status == CONCH_E_REMOTE_NOT_FOUND;
    if (!about_files) return;
    for (const auto& member : params.GetObject()) {
        if (member.value.IsString()) context.files().forget(json::text_of(member.value));
    }
}

}  // namespace conch::jobs
