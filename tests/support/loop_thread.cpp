#include "support/loop_thread.hpp"

#include <stdexcept>

namespace conch::test {

LoopThread::LoopThread(net::LoopOptions options) {
    auto loop = net::Loop::create(std::move(options));
    if (!loop) throw std::runtime_error(loop.error().message);
    loop_ = std::move(*loop);
    auto thread = platform::Thread::start("test-loop", [this] { loop_->run(); });
    if (!thread) throw std::runtime_error(thread.error().message);
    thread_ = std::move(*thread);
}

LoopThread::~LoopThread() {
    stop();
}

void LoopThread::on_loop_if_running(std::function<void()> work) {
    thread_.joinable() ? on_loop(std::move(work)) : work();
}

std::future<net::Outcome> LoopThread::start(net::Request request, net::TransferId* id) {
    auto promise = std::make_shared<std::promise<net::Outcome>>();
    auto outcome = promise->get_future();
    const net::TransferId started = on_loop([&] {
        return loop_->start(std::move(request), [promise](net::Outcome one) { promise->set_value(std::move(one)); });
    });
    if (id != nullptr) *id = started;
    return outcome;
}

net::Outcome LoopThread::run(net::Request request) {
    return start(std::move(request)).get();
}

net::Outcome LoopThread::get(const std::string& url) {
    net::Request request;
    request.url = url;
    return run(std::move(request));
}

void LoopThread::cancel(net::TransferId id) {
    on_loop([&] { loop_->cancel(id); });
}

void LoopThread::stop() {
    loop_->stop();
    thread_.join();
}

}  // namespace conch::test
