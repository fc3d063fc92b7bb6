/**
 * @file conch/conch.hpp
 * @brief libconch for C++20: handles that clean up after themselves, results, callbacks that are any callable, and
 * coroutines. Header-only, over the C functions alone, so that it belongs to the host's own build and no C++ crosses
 * the library's border.
 * @defgroup cpp C++
 *
 * @code{.cpp}
 * conch::routine make(conch::client &client) {
 *     const conch::outcome done = co_await client.co_generate(CONCH_JOB_VIDEO, R"({"prompt":"a shell"})");
 *     if (done) std::puts(done.files.front().c_str());
 * }
 *
 * auto client = conch::client::create(options).value();
 * make(client);
 * while (client.dispatch(-1)) {}
 * @endcode
 *
 * Everything that was said of the C functions holds here: callbacks and coroutines run inside
 * `conch::client::dispatch`, on the thread that calls it. Errors are values (`conch::result`). With exceptions enabled
 * `value()` throws `conch::exception` on an error; without them it ends the program, so test before. Outside the ABI
 * promise: it is compiled into the host.
 * @{
 */
#ifndef CONCH_CONCH_HPP
#define CONCH_CONCH_HPP

#include <atomic>
#include <chrono>
#include <coroutine>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "conch/conch.h"

namespace conch {

/** What went wrong, copied out of a @ref conch_error. @since 1.0 */
struct failure {
    /// @cond
    conch_status status = CONCH_OK;
    std::string message;
    std::string field;       ///< the parameter or option at fault
    std::string violations;  ///< JSON array of broken rules, when the parameters were refused here
    std::string body;        ///< the service's own answer
    int http_code = 0;       ///< 0: there was no answer
    std::int64_t service_code = 0;
    bool retriable = false;
    std::int64_t retry_after_ms = -1;

    /** Copies and leaves the C object alone. `status` is used where there is no object. */
    static failure copy(const conch_error *from, conch_status status) {
        failure copied;
        copied.status = status;
        copied.message = conch_status_message(status);
        if (from == nullptr) return copied;
        const auto text = [from](const char *(*get)(const conch_error *, std::size_t *)) {
            std::size_t size = 0;
            const char *bytes = get(from, &size);
            return std::string(bytes, size);
        };
        copied.status = conch_error_status(from);
        copied.message = text(conch_error_message);
        copied.field = text(conch_error_field);
        copied.violations = text(conch_error_violations);
        copied.body = text(conch_error_body);
        copied.http_code = conch_error_http_code(from);
        copied.service_code = conch_error_service_code(from);
        copied.retriable = conch_error_retriable(from) != 0;
        copied.retry_after_ms = conch_error_retry_after_ms(from);
        return copied;
    }

    /** Copies and releases the C object. */
    static failure take(conch_error *from, conch_status status) {
        failure copied = copy(from, status);
        conch_error_destroy(from);
        return copied;
    }
    /// @endcond
};

#if defined(__cpp_exceptions) && !defined(CONCH_NO_EXCEPTIONS)
/** Thrown by result::value() only. @since 1.0 */
class exception : public std::exception {
    /// @cond
  public:
    explicit exception(failure details) : details_(std::move(details)) {}
    const char *what() const noexcept override { return details_.message.c_str(); }
    const failure &details() const noexcept { return details_; }

  private:
    failure details_;
    /// @endcond
};
#endif

/// @cond
namespace detail {

[[noreturn]] inline void no_value([[maybe_unused]] const failure &why) {
#if defined(__cpp_exceptions) && !defined(CONCH_NO_EXCEPTIONS)
    throw exception(why);
#else
    std::abort();
#endif
}

}  // namespace detail
/// @endcond

/** A value, or why there is none. @since 1.0 */
template <typename T>
class [[nodiscard]] result {
    /// @cond
  public:
    result(T value) : content_(std::in_place_index<0>, std::move(value)) {}    // NOLINT(google-explicit-constructor)
    result(failure why) : content_(std::in_place_index<1>, std::move(why)) {}  // NOLINT(google-explicit-constructor)

