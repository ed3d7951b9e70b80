#ifndef BINDERY_OBSERVE_IMPL_TEXT_LOG_IPP
#define BINDERY_OBSERVE_IMPL_TEXT_LOG_IPP

#include <bindery/detail/config.hpp>
#include <bindery/observe/detail/names.hpp>
#include <bindery/observe/text_log.hpp>

namespace bindery::observe {

namespace detail {

inline void append_milliseconds(std::string& out, std::chrono::nanoseconds time) {
    const auto tenths = (time.count() + 50'000) / 100'000;
    append_number(out, tenths / 10);
    out += '.';
    append_number(out, tenths % 10);
}

inline std::string line_of(const observed_call& call, std::uint32_t attempt, const observed_outcome& outcome,
                           std::chrono::nanoseconds duration) {
    std::string out = "call ";
    append_number(out, call.number);
    if (attempt != 0) {
        out += " attempt ";
        append_number(out, attempt);
    }
    (((out += ' ').append(call.about.service) += ' ').append(call.about.action) += " at ").append(call.host);
    if (!outcome.failure) {
        out += ": ok";
    } else {
        (out += ": ") += kind_of(outcome);
        if (*outcome.failure != errc::api)
            (out += " while ").append(name(outcome.phase));
    }
    if (outcome.http_status != 0 && (outcome.http_status != 200 || outcome.failure)) {
        out += ", HTTP ";
        append_number(out, outcome.http_status);
    }
    if (!outcome.request_id.empty())
        (out += ", request ") += shown(outcome.request_id);
    if (outcome.outcome_unknown)
        out += ", may have acted";
    out += ", ";
    append_milliseconds(out, duration);
    out += " ms";
    return out;
}

} // namespace detail

BINDERY_DECL void text_log::attempt_ends(const observed_call& call, const observed_attempt& attempt) noexcept {
    put([&] {
        std::string out = detail::line_of(call, attempt.number, attempt.outcome, attempt.duration);
        const char* before = " (";
        for (const detail::part& each : detail::parts)
            if (attempt.spent.*each.of >= std::chrono::microseconds(50)) { // what is not 0.0
                (out.append(std::exchange(before, ", ")).append(each.name)) += ' ';
                detail::append_milliseconds(out, attempt.spent.*each.of);
            }
        out += *before == ',' ? "), " : ", ";
        detail::append_number(out, attempt.bytes_sent);
        out += " bytes out, ";
        detail::append_number(out, attempt.bytes_received);
        out += attempt.reused ? " in, kept connection" : " in, new connection";
        if (detail::is_elsewhere(detail::place_of(call, attempt), attempt))
            ((out += " to ").append(attempt.address) += ':').append(attempt.port);
        if (attempt.pause) {
            out += ", again in ";
            detail::append_number(out, attempt.pause->count());
            out += " ms";
        }
        return out;
    });
}

BINDERY_DECL void text_log::call_ends(const observed_call& call, const observed_end& end) noexcept {
    put([&] {
        std::string out = detail::line_of(call, 0, end.outcome, end.duration) + ", ";
        detail::append_number(out, end.attempts);
        return out += end.attempts == 1 ? " attempt" : " attempts";
    });
}

} // namespace bindery::observe

#endif
