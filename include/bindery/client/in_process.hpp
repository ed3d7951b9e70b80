#ifndef BINDERY_CLIENT_IN_PROCESS_HPP
#define BINDERY_CLIENT_IN_PROCESS_HPP

#include <bindery/client/transport.hpp>
#include <bindery/protocol/dispatcher.hpp>
#include <bindery/protocol/incoming_call.hpp>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace bindery {

namespace detail {

/// A call of this process to itself, which may outlast whoever waits for it.
class call_in_process final : public protocol::answer_observer, public std::enable_shared_from_this<call_in_process> {
public:
    explicit call_in_process(protocol::request what) { call_.received = std::move(what); }

    result<protocol::response> run(const protocol::dispatcher& on, std::chrono::steady_clock::time_point until) {
        on.dispatch(call_);
        std::unique_lock lock(mutex_);
        while (changed_.wait_until(lock, until, [this] { return answered_ || next_; })) {
            if (answered_)
                return std::move(call_.answer);
            protocol::resumption next = std::move(*next_);
            next_.reset();
            lock.unlock();
            next();
            lock.lock();
        }
        left_ = true;
        return error{errc::timeout, "the time was up while the dispatcher worked"};
    }

private:
    void answered() noexcept override {
        const std::lock_guard lock(mutex_);
        answered_ = true;
        changed_.notify_all();
    }
    std::shared_ptr<void> keep_alive() override { return shared_from_this(); }
    /// Handlers run in the thread that waits; when it has left, the call ends here.
    void resume(protocol::resumption next) noexcept override {
        const std::lock_guard lock(mutex_);
        if (left_)
            return;
        next_.emplace(std::move(next));
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    bool answered_ = false;
    bool left_ = false;
    std::optional<protocol::resumption> next_{}; ///< for the thread that waits
    protocol::incoming_call call_{this};
};

} // namespace detail

/// Has calls answered by this dispatcher, without a socket: everything else is done as over the network, the signature
/// made and verified, the input written and read. The dispatcher outlives the client, and the calls that are answered
/// late.
///
///     const bindery::client cloud{{"id", "key"}, {.transport = bindery::in_process(sandbox.dispatcher())}};
inline transport in_process(const protocol::dispatcher& on) {
    return [&on](protocol::request request, std::chrono::steady_clock::time_point until) {
        return std::make_shared<detail::call_in_process>(std::move(request))->run(on, until);
    };
}

} // namespace bindery

#endif