    explicit operator bool() const noexcept { return content_.index() == 0; }
    /** Throws conch::exception on an error; ends the program where there are no exceptions. */
    T &value() & { return *checked(); }
    const T &value() const & { return *const_cast<result *>(this)->checked(); }
    T &&value() && { return std::move(*checked()); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T *operator->() { return checked(); }
    const T *operator->() const { return &value(); }
    /** Only when there is no value. */
    const failure &error() const { return *std::get_if<1>(&content_); }

  private:
    T *checked() {
        T *value = std::get_if<0>(&content_);
        if (value == nullptr) detail::no_value(error());
        return value;
    }

    std::variant<T, failure> content_;
    /// @endcond
};

/** Success, or why not. @since 1.0 */
template <>
class [[nodiscard]] result<void> {
    /// @cond
  public:
    result() = default;
    result(failure why) : failure_(std::move(why)) {}  // NOLINT(google-explicit-constructor)

    explicit operator bool() const noexcept { return !failure_; }
    void value() const {
        if (failure_) detail::no_value(*failure_);
    }
    const failure &error() const { return *failure_; }

  private:
    std::optional<failure> failure_;
    /// @endcond
};

/** An event as a callback gets it: *borrowed for the callback*, copy out what you keep. @since 1.0 */
class event {
    /// @cond
  public:
    explicit event(const conch_event *handle) noexcept : handle_(handle) {}

    std::int32_t type() const { return conch_event_type(handle_); }
    conch_task task() const { return conch_event_task(handle_); }
    std::int32_t phase() const { return conch_event_phase(handle_); }
    std::int32_t percent() const { return conch_event_percent(handle_); }
    std::string_view message() const { return text(conch_event_message); }
    std::string_view json() const { return text(conch_event_json); }
    std::string_view chunk() const { return text(conch_event_chunk); }
    std::string_view remote_id() const { return text(conch_event_remote_id); }
    std::int64_t remaining_ms() const { return conch_event_remaining_ms(handle_); }
    std::uint64_t bytes(std::uint64_t *total = nullptr) const { return conch_event_bytes(handle_, total); }
    conch_status status() const { return conch_event_status(handle_); }
    int http_code() const { return conch_event_http_code(handle_); }
    const conch_event *get() const noexcept { return handle_; }

  private:
    std::string_view text(const char *(*read)(const conch_event *, std::size_t *)) const {
        std::size_t size = 0;
        const char *bytes = read(handle_, &size);
        return {bytes, size};
    }

    const conch_event *handle_;
    /// @endcond
};

/** How a task ended, copied out of its DONE event. True when it succeeded. @since 1.0 */
struct outcome {
    /// @cond
    failure error;
    std::string json;
    std::string remote_id;
    std::vector<std::string> files;
    int http_code = 0;

    explicit operator bool() const noexcept { return error.status == CONCH_OK; }

    static outcome of(const conch_event *done) {
        outcome copied;
        const event view(done);
        if (view.status() != CONCH_OK) copied.error = failure::copy(conch_event_error(done), view.status());
        copied.json = view.json();
        copied.remote_id = view.remote_id();
        copied.http_code = view.http_code();
        for (std::size_t i = 0; i < conch_event_file_count(done); ++i) {
            std::size_t size = 0;
            const char *file = conch_event_file(done, i, &size);
            copied.files.emplace_back(file, size);
        }
        return copied;
    }

    static outcome failed(failure why) {
        outcome failed;
        failed.error = std::move(why);
        return failed;
    }
    /// @endcond
};

/**
 * The return type of a coroutine that starts at once and belongs to nobody: what begins a chain of `co_await`s. An
 * exception that leaves it ends the program.
 * @since 1.0
 */
struct routine {
    /// @cond
    struct promise_type {  // NOLINT(readability-identifier-naming): the language wants this name
        routine get_return_object() const noexcept { return {}; }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const noexcept { std::terminate(); }
    };
    /// @endcond
};

/// @cond
namespace detail {

// Any callable as a C callback. It returns nothing, or false to cancel the task.
template <typename Callable>
struct handler {
    Callable callable;

