// A loop that runs on a thread of its own, asked from the test's thread.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <type_traits>

#include "net/loop.hpp"
#include "platform/thread.hpp"

namespace conch::test {

class LoopThread {
  public:
    explicit LoopThread(net::LoopOptions options = {});
    ~LoopThread();
    LoopThread(const LoopThread&) = delete;
    LoopThread& operator=(const LoopThread&) = delete;

    net::Loop& loop() { return *loop_; }

    // Runs that on the loop's thread and hands back what it returns.
    template <typename F>
    auto on_loop(F work) -> std::invoke_result_t<F> {
        std::packaged_task<std::invoke_result_t<F>()> task(std::move(work));
        auto result = task.get_future();
        auto shared = std::make_shared<decltype(task)>(std::move(task));
        loop_->post([shared] { (*shared)(); });
        return result.get();
    }

    // The same without a result, at once where the loop has ended.
    void on_loop_if_running(std::function<void()> work);

    std::future<net::Outcome> start(net::Request request, net::TransferId* id = nullptr);
    net::Outcome run(net::Request request);
    net::Outcome get(const std::string& url);
    void cancel(net::TransferId id);
    // Ends the loop; its thread is joined when this returns.
    void stop();

  private:
    std::unique_ptr<net::Loop> loop_;
    platform::Thread thread_;
};

}  // namespace conch::test
