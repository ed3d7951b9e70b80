#ifndef BINDERY_PROTOCOL_INCOMING_CALL_HPP
#define BINDERY_PROTOCOL_INCOMING_CALL_HPP

#include <bindery/protocol/environment.hpp>
#include <bindery/protocol/gateway.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bindery::protocol {

class dispatcher;
class deferred_answer;
class operation_handler;

/// Waits for a call's answer.
class answer_observer {
public:
    /// The answer is complete. Called exactly once for each dispatched call: inside `dispatch`, or later by whatever
    /// thread completes a deferred answer or goes on with a call that waited.
    virtual void answered() noexcept = 0;

    /// Keeps the call and whatever it belongs to alive while an answer is deferred, or a store has a step to do.
    virtual std::shared_ptr<void> keep_alive() = 0;

    /// What the call waited for has ended, in whatever thread this is: `next` goes on, now or later, here or elsewhere.
    virtual void resume(resumption next) noexcept { next(); }

protected:
    ~answer_observer() = default;
};

/// A received request on its way to an answer, and the memory it needs: reused for one request after another, it soon
/// allocates nothing. One thread at a time. It may have to wait for the environment's store, once before its handler
/// acts and once after it failed; when the store answers at once it does not notice.
class incoming_call {
public:
    /// Without an observer the call must outlive its answer.
    explicit incoming_call(answer_observer* observer = nullptr);
    incoming_call(const incoming_call&) = delete;
    incoming_call& operator=(const incoming_call&) = delete;

    request received;       ///< to be filled in before the call is dispatched
    bool oversized = false; ///< its body was not taken, because it is too large: the dispatcher answers so
    response answer;        ///< complete once `is_answered`

    bool is_answered() const noexcept { return answered_; }
    answer_observer* observer() const noexcept { return observer_; }

    // What a handler does. It reads first; then, of the functions below that answer, it calls one, once.

    const call_context& context() const noexcept { return context_; }

    /// Reads and validates the input, and has the call admitted: its rate counted, its nonce and its deduplication id
    /// claimed. False when the handler has nothing to do: the call has been answered with the fitting error, or waits
    /// for the store; then the handler is asked anew.
    [[nodiscard]] bool read(const reflect::structure& input, void* value);

    /// Answers with an output, into which the request id is put; with the server's failure when it is not valid UTF-8.
    void succeed(const reflect::structure& output, void* value);

    /// Answers with an error. One of the API (errc::api) is told as it is, its HTTP status taken from the page when it
    /// has none; of any other the caller learns no more than that the server failed.
    void fail(const error& why);

    /// Answers that the server failed. `what` is for the environment only.
    void fail_internally(std::string_view what);

    /// Leaves the answer for later.
    [[nodiscard]] deferred_answer defer();

private:
    friend class dispatcher;
    friend class deferred_answer;
    friend class store_step;
    friend class resumption;

    enum class step : unsigned char {
        asking,  ///< whoever asks is still inside
        waiting, ///< and has left
        ended,
    };

    detail::kept_call kept();
    std::optional<error> look(const reflect::structure& input, void* value) const;
    bool admit(std::string_view id);
    bool is_admitted();
    template <class Ask>
    bool ends_at_once(Ask ask);
    void refuse(const error& why);
    void came_to_nothing() noexcept;
    void released() noexcept;
    void abandon() noexcept;
    void done() noexcept;
    void give_up() noexcept;

    answer_observer* observer_;
    bool answered_ = false;
    bool* deferred_ = nullptr; ///< while the dispatcher is inside: set, it has nothing to do with the call any more
    environment* world_ = nullptr;
    const read_limits* limits_ = nullptr;
    const protocol::gateway* provider_ = nullptr;
    protocol::request_id id_;
    call_context context_;
    verification_context verification_;
    signing::nonce nonce_;
    const operation_handler* handler_ = nullptr;
    std::string_view name_; ///< of the operation in keys
    std::string nonce_key_, rate_key_;
    std::string claim_key_; ///< empty: nothing is claimed
    bool admitted_ = false;
    bool releasing_ = false;
    std::atomic<step> step_{step::ended};
    admission_answer found_;
    std::optional<error> failure_; ///< of the last step
    void (*go_on_)(incoming_call&) noexcept = nullptr;
    const dispatcher* dispatcher_ = nullptr;                   // the last one
    std::vector<std::unique_ptr<request_verifier>> verifiers_; // in the order of its providers
};

/// The right and the duty to answer a call later, from any thread. Destroyed unused, it answers that the server failed.
class deferred_answer {
public:
    deferred_answer(deferred_answer&&) noexcept = default;
    deferred_answer& operator=(deferred_answer&&) = delete;
    ~deferred_answer();

    const call_context& context() const noexcept { return call_->context(); }

    void succeed(const reflect::structure& output, void* value);
    void fail(const error& why);
    void fail_internally(std::string_view what);

private:
    friend class incoming_call;
    explicit deferred_answer(detail::kept_call call) noexcept : call_(std::move(call)) {}

    template <class Give>
    void answer(Give give) noexcept;

    detail::kept_call call_;
};

} // namespace bindery::protocol

#ifndef BINDERY_COMPILED
#include <bindery/protocol/impl/incoming_call.ipp>
#endif

#endif
