#ifndef BINDERY_PROTOCOL_IMPL_INCOMING_CALL_IPP
#define BINDERY_PROTOCOL_IMPL_INCOMING_CALL_IPP

#include <bindery/protocol/incoming_call.hpp>
#include <bindery/types/utf8.hpp>
#include <bindery/validate.hpp>

namespace bindery::protocol {

namespace detail {

/// Told to the caller; a list with a million wrong elements makes no million texts.
inline constexpr std::size_t max_violations = 32;

/// The status of a code's declaration, or else of its nearest family's; 0 when the page has neither.
inline int declared_status(std::string_view code, std::span<const api_error> declared) noexcept {
    for (;;) {
        for (const api_error& each : declared)
            if (each.code == code)
                return each.http;
        const std::size_t dot = code.rfind('.');
        if (dot == code.npos)
            return 0;
        code = code.substr(0, dot);
    }
}

} // namespace detail

BINDERY_DECL incoming_call::incoming_call(answer_observer* observer) : observer_(observer) {}

BINDERY_DECL bool incoming_call::read(const reflect::structure& input, void* value) {
    if (const auto read = provider_->read_input(received, input, value, *limits_); !read) {
        const error& why = read.error();
        const bool too_large = why.cause == boost::system::errc::message_size;
        refuse(why.violations.empty()
                   ? provider_->refuse(too_large ? refusal::too_large : refusal::unreadable, why.message)
                   : provider_->refuse(why.violations, *context_.about));
        return false;
    }
    violations broken;
    bindery::detail::validate(input, value, broken, detail::max_violations);
    if (!broken.empty())
        refuse(provider_->refuse(broken, *context_.about));
    return broken.empty();
}

BINDERY_DECL void incoming_call::succeed(const reflect::structure& output, void* value) {
    provider_->write_output(output, value, context_.request_id, answer);
    if (utf8::count(answer.body.view()) == utf8::invalid)
        return fail_internally("the output holds text that is not valid UTF-8");
    done();
}

BINDERY_DECL void incoming_call::fail(const error& why) {
    if (why.kind != errc::api || why.code.empty())
        return fail_internally(to_string(why));
    if (why.http_status != 0)
        return refuse(why);
    error complete = why;
    if (context_.about != nullptr)
        complete.http_status = detail::declared_status(why.code, context_.about->errors);
    if (complete.http_status == 0)
        complete.http_status = provider_->refuse(refusal::internal, {}).http_status;
    refuse(complete);
}

BINDERY_DECL void incoming_call::fail_internally(std::string_view what) {
    world_->on_internal_error(context_, what);
    refuse(provider_->refuse(refusal::internal, "The server failed; the request id tells its operator where."));
}

BINDERY_DECL deferred_answer incoming_call::defer() {
    deferred_answer later(*this, observer_ != nullptr ? observer_->keep_alive() : nullptr);
    if (deferred_ != nullptr)
        *deferred_ = true;
    return later;
}

BINDERY_DECL void incoming_call::refuse(const error& why) {
    provider_->write_error(why, received.fields["Host"], context_.request_id, answer);
    done();
}

BINDERY_DECL void incoming_call::done() noexcept {
    answered_ = true;
    if (observer_ != nullptr)
        observer_->answered();
}

/// The answer when there is no memory for another one.
BINDERY_DECL void incoming_call::give_up() noexcept {
    answer.clear();
    answer.status = 500;
    done();
}

BINDERY_DECL deferred_answer::~deferred_answer() {
    if (call_ != nullptr)
        fail_internally("the handler ended without an answer");
}

BINDERY_DECL void deferred_answer::succeed(const reflect::structure& output, void* value) {
    incoming_call& call = *std::exchange(call_, nullptr);
    try {
        call.succeed(output, value);
    } catch (...) {
        call.give_up();
    }
    keep_alive_.reset();
}

BINDERY_DECL void deferred_answer::fail(const error& why) {
    incoming_call& call = *std::exchange(call_, nullptr);
    try {
        call.fail(why);
    } catch (...) {
        call.give_up();
    }
    keep_alive_.reset();
}

BINDERY_DECL void deferred_answer::fail_internally(std::string_view what) {
    incoming_call& call = *std::exchange(call_, nullptr);
    try {
        call.fail_internally(what);
    } catch (...) {
        call.give_up();
    }
    keep_alive_.reset();
}

} // namespace bindery::protocol

#endif