    static std::int32_t CONCH_CALL on_event(const conch_event *handle, void *self) {
        auto &callable = static_cast<handler *>(self)->callable;
        if constexpr (std::is_convertible_v<std::invoke_result_t<Callable &, const event &>, bool>) {
            return callable(event(handle)) ? 0 : 1;
        } else {
            callable(event(handle));
            return 0;
        }
    }
    static void CONCH_CALL release(void *self) { delete static_cast<handler *>(self); }
};

template <typename Callable>
void install(conch_task_options &options, Callable &&callable) {
    using Handler = handler<std::decay_t<Callable>>;
    options.user_data = new Handler{std::forward<Callable>(callable)};
    options.callback = Handler::on_event;
    options.user_data_release = Handler::release;
}

inline std::string take_text(char *text) {
    std::string copied = text == nullptr ? "" : text;
    conch_free(text);
    return copied;
}

// Overloads by the type of a parameter struct.
inline conch_status start(conch_client *c, const conch_video_params &p, const conch_task_options *o, conch_task *t,
                          conch_error **e) {
    return conch_video_generate(c, &p, o, t, e);
}
inline conch_status start(conch_client *c, const conch_image_params &p, const conch_task_options *o, conch_task *t,
                          conch_error **e) {
    return conch_image_generate(c, &p, o, t, e);
}
inline conch_status start(conch_client *c, const conch_agent_params &p, const conch_task_options *o, conch_task *t,
                          conch_error **e) {
    return conch_agent_generate(c, &p, o, t, e);
}
inline conch_status start(conch_client *c, const conch_speech_params &p, const conch_task_options *o, conch_task *t,
                          conch_error **e) {
    return conch_speech_generate(c, &p, o, t, e);
}
inline conch_status start(conch_client *c, const conch_music_params &p, const conch_task_options *o, conch_task *t,
                          conch_error **e) {
    return conch_music_generate(c, &p, o, t, e);
}
inline conch_status start(conch_client *c, const conch_chat_params &p, const conch_task_options *o, conch_task *t,
                          conch_error **e) {
    return conch_chat_generate(c, &p, o, t, e);
}

}  // namespace detail
/// @endcond

/** Default task options, ready to be changed. @return a copy @since 1.0 */
inline conch_task_options task_options() {
    return CONCH_TASK_OPTIONS_INIT;
}

/** Default client options, ready to be changed. @return a copy @since 1.0 */
inline conch_client_options client_options() {
    return CONCH_CLIENT_OPTIONS_INIT;
}

/**
 * What `co_await` gets an @ref outcome from. The task starts when it is awaited; the coroutine goes on inside
 * client::dispatch, or inside the client's destruction with CONCH_E_CLOSED when that comes first.
 * @since 1.0
 */
template <typename Start>
class [[nodiscard]] awaited {
    /// @cond
  public:
    awaited(Start start, conch_task_options options) : start_(std::move(start)), options_(options) {}

    /** Gets the task's other events while the coroutine waits. */
    template <typename Callable>
    auto on_event(Callable callable) && {
        auto both = [start = std::move(start_), callable = std::move(callable)](const conch_task_options *options,
                                                                                auto deliver) mutable {
            return start(options,
                         [callable = std::move(callable), deliver = std::move(deliver)](const event &e) mutable {
                             if (e.type() != CONCH_EVENT_DONE) callable(e);
                             deliver(e);
                         });
        };
        return awaited<decltype(both)>(std::move(both), options_);
    }

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> waiting) {
        auto started = start_(&options_, waiter(this, waiting));
        if (!started) {
            outcome_ = outcome::failed(started.error());
            return false;
        }
        // Another thread may have dispatched the end already.
        return state_.exchange(state::suspended) == state::starting;
    }
    outcome await_resume() { return std::move(outcome_); }

  private:
    enum class state { starting, suspended, ended };

    // Goes on once: with the DONE event, or when the library lets go of it without one.
    class waiter {
      public:
        waiter(awaited *of, std::coroutine_handle<> handle) : self_(of), waiting_(handle) {}
        waiter(waiter &&other) noexcept : self_(std::exchange(other.self_, nullptr)), waiting_(other.waiting_) {}
        waiter &operator=(waiter &&) = delete;
        ~waiter() {
            if (self_ != nullptr) go_on(outcome::failed(failure::copy(nullptr, CONCH_E_CLOSED)));
        }
        void operator()(const event &e) {
            if (e.type() == CONCH_EVENT_DONE) go_on(outcome::of(e.get()));
        }

      private:
        void go_on(outcome ended) {
            awaited *self = std::exchange(self_, nullptr);
            self->outcome_ = std::move(ended);
            if (self->state_.exchange(state::ended) == state::suspended) waiting_.resume();
        }

        awaited *self_;
        std::coroutine_handle<> waiting_;
    };

    Start start_;
    conch_task_options options_;
    outcome outcome_;
    std::atomic<state> state_{state::starting};
    /// @endcond
};

/** A client; closes and destroys it at the end of its life. Moves, does not copy. @since 1.0 */
class client {
    /// @cond
    // First, because its type is found out by looking at it.
    template <typename Submit>
    static auto awaiting(Submit submit, const conch_task_options &options) {
        auto start = [submit = std::move(submit)](const conch_task_options *with, auto deliver) {
            conch_task_options own = *with;
            detail::install(own, std::move(deliver));
            return submit(own);
        };
        return awaited<decltype(start)>(std::move(start), options);
    }

