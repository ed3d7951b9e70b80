#ifndef BINDERY_OBSERVE_JSON_LINES_HPP
#define BINDERY_OBSERVE_JSON_LINES_HPP

#include <bindery/observe/line_log.hpp>

#include <cstdint>
#include <functional>

namespace bindery::observe {

/// A JSON object for each attempt (`"event.name":"http.client.request"`) and for each call (`"rpc.client.call"`), a
/// line each. Members are called as in OpenTelemetry's conventions for HTTP and RPC clients, with `bindery.` before
/// what these do not know; times are in seconds, sizes in bytes; what there is nothing to say of is left out.
/// Thread-safe.
class json_lines final : public line_log {
public:
    /// `clock`: milliseconds since 1970, by any thread; default: the system's.
    explicit json_lines(line_sink to, std::function<std::int64_t()> clock = {})
        : line_log(std::move(to)), clock_(std::move(clock)) {}

    void attempt_ends(const observed_call& call, const observed_attempt& attempt) noexcept override;
    void call_ends(const observed_call& call, const observed_end& end) noexcept override;

private:
    std::chrono::milliseconds now() const;

    std::function<std::int64_t()> clock_;
};

} // namespace bindery::observe

#ifndef BINDERY_COMPILED
#include <bindery/observe/impl/json_lines.ipp>
#endif

#endif
