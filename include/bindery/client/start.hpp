#ifndef BINDERY_CLIENT_START_HPP
#define BINDERY_CLIENT_START_HPP

#include <bindery/client/core.hpp>

#include <boost/asio/any_io_executor.hpp>

namespace bindery::detail {

/// Who waits for an asynchronous call. `complete` is called exactly once, on the call's own strand.
struct completion {
    virtual ~completion() = default;
    virtual void complete(result<void> outcome) = 0;
};

/// A running call, for cancelling it from any thread; harmless when it has ended.
struct running {
    virtual ~running() = default;
    virtual void cancel() = 0;
};

/// Begins the call on `executor`. The request is written before this returns; `completion` is never called inside.
std::weak_ptr<running> start(const std::shared_ptr<core>& on, const erased_call& what,
                             const boost::asio::any_io_executor& executor, std::unique_ptr<completion> waiting);

} // namespace bindery::detail

#endif
