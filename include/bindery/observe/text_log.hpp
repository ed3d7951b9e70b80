#ifndef BINDERY_OBSERVE_TEXT_LOG_HPP
#define BINDERY_OBSERVE_TEXT_LOG_HPP

#include <bindery/observe/line_log.hpp>

namespace bindery::observe {

/// A line for each attempt and for each call, to be read by people:
///
///     call 7 attempt 1 vod ManageTask at vod.example.com: InternalError, HTTP 500, request r-1, 5.2 ms
///     (connecting 0.3, sending 0.1, receiving 4.7, reading 0.1), 412 bytes out, 130 in, new connection, again in 31 ms
///     call 7 vod ManageTask at vod.example.com: ok, request r-2, 41.7 ms, 2 attempts
///
/// (the first two of these are one). Thread-safe.
class text_log final : public line_log {
public:
    explicit text_log(line_sink to) : line_log(std::move(to)) {}

    void attempt_ends(const observed_call& call, const observed_attempt& attempt) noexcept override;
    void call_ends(const observed_call& call, const observed_end& end) noexcept override;
};

} // namespace bindery::observe

#ifndef BINDERY_COMPILED
#include <bindery/observe/impl/text_log.ipp>
#endif

#endif
