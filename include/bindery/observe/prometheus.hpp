#ifndef BINDERY_OBSERVE_PROMETHEUS_HPP
#define BINDERY_OBSERVE_PROMETHEUS_HPP

#include <bindery/observer.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace bindery::observe {

/// Counts and times calls for Prometheus. Metrics and labels are called as OpenTelemetry's conventions say:
///
/// - `http_client_request_duration_seconds`, histogram of attempts by provider, operation, server, method, status,
/// error;
/// - `rpc_client_call_duration_seconds`, histogram of calls by provider, operation, server, error;
/// - `bindery_client_phase_seconds_total{phase}`, `bindery_client_bytes_total{direction}`,
///   `bindery_client_connections_total{state}`, `bindery_client_retries_total` and `bindery_client_active_calls`.
///
/// An error is labelled with our own word for it or with a code that the operation's page declares, any other code with
/// `_OTHER`. Each histogram has `max_series` series at most; what comes beyond is counted in one more, labelled
/// `otel_metric_overflow`. Thread-safe.
class prometheus final : public observer {
public:
    /// Of what `scrape` gives.
    static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

    explicit prometheus(std::size_t max_series = 2'000) : max_series_(max_series) {}

    /// All metrics as text, for whatever answers `GET /metrics`.
    std::string scrape() const;

    void call_begins(const observed_call&) noexcept override;
    void attempt_ends(const observed_call& call, const observed_attempt& attempt) noexcept override;
    void call_ends(const observed_call& call, const observed_end& end) noexcept override;

    /// Events that there was no memory to count.
    std::uint64_t lost() const noexcept;

private:
    static constexpr double bounds[] = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};
    struct histogram {
        std::array<std::uint64_t, std::size(bounds) + 1> counts{}; ///< each without those below it
        double sum = 0;
    };
    using family = std::map<std::string, histogram, std::less<>>; ///< by labels
    struct totals {
        family attempts{}, calls{};
        time_spent spent{};
        std::uint64_t sent = 0, received = 0, opened = 0, reused = 0, retries = 0, active = 0, lost = 0;
    };

    void count(family& in, const std::string& labels, std::chrono::nanoseconds time);
    static void write(std::string& out, std::string_view name, std::string_view help, const family& from);

    const std::size_t max_series_;
    mutable std::mutex mutex_;
    totals totals_;
};

} // namespace bindery::observe

#ifndef BINDERY_COMPILED
#include <bindery/observe/impl/prometheus.ipp>
#endif

#endif
