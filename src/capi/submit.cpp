#include "capi/submit.hpp"

#include "base/utf8.hpp"

namespace conch::capi {

namespace {

// Paths stand in events and in the journal, which are JSON.
Result<void> check_utf8(const char* field, std::string_view path) {
    if (!is_valid_utf8(path)) return bad_option(field, "is not UTF-8");
    return {};
}

Result<std::string> file_name_of(const char* given) {
    std::string name = text_or_empty(given);
    if (name.find('/') != std::string::npos || name == "." || name == "..") {
        return bad_option("file_name",
                          "\"" + name + "\" names a folder; allowed is a plain name, the folder goes into directory");
    }
    if (auto legal = check_utf8("file_name", name); !legal) return fail(legal.error());
    if (name.size() > 240)
        return bad_option("file_name", "has " + std::to_string(name.size()) + " bytes; allowed are 240");
    return name;
}

Result<client::Submission> read(const Wish& wish, const char* params, const conch_task_options& options) {
    client::Submission submission;
    submission.operation = wish.operation;
    submission.kind = wish.kind;
    submission.whole_list = wish.whole_list;
    submission.most = wish.most;
    submission.journal = wish.journal;
    submission.params = params == nullptr ? "{}" : params;
    submission.flags = options.flags;
    constexpr std::uint32_t kFlags = CONCH_TASK_ALLOW_UNKNOWN | CONCH_TASK_NO_DOWNLOAD | CONCH_TASK_OVERWRITE;
    if ((options.flags & ~kFlags) != 0) {
        return bad_option("flags", std::to_string(options.flags) + "; allowed are CONCH_TASK_ALLOW_UNKNOWN (1), " +
                                       "_NO_DOWNLOAD (2) and _OVERWRITE (4), added up");
    }
    submission.priority = options.priority;
    submission.deliver = options.deliver;
    if (options.deliver > CONCH_DELIVER_THREAD) {
        return bad_option("deliver", std::to_string(options.deliver) +
                                         "; allowed are CONCH_DELIVER_QUEUE (0), _WAIT (1) and _THREAD (2)");
    }
    if (options.deliver == CONCH_DELIVER_THREAD && options.callback == nullptr) {
        return bad_option("callback", "CONCH_DELIVER_THREAD needs one");
    }
    constexpr std::uint64_t kLongest = 1'000ULL * 60 * 60 * 24 * 365;
    submission.deadline = std::chrono::milliseconds(static_cast<std::int64_t>(std::min(options.deadline_ms, kLongest)));
    submission.directory = text_or_empty(options.directory);
    if (auto legal = check_utf8("directory", submission.directory); !legal) return fail(legal.error());
    auto name = file_name_of(options.file_name);
    if (!name) return fail(name.error());
    submission.file_name = std::move(*name);
    if (options.file_count > 0 && options.files == nullptr)
        return bad_option("files", "is NULL although file_count is not 0");
    for (std::size_t i = 0; i < options.file_count; ++i) {
        if (options.files[i] == nullptr) return bad_option("files", "entry " + std::to_string(i) + " is NULL");
        submission.files.emplace_back(options.files[i]);
    }
    submission.callback = options.callback;
    return submission;
}

}  // namespace

conch_status submit(conch_client* handle, const Wish& wish, const char* params, const conch_task_options* options,
                    conch_task* task, conch_error** error) noexcept {
    clear_out(task);
    clear_out(error);
    conch_task_options known = CONCH_TASK_OPTIONS_INIT;
    if (options != nullptr && !read_struct(options, known)) {
        return no_throw([&]() -> conch_status {
            give_error(error, *bad_option("struct_size", "set it with conch_task_options_init()").value());
            return CONCH_E_ARGUMENT;
        });
    }
    // From here on the host's pointer is released whatever happens, by this holder or by what it was handed to.
    client::UserData unshared(nullptr, known.user_data, known.user_data_release);
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        if (task == nullptr) return CONCH_E_ARGUMENT;
        const auto submit_all = [&]() -> Result<conch_task> {
            auto submission = read(wish, params, known);
            if (submission && wish.typed != nullptr) {
                auto request = read_params(*wish.typed);
                if (!request) return fail(std::move(request.error()));
                submission->kind = request->kind;
                submission->params = std::move(request->json);
            }
            if (!submission) return fail(submission.error());
            submission->user_data = client::UserData::share(&client.core(), unshared);
            return client.submit(std::move(*submission));
        };
        auto accepted = submit_all();
        if (accepted) {
            *task = *accepted;
            return CONCH_OK;
        }
        const conch_status status = accepted.error().status;
        give_error(error, std::move(accepted.error()));
        return status;
    });
}

}  // namespace conch::capi
