#include "client/client.hpp"

#include <algorithm>

#include "api/account.hpp"
#include "api/call_files.hpp"
#include "api/reply_ref.hpp"
#include "api/violations.hpp"
#include "api/webhook.hpp"
#include "base/utf8.hpp"
#include "catalog/validate.hpp"
#include "conch/operation.h"
#include "jobs/journal_view.hpp"
#include "jobs/kinds.hpp"
#include "jobs/list.hpp"
#include "platform/clock.hpp"
#include "platform/random.hpp"

namespace conch::client {

// The right to take events, for one thread at a time.
class Client::Consumer {
  public:
    explicit Consumer(Client& client) : client_(client) {
        const std::lock_guard lock(client_.consumer_mutex_);
        const std::thread::id self = std::this_thread::get_id();
        // Our own claim can only be a leftover of a callback that unwound past us: nested calls were refused before.
        held_ = client_.consumer_ == std::thread::id() || client_.consumer_ == self;
        if (held_) client_.consumer_ = self;
    }
    ~Consumer() {
        if (!held_) return;
        const std::lock_guard lock(client_.consumer_mutex_);
        client_.consumer_ = {};
        client_.consumer_left_.notify_all();
    }
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;
    [[nodiscard]] bool held() const { return held_; }

  private:
    Client& client_;
    bool held_ = false;
};

namespace {

// A job's own mark goes into the same field.
Result<void> check_reply_ref(const Submission& submission, const json::Value& params) {
    const std::size_t length = code_points(json::string_member(params, "replyRef").value_or(""));
    if (submission.kind == 0 || length <= api::kMaxUsersRef) return {};
    Error error;
    error.status = CONCH_E_INVALID;
    error.field = "replyRef";
    error.message = "replyRef: has " + std::to_string(length) + " characters; a job takes up to " +
                    std::to_string(api::kMaxUsersRef) + ", because the mark by which it is found again goes there too";
    return fail(std::move(error));
}

Result<void> check_journal_wish(Submission& submission) {
    if (submission.journal == JournalWish::list) {
        auto filter = jobs::parse_filter(submission.params);
        if (!filter) return fail(std::move(filter.error()));
        submission.filter = std::move(*filter);
        return {};
    }
    const bool all = submission.journal == JournalWish::restore && submission.params.empty();
    if (!all && !api::is_job_id(submission.params)) {
        Error error;
        error.status = CONCH_E_ARGUMENT;
        error.field = "job";
        error.message = "job: \"" + submission.params.substr(0, 80) +
                        "\"; allowed is a job's id, 32 hexadecimal digits as conch_jobs_list gives them";
        return fail(std::move(error));
    }
    submission.filter.id = submission.params;
    submission.filter.unfinished = all;
    return {};
}

}  // namespace

Result<std::shared_ptr<Client>> Client::create(Options options) {
    auto core = std::make_shared<Core>(options.task_capacity, options.log_level);
    auto worker = Worker::create(core, options.service, options.loop, options.emulator,
                                 // Moved: copying an expected ends the program when memory runs out.
                                 std::move(options.state_directory));
    if (!worker) return fail(worker.error());
    std::shared_ptr<Client> client(new Client(std::move(options), std::move(core), *worker));
    auto thread = platform::Thread::start("conch-worker", [worker = *worker] { worker->run(); });
    if (!thread) return fail(thread.error());
    client->thread_ = std::move(*thread);
    return client;
}

Client::Client(Options options, std::shared_ptr<Core> core, std::shared_ptr<Worker> worker)
    : options_(std::move(options)), core_(std::move(core)), worker_(std::move(worker)) {}

Client::~Client() {
    // Made but never handed out, for want of memory: nobody else ends the thread.
    if (thread_.joinable()) worker_->stop(std::chrono::milliseconds(0));
}

Result<conch_task> Client::submit(Submission submission) {
    auto legal = submission.journal == JournalWish::none ? check(submission) : check_journal_wish(submission);
    if (!legal) return fail(std::move(legal.error()));
    {
        const std::lock_guard lock(listener_mutex_);
        submission.reply_url = reply_url_;
    }
    auto task = core_->accept(submission);
    if (!task) return fail(task.error());
    const conch_task id = (*task)->id;
    submission.user_data.reset();  // the task has it; the worker must not be the last to let it go
    try {
        worker_->begin(*task, std::move(submission));
    } catch (...) {
        core_->forget(**task);
        throw;
    }
    return id;
}

Result<void> Client::check(Submission& submission) {
    const catalog::Operation* operation = nullptr;
    if (submission.kind != 0) {
        const jobs::Kind* kind = jobs::find_kind(submission.kind);
        if (kind == nullptr)
            return fail(CONCH_E_NOT_FOUND,
                        "there is no kind of job with the number " + std::to_string(submission.kind));
        operation = catalog::find_operation(kind->operation);
        if (submission.directory.empty()) submission.directory = options_.download_directory;
        if (submission.directory.empty() && (submission.flags & CONCH_TASK_NO_DOWNLOAD) == 0) {
            Error error;
            error.status = CONCH_E_ARGUMENT;
            error.field = "directory";
            error.message =
                "directory: neither the task nor the client (download_directory) says where files go; "
                "set one, or CONCH_TASK_NO_DOWNLOAD";
            return fail(std::move(error));
        }
    } else {
        operation = catalog::find_operation(submission.operation);
        if (operation == nullptr)
            return fail(CONCH_E_NOT_FOUND,
                        "there is no operation with the number " + std::to_string(submission.operation));
        if (submission.whole_list && jobs::paging_of(operation->name) == nullptr) {
            return fail(CONCH_E_NOT_FOUND, std::string(operation->name) + " has no pages; call it as it is");
        }
    }

    auto params = json::parse(submission.params);
    if (!params) {
        Error error = params.error();
        error.status = CONCH_E_INVALID;
        error.field = "params";
        error.message = "params: " + error.message;
        return fail(std::move(error));
    }
    if (submission.kind == 0) {
        if (auto joined = api::join_files(*operation, *params, submission.files); !joined) {
            return fail(std::move(joined.error()));
        }
    }
    catalog::ValidationOptions validation;
    validation.unknown_fields = (submission.flags & CONCH_TASK_ALLOW_UNKNOWN) != 0;
    validation.unknown_values = validation.unknown_fields;
    validation.uploads = submission.kind != 0;
    if (auto legal = api::refuse_violations(catalog::validate(*operation, *params, validation)); !legal) {
        return fail(std::move(legal.error()));
    }
    if (operation->id == CONCH_OP_ACCOUNTS_SET) {
        // A wrong login costs nothing, but only shows at the next job.
        if (auto sound = api::check_account(*params, platform::wall_clock_ms() / 1000); !sound)
            return fail(std::move(sound.error()));
    }

    return check_reply_ref(submission, *params);
}

conch_status Client::cancel(conch_task id, std::int32_t where) {
    const auto task = core_->find(id);
    if (!task) return CONCH_E_NOT_FOUND;
    worker_->cancel(id, where);
    return CONCH_OK;
}

// Without memory for it the task goes on; the callback can say so again at its next event.
void Client::cancel_quietly(conch_task id) noexcept {
    try {
        cancel(id, CONCH_CANCEL_HERE);
    } catch (...) {
        // An exception would go to the host, who cannot know it.
    }
}

// The event that was handed out last, and what it kept alive.
void Client::let_go(conch_event& current) {
    holds_event_ = false;
    current.clear();
    taken_handler_.reset();
    taken_ = {};
}

// One event into `current`; false with the reason in `status`.
bool Client::take(std::int32_t timeout_ms, conch_event& current, conch_status& status) {
    QueuedEvent next;
    switch (core_->queue().take(timeout_ms, next)) {
        case EventQueue::Taken::event:
            break;
        case EventQueue::Taken::nothing:
            status = CONCH_NO_EVENT;
            return false;
        case EventQueue::Taken::closed:
            status = CONCH_E_CLOSED;
            return false;
    }
    core_->event_taken(next);
    holds_event_ = true;
    current.set(next.event);
    taken_ = std::move(next);  // lets the previous event's user data go
    status = CONCH_OK;
    return true;
}

conch_status Client::next_event(std::int32_t timeout_ms, conch_event& current) {
    const Consumer consumer(*this);
    if (!consumer.held()) return core_->queue().closed() ? CONCH_E_CLOSED : CONCH_E_BUSY;
    core_->run_releases();
    let_go(current);
    conch_status status = CONCH_OK;
    take(timeout_ms, current, status);
    return status;
}

conch_status Client::dispatch(std::shared_ptr<Client> self, std::uint32_t max_events, std::int32_t timeout_ms,
                              conch_event& current, std::uint32_t& count) {
    // The case of every frame of a game.
    if (timeout_ms == 0 && !holds_event_ && core_->queue().seems_empty() && !core_->queue().closed())
        return CONCH_NO_EVENT;

    const Consumer consumer(*this);
    if (!consumer.held()) return core_->queue().closed() ? CONCH_E_CLOSED : CONCH_E_BUSY;
    kept_while_dispatching_ = std::move(self);
    core_->run_releases();
    let_go(current);
    conch_status status = CONCH_NO_EVENT;
    std::size_t most = max_events;
    while (take(count == 0 ? timeout_ms : 0, current, status)) {
        if (most == 0) most = 1 + core_->queue().size();
        ++count;
        conch_event_callback callback = taken_.callback;
        void* user_data = current.value->user_data;
        if (callback == nullptr) {
            const std::lock_guard lock(handler_mutex_);
            callback = handler_.callback;
            taken_handler_ = handler_.user_data;
            user_data = taken_handler_ ? taken_handler_->get() : nullptr;
        }
        if (callback != nullptr) {
            const conch_task id = current.value->task;
            const CallbackFrame frame(core_.get());
            if (callback(&current, user_data) != 0) cancel_quietly(id);
        }
        if (count >= most) break;
    }
    let_go(current);
    self = std::move(kept_while_dispatching_);
    return count > 0 ? CONCH_OK : status;
}

void Client::set_event_callback(conch_event_callback callback, void* user_data, conch_release_callback release) {
    UserData given(core_.get(), user_data, release);  // releases it when there is no memory to keep it
    replace_handler({callback, UserData::share(core_.get(), given)});
}

void Client::replace_handler(Handler handler) {
    const std::lock_guard lock(handler_mutex_);
    std::swap(handler_, handler);
}

Result<std::string> Client::listen(net::WebhookListenerOptions options, std::string public_url) {
    if (core_->closed()) return fail(CONCH_E_CLOSED, "the client is closed");
    if (options.path.empty()) {
        const auto secret = platform::random_hex(16);
        if (!secret) return fail(secret.error());
        options.path = "/conch-" + *secret;
    }
    const std::string path = options.path;
    const std::string address =
        options.address.find(':') == std::string::npos ? options.address : '[' + options.address + ']';
    auto listener = net::WebhookListener::start(std::move(options), [worker = worker_](const std::string& body) {
        if (auto news = api::parse_webhook(body)) worker->look_now(std::move(news->id));
    });
    if (!listener) return fail(listener.error());
    if (public_url.empty()) public_url = "http://" + address + ':' + std::to_string((*listener)->port());
    while (!public_url.empty() && public_url.back() == '/')
        public_url.pop_back();
    const std::string url = public_url + path;
    {
        const std::lock_guard lock(listener_mutex_);
        listener_.swap(*listener);
        reply_url_ = url;
    }
    return url;
}

void Client::stop_listening() {
    std::unique_ptr<net::WebhookListener> listener;
    const std::lock_guard lock(listener_mutex_);
    listener.swap(listener_);
    reply_url_.clear();
}

Result<void> Client::deliver_callback(std::string_view body) {
    auto news = api::parse_webhook(body);
    if (!news) return fail(news.error());
    worker_->look_now(std::move(news->id));
    return {};
}

void Client::close() {
    if (core_->closed()) return;
    worker_->cancel_all();  // what is accepted after this is cancelled as well, when the worker gets to it
    core_->close();
}

void Client::destroy(conch_event& current) {
    const auto until = std::chrono::steady_clock::now() + options_.destroy_timeout;
    stop_listening();
    core_->close();
    // Most of the time for tasks to end in order, the rest for the thread itself.
    worker_->stop(options_.destroy_timeout / 2);
    const auto left_to_join = until - std::chrono::steady_clock::now();
    core_->silence(thread_.join_within(std::chrono::duration_cast<std::chrono::milliseconds>(left_to_join)), until);
    core_->queue().clear();
    core_->run_releases();

    std::unique_lock lock(consumer_mutex_);
    const auto nobody = [this] { return consumer_ == std::thread::id() || consumer_ == std::this_thread::get_id(); };
    const bool left = consumer_left_.wait_until(lock, until, nobody);
    if (left) consumer_ = std::this_thread::get_id();  // for good: a late caller of next_event() must not touch it
    lock.unlock();
    // Otherwise a callback goes on beyond all bounds; its thread lets the event go when it comes back.
    if (left) {
        let_go(current);
        kept_while_dispatching_.reset();  // of a dispatch that a callback left by unwinding; our caller holds one too
    }
    replace_handler({});
}

}  // namespace conch::client
