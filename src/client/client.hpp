// A client as the C layer sees it. All functions may be called from any thread; the ones that block say so.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "client/callback_frame.hpp"
#include "client/core.hpp"
#include "client/handles.hpp"
#include "client/worker.hpp"
#include "net/webhook_listener.hpp"
#include "platform/thread.hpp"

namespace conch::client {

struct Options {
    api::Service service;
    net::LoopOptions loop;
    std::optional<EmulatorOptions> emulator;  // instead of the service at service.base_url
    std::string download_directory;
    Result<std::string> state_directory;  // empty: no journal is kept; an error: why none can be
    std::chrono::milliseconds destroy_timeout{2'000};
    std::size_t task_capacity = 16'384;
    std::uint32_t log_level = 0;
};

class Client {
  public:
    static Result<std::shared_ptr<Client>> create(Options options);
    ~Client();

    // Checks the parameters against the catalog, then hands the task to the worker. Never blocks.
    Result<conch_task> submit(Submission submission);
    conch_status cancel(conch_task id, std::int32_t where);
    void pause(bool paused) { worker_->pause(paused); }
    Core& core() { return *core_; }
    // Whether the calling thread is inside a callback of this client; `caller` is a stack address of who asks.
    [[nodiscard]] bool in_callback(const void* caller) const {
        return CallbackFrame::inside(core_.get(), caller) || core_->queue().in_wakeup();
    }

    // Blocks up to the timeout.
    conch_status next_event(std::int32_t timeout_ms, conch_event& current);
    // `self` keeps this alive. A callback may unwind past us, so it does not stay on the stack meanwhile.
    conch_status dispatch(std::shared_ptr<Client> self, std::uint32_t max_events, std::int32_t timeout_ms,
                          conch_event& current, std::uint32_t& count);

    void set_event_callback(conch_event_callback callback, void* user_data, conch_release_callback release);

    // Listens for the service's callbacks; the whole address that jobs give as their replyUrl.
    Result<std::string> listen(net::WebhookListenerOptions options, std::string public_url);
    void stop_listening();
    Result<void> deliver_callback(std::string_view body);

    void close();
    // Bounded by the options' destroy_timeout. Afterwards nothing of this client calls the host, unless a callback of
    // the host's did not return in that time.
    void destroy(conch_event& current);

  private:
    Client(Options options, std::shared_ptr<Core> core, std::shared_ptr<Worker> worker);
    Result<void> check(Submission& submission);  // and completes it by what the client knows
    bool take(std::int32_t timeout_ms, conch_event& current, conch_status& status);
    void let_go(conch_event& current);
    void cancel_quietly(conch_task id) noexcept;
    struct Handler {
        conch_event_callback callback = nullptr;
        std::shared_ptr<UserData> user_data;
    };
    void replace_handler(Handler handler);

    class Consumer;

    const Options options_;
    std::shared_ptr<Core> core_;
    std::shared_ptr<Worker> worker_;
    platform::Thread thread_;

    std::mutex consumer_mutex_;
    std::condition_variable consumer_left_;
    std::thread::id consumer_{};  // who is taking events
    // What the current event and the callback that runs borrow. Members, because a callback may unwind past us.
    QueuedEvent taken_;
    std::atomic<bool> holds_event_{false};
    std::shared_ptr<UserData> taken_handler_;
    std::shared_ptr<Client> kept_while_dispatching_;
    std::mutex handler_mutex_;
    Handler handler_;
    std::mutex listener_mutex_;
    std::unique_ptr<net::WebhookListener> listener_;
    std::string reply_url_;
};

}  // namespace conch::client
