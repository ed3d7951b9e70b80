#ifndef BINDERY_CLIENT_START_HPP
#define BINDERY_CLIENT_START_HPP

#include <bindery/client/core.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <mutex>

namespace bindery::detail {

/// Who waits for an asynchronous call. `complete` is called exactly once, on the call's executor.
struct completion {
    virtual ~completion() = default;
    virtual void complete(result<void> outcome) = 0;
};

/// What runs calls, one after the other.
struct runner {
    virtual void cancel(std::uint64_t call) = 0;

protected:
    ~runner() = default;
};

/// A running call, for cancelling it from any thread, which never completes it inside; harmless when it has ended.
class running {
public:
    running() noexcept = default;
    running(std::weak_ptr<runner> on, std::uint64_t call) noexcept : on_(std::move(on)), call_(call) {}

    void cancel() const {
        if (const auto alive = on_.lock())
            alive->cancel(call_);
    }

private:
    std::weak_ptr<runner> on_;
    std::uint64_t call_ = 0;
};

/// A call that may be cancelled from before its start on. Thread-safe.
class cancellable {
public:
    void started(running call) {
        const std::lock_guard lock(mutex_);
        call_ = std::move(call);
        if (cancelled_)
            call_.cancel();
    }
    void cancel() {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        call_.cancel();
    }

private:
    std::mutex mutex_;
    running call_;
    bool cancelled_ = false;
};

/// Begins the call on `executor`. Input and options may go when this returns; `completion` is never called inside.
running start(const std::shared_ptr<core>& on, const erased_call& what, const boost::asio::any_io_executor& executor,
              std::unique_ptr<completion> waiting);

} // namespace bindery::detail

#endif
