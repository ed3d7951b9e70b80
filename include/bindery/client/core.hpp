#ifndef BINDERY_CLIENT_CORE_HPP
#define BINDERY_CLIENT_CORE_HPP

// The client without types. Call sites only fill in an erased_call; everything behind it exists once.

#include <bindery/client/credentials.hpp>
#include <bindery/client/options.hpp>
#include <bindery/protocol/attempts.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/reflect/table.hpp>

namespace bindery::detail {

class observation;

/// A call's tables and places. Input, region, headers and relaxations are only looked at before the first byte is sent,
/// the output and the details are written before the call completes.
struct erased_call {
    const protocol::provider* cloud;
    const operation* about;
    const reflect::structure* input;
    const void* value;
    const reflect::structure* output;
    void* out = nullptr;
    std::shared_ptr<void> (*copy)(const void* value) = nullptr; ///< another input like it
    void (*renew)(void* out) = nullptr;                         ///< makes the output blank again
    const basic_text* region = nullptr;                         ///< null: the client's
    std::span<const constraint> regions{};                      ///< that the page lists
    std::string_view host{};                                    ///< empty: the client's, or the page's
    std::chrono::milliseconds timeout{};                        ///< 0: the client's
    const retry_policy* retries = nullptr;                      ///< null: the client's
    const over_rate* over = nullptr;                            ///< null: the client's
    const phase_limits* phases = nullptr;                       ///< null: the client's
    std::optional<deduplication_ids> ids{};                     ///< nothing: the client's
    std::optional<std::string_view> judged{};                   ///< its region, once the call has been found valid
    std::span<const header> headers{};                          ///< besides the client's
    std::span<const relaxation> relaxed{};
    call_details* details = nullptr; ///< null: nobody wants them
    // Of a call that is conducted by policies:
    protocol::attempt_facts* facts = nullptr; ///< of the attempt; null: nobody conducts it
    observation* seen = nullptr;              ///< null: nobody watches
    std::chrono::milliseconds skew{};         ///< of the service's clock
    std::string_view deduplication_id{};      ///< that the client generated, and put into the input
};

class core;

/// What clients own. The calls that they have begun keep the core itself, see `core::client_is_gone`.
std::shared_ptr<core> make_core(credentials who, client_options options);

/// Fails when the options cannot be used.
result<void> check_options(core& of);

/// The call as a command of the shell.
result<std::string> dump(core& of, const erased_call& what);

/// How long a call may take that asks for `asked`; 0: for what the client allows.
std::chrono::milliseconds timeout_of(const std::shared_ptr<core>& on, std::chrono::milliseconds asked);

/// Makes the call on the calling thread.
result<void> call(const std::shared_ptr<core>& on, const erased_call& what);

/// The call but for the place of its output, without options: most call sites have none to make and to destroy, which
/// takes as long to compile as the call itself.
template <operation_input Op>
erased_call erase(const Op& input) {
    static_assert(
        requires { Op::provider::instance(); },
        "the operation's provider is only declared here: include <bindery/provider/all.hpp> or its own header");
    return {
        .cloud = &Op::provider::instance(),
        .about = &Op::about,
        .input = &reflect::structure_of<Op>,
        .value = &input,
        .output = &reflect::structure_of<typename Op::Output>,
        .copy = [](const void* value) -> std::shared_ptr<void> {
            return std::make_shared<Op>(*static_cast<const Op*>(value));
        },
        .renew = [](void* out) { *static_cast<typename Op::Output*>(out) = reflect::blank<typename Op::Output>(); },
        .regions = constraints_of<typename Op::region>,
    };
}

template <operation_input Op>
erased_call erase(const Op& input, const call_options<Op>& options) {
    erased_call what = erase(input);
    what.region = static_cast<const basic_text*>(reflect::slot_of<decltype(options.region)>.value(&options.region));
    what.host = options.host;
    what.timeout = options.timeout;
    what.retries = options.retries ? &*options.retries : nullptr;
    what.over = options.over ? &*options.over : nullptr;
    what.phases = options.phases ? &*options.phases : nullptr;
    what.ids = options.ids;
    what.headers = options.headers;
    what.relaxed = options.relaxed;
    what.details = options.details;
    return what;
}

} // namespace bindery::detail

#ifndef BINDERY_COMPILED
#include <bindery/client/impl/core.ipp>
#endif

#endif
