#ifndef BINDERY_PROTOCOL_DISPATCHER_HPP
#define BINDERY_PROTOCOL_DISPATCHER_HPP

#include <bindery/protocol/environment.hpp>
#include <bindery/protocol/handler.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bindery::protocol {

/// What a dispatcher takes from callers.
struct dispatch_limits {
    std::size_t max_body = 10 * 1024 * 1024;           ///< bytes
    read_limits input{.max_memory = 64 * 1024 * 1024}; ///< what is made of them; above it the same refusal

    /// Whether a payload must be signed where the scheme lets a caller leave it out (UNSIGNED-PAYLOAD): without the
    /// signature only TLS guards it.
    bool refuse_unsigned_payloads = false;
    /// Whether a signature is taken once where the scheme has no nonce: then nobody can repeat a request while it is in
    /// time, and of two equal requests of one second the second is refused.
    bool refuse_repeated_signatures = false;

    /// Names of the signing schemes that are taken, as docs/signing.md lists them. Empty: each provider's sound ones,
    /// which do not include those whose signature is a parameter.
    std::vector<std::string> schemes{};
    /// Whether a caller whose signature does not match is told the canonical request and the string to sign that were
    /// computed of its request; never a computed signature, a key or a token. For test servers.
    bool explain_mismatches = false;
};

/// Finds the operation that a request asks for and answers it. In this order: whose request is it; is it signed by a
/// known caller, now; does the operation exist, in this version; is the region one of the page's; then its handler has
/// the input read, and the call admitted: has the request not been made before, is the caller's rate kept, was the
/// input readable and valid, has its deduplication id not been seen. The first thing wrong is answered with the
/// provider's error for it, and every answer carries a request id of its own. What the environment has no room for
/// counts as wrong, and is told to it. A call that breaks a rule is counted and its nonce spent; one that fails has not
/// used up its deduplication id. Thread-safe.
class dispatcher {
public:
    /// Of two handlers of one operation the later one counts.
    dispatcher(std::shared_ptr<environment> world, std::vector<handler> handlers, const dispatch_limits& limits = {});
    dispatcher(const dispatcher&) = delete;
    dispatcher& operator=(const dispatcher&) = delete;

    /// Answers `call.received`, now or later: see answer_observer. Later when its handler defers, or the environment's
    /// store does: with a store that answers at once, and handlers that do, the call is answered when this returns. It
    /// never blocks by itself; who has to wait does so in an observer, as the client's `in_process` does.
    void dispatch(incoming_call& call) const noexcept;

    std::span<const handler> handlers() const noexcept { return handlers_; }
    environment& world() const noexcept { return *world_; }

private:
    friend class incoming_call;

    /// What an operation is looked up by: all views into the operations' own constants, or into a request.
    struct key {
        const protocol::gateway* cloud;
        std::string_view service; ///< empty: any
        std::string_view action;
        std::string_view version; ///< empty: any
        bool operator==(const key&) const = default;
    };
    struct key_hash {
        std::size_t operator()(const key& of) const noexcept;
    };
    struct entry {
        const operation_handler* handler = nullptr; ///< null: several services have it
        std::string name{};                         ///< how the operation is named in the keys of what is remembered
    };

    template <class Work>
    static void guarded(incoming_call& call, Work work) noexcept;
    static void go_on(incoming_call& call) noexcept;
    void start(incoming_call& call) const;
    bool identify(incoming_call& call, address& asked) const;
    bool verify(incoming_call& call) const;
    const entry* find(incoming_call& call, const address& asked) const;
    bool accept_region(incoming_call& call, const operation_handler& of, std::string_view region) const;
    void answer_not_found(incoming_call& call) const;
    void add(const key& under, const entry& what);

    std::shared_ptr<environment> world_;
    std::vector<handler> handlers_;
    std::vector<const protocol::gateway*> providers_;
    std::unordered_map<key, entry, key_hash> entries_;
    dispatch_limits limits_;
};

} // namespace bindery::protocol

#ifndef BINDERY_COMPILED
#include <bindery/protocol/impl/dispatcher.ipp>
#endif

#endif