  public:
    client() = default;
    client(client &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    client &operator=(client &&other) noexcept {
        if (this != &other) {
            conch_client_destroy(handle_);
            handle_ = std::exchange(other.handle_, nullptr);
        }
        return *this;
    }
    client(const client &) = delete;
    client &operator=(const client &) = delete;
    ~client() { conch_client_destroy(handle_); }

    static result<client> create(const conch_client_options &options) {
        client made;
        conch_error *why = nullptr;
        const conch_status status = conch_client_create(&options, &made.handle_, &why);
        if (status != CONCH_OK) return failure::take(why, status);
        return made;
    }

    conch_client *get() const noexcept { return handle_; }

    /** One operation. Its events go to the client's callback, or to @ref next_event. */
    result<conch_task> call(std::int32_t operation, const char *json = nullptr,
                            const conch_task_options &options = task_options()) {
        return started([&](conch_task *task, conch_error **why) {
            return conch_call(handle_, operation, json, &options, task, why);
        });
    }
    result<conch_task> call(std::int32_t operation, const std::string &json,
                            const conch_task_options &options = task_options()) {
        return call(operation, json.c_str(), options);
    }
    /** The same; its events go to `callable(const conch::event &)`, which may return false to cancel the task. */
    template <typename Callable>
        requires std::is_invocable_v<Callable &, const event &>
    result<conch_task> call(std::int32_t operation, const std::string &json, Callable &&callable,
                            conch_task_options options = task_options()) {
        detail::install(options, std::forward<Callable>(callable));
        return call(operation, json.c_str(), options);
    }
    /** The same, awaited. */
    auto co_call(std::int32_t operation, std::string json = "{}", const conch_task_options &options = task_options()) {
        return awaiting([this, operation, json = std::move(json)](
                            const conch_task_options &with) { return call(operation, json.c_str(), with); },
                        options);
    }

    /** A whole list, one CHUNK event a page; see conch_list. */
    template <typename Callable>
        requires std::is_invocable_v<Callable &, const event &>
    result<conch_task> list(std::int32_t operation, const std::string &json, std::uint64_t most, Callable &&callable,
                            conch_task_options options = task_options()) {
        detail::install(options, std::forward<Callable>(callable));
        return started([&](conch_task *task, conch_error **why) {
            return conch_list(handle_, operation, json.c_str(), most, &options, task, why);
        });
    }

    /** A job. Its events go to the client's callback, or to @ref next_event. */
    result<conch_task> generate(std::int32_t kind, const char *json,
                                const conch_task_options &options = task_options()) {
        return started([&](conch_task *task, conch_error **why) {
            return conch_generate(handle_, kind, json, &options, task, why);
        });
    }
    result<conch_task> generate(std::int32_t kind, const std::string &json,
                                const conch_task_options &options = task_options()) {
        return generate(kind, json.c_str(), options);
    }
    /** The same; its events go to `callable(const conch::event &)`, which may return false to cancel the task. */
    template <typename Callable>
        requires std::is_invocable_v<Callable &, const event &>
    result<conch_task> generate(std::int32_t kind, const std::string &json, Callable &&callable,
                                conch_task_options options = task_options()) {
        detail::install(options, std::forward<Callable>(callable));
        return generate(kind, json.c_str(), options);
    }
    /** The same, by one of the parameter structs of conch/params.h. */
    template <typename Params>
        requires std::is_class_v<Params>
    result<conch_task> generate(const Params &params, const conch_task_options &options = task_options()) {
        return started(
            [&](conch_task *task, conch_error **why) { return detail::start(handle_, params, &options, task, why); });
    }
    template <typename Params, typename Callable>
        requires std::is_class_v<Params> && std::is_invocable_v<Callable &, const event &>
    result<conch_task> generate(const Params &params, Callable &&callable,
                                conch_task_options options = task_options()) {
        detail::install(options, std::forward<Callable>(callable));
        return generate(params, options);
    }
    /** The same, awaited. */
    auto co_generate(std::int32_t kind, std::string json, const conch_task_options &options = task_options()) {
        return awaiting([this, kind, json = std::move(json)](
                            const conch_task_options &with) { return generate(kind, json.c_str(), with); },
                        options);
    }
    /** The texts that `params` points to must live until the result is awaited. */
    template <typename Params>
        requires std::is_class_v<Params>
    auto co_generate(const Params &params, const conch_task_options &options = task_options()) {
        return awaiting([this, params](const conch_task_options &with) { return generate(params, with); }, options);
    }

    result<void> cancel(conch_task task, std::int32_t where = CONCH_CANCEL_HERE) {
        return done(conch_task_cancel(handle_, task, where));
    }

    /** How the task ended; nothing when it has not within that time. Not from callbacks. */
    result<std::optional<outcome>> wait(conch_task task, std::chrono::milliseconds timeout) {
        conch_event *ended = nullptr;
        const conch_status status = conch_task_wait(handle_, task, static_cast<std::int32_t>(timeout.count()), &ended);
        if (status == CONCH_E_TIMEOUT) return std::optional<outcome>();
        if (status != CONCH_OK) return failure::copy(nullptr, status);
        std::optional<outcome> copied = outcome::of(ended);
        conch_event_destroy(ended);
        return copied;
    }

    /** Runs callbacks and coroutines; true when there may be more to come. `timeout_ms`: see conch_client_dispatch. */
    bool dispatch(std::int32_t timeout_ms = 0, std::uint32_t most = 0) {
        const conch_status status = conch_client_dispatch(handle_, most, timeout_ms, nullptr);
        return status == CONCH_OK || status == CONCH_NO_EVENT;
    }

    /** The next event, *borrowed until the next event*; for hosts without callbacks. */
    std::optional<event> next_event(std::int32_t timeout_ms) {
        const conch_event *next = nullptr;
        if (conch_client_next_event(handle_, timeout_ms, &next) != CONCH_OK) return std::nullopt;
        return event(next);
    }

    /** Refuses new tasks and cancels the running ones here; their ends can still be dispatched. */
    void close() { conch_client_close(handle_); }

  private:
    static result<void> done(conch_status status) {
        if (status == CONCH_OK) return {};
        return failure::copy(nullptr, status);
    }

    template <typename Submit>
    static result<conch_task> started(Submit submit) {
        conch_task task = 0;
        conch_error *why = nullptr;
        const conch_status status = submit(&task, &why);
        if (status != CONCH_OK) return failure::take(why, status);
        return task;
    }

    conch_client *handle_ = nullptr;
    /// @endcond
};

/**
 * Checks parameters without sending anything; see conch_validate.
 * @param operation CONCH_OP_…
 * @param json the parameters
 * @param flags CONCH_TASK_ALLOW_UNKNOWN or 0
 * @return success, or an error with all `violations`
 * @since 1.0
 */
inline result<void> validate(std::int32_t operation, const std::string &json, std::uint32_t flags = 0) {
    char *violations = nullptr;
    const conch_status status = conch_validate(operation, json.c_str(), flags, &violations);
    std::string text = detail::take_text(violations);
    if (status == CONCH_OK) return {};
    failure why = failure::copy(nullptr, status);
    why.violations = std::move(text);
    return why;
}

/** A price, where it can be known, and how it was reckoned or why it cannot. @since 1.0 */
struct estimated {
    /// @cond
    std::optional<std::int64_t> credits;
    std::string why;
    /// @endcond
};
/**
 * What a request would cost; see conch_estimate.
 * @param operation CONCH_OP_…
 * @param json the parameters
 * @return the price, or why there can be none
 * @since 1.0
 */
inline result<estimated> estimate(std::int32_t operation, const std::string &json) {
    estimated found;
    std::int64_t credits = -1;
    char *why = nullptr;
    const conch_status status = conch_estimate(operation, json.c_str(), &credits, &why);
    found.why = detail::take_text(why);
    if (status != CONCH_OK) return failure::copy(nullptr, status);
    if (credits >= 0) found.credits = credits;
    return found;
}

/**
 * What an account's login says of itself; see conch_account_inspect.
 * @param url the request address copied from the browser
 * @param token the site's JWT
 * @return a JSON object, or what is wrong
 * @since 1.0
 */
inline result<std::string> inspect_account(const std::string &url, const std::string &token) {
    char *found = nullptr;
    conch_error *why = nullptr;
    const conch_status status = conch_account_inspect(url.c_str(), token.c_str(), &found, &why);
    if (status != CONCH_OK) return failure::take(why, status);
    return detail::take_text(found);
}

}  // namespace conch
/** @} */
#endif
