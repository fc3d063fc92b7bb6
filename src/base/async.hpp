// A coroutine that gives one value later. Lets a job read from top to bottom although every step waits for the network.
//
// Everything runs on the client's worker thread. A coroutine starts when it is first awaited, and its frame lives
// exactly as long as its Async object; awaiting is the only way to get at the result.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace conch {

template <typename T>
class [[nodiscard]] Async {
  public:
    struct promise_type {  // NOLINT(readability-identifier-naming): the language wants this name
        std::optional<T> value;
        std::exception_ptr exception;
        std::coroutine_handle<> continuation;

        Async get_return_object() { return Async(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        auto final_suspend() noexcept {
            struct Continue {
                bool await_ready() noexcept { return false; }
                std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
                    const auto next = self.promise().continuation;
                    return next ? next : std::noop_coroutine();
                }
                void await_resume() noexcept {}
            };
            return Continue{};
        }
        void return_value(T result) { value.emplace(std::move(result)); }
        void unhandled_exception() noexcept { exception = std::current_exception(); }
    };

    Async(Async&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Async& operator=(Async&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    Async(const Async&) = delete;
    Async& operator=(const Async&) = delete;
    ~Async() {
        if (handle_) handle_.destroy();
    }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
        handle_.promise().continuation = awaiting;
        return handle_;
    }
    T await_resume() {
        if (handle_.promise().exception) std::rethrow_exception(handle_.promise().exception);
        return std::move(*handle_.promise().value);
    }

    // For the outermost coroutine, which nobody awaits: runs it up to its first wait.
    void start() { handle_.resume(); }

  private:
    explicit Async(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
    std::coroutine_handle<promise_type> handle_;
};

}  // namespace conch
