#ifndef BINDERY_PROTOCOL_STORE_STEP_HPP
#define BINDERY_PROTOCOL_STORE_STEP_HPP

#include <bindery/admission.hpp>
#include <bindery/error.hpp>

#include <memory>
#include <utility>

namespace bindery::protocol {

class incoming_call;

namespace detail {

/// A call with which somebody has to go on, and what keeps it alive until then; nothing once it is moved from.
class kept_call {
public:
    kept_call(incoming_call& call, std::shared_ptr<void> keep_alive) noexcept
        : call_(&call), keep_alive_(std::move(keep_alive)) {}
    kept_call(kept_call&& other) noexcept
        : call_(std::exchange(other.call_, nullptr)), keep_alive_(std::move(other.keep_alive_)) {}
    kept_call& operator=(kept_call&&) = delete;

    explicit operator bool() const noexcept { return call_ != nullptr; }
    incoming_call& operator*() const noexcept { return *call_; }
    incoming_call* operator->() const noexcept { return call_; }

private:
    incoming_call* call_;
    std::shared_ptr<void> keep_alive_;
};

} // namespace detail

/// The right and the duty to end a step of a store that a call waits for: once, from any thread, before the function
/// that was given it returns or later. Destroyed without, the step has failed.
class store_step {
public:
    store_step(store_step&&) noexcept = default;
    store_step& operator=(store_step&&) = delete;
    ~store_step();

    /// What became of it; for a step that only can be done or fail, nothing has to be said.
    void complete(const admission_answer& found = {}) noexcept;
    /// It may or may not have been done.
    void fail(error why) noexcept;

private:
    friend class incoming_call;
    explicit store_step(detail::kept_call call) noexcept : call_(std::move(call)) {}

    void end() noexcept;

    detail::kept_call call_;
};

/// The right and the duty to go on with a call whose step has ended, in a thread where handlers may run. Destroyed
/// without, the call ends there: it is answered with the server's failure, and what it had claimed is given back.
class resumption {
public:
    resumption(resumption&&) noexcept = default;
    resumption& operator=(resumption&&) = delete;
    ~resumption();

    /// Once.
    void operator()() noexcept;

private:
    friend class store_step;
    explicit resumption(detail::kept_call call) noexcept : call_(std::move(call)) {}

    detail::kept_call call_;
};

} // namespace bindery::protocol

#endif
