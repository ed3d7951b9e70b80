#ifndef BINDERY_OBSERVE_IMPL_PROMETHEUS_IPP
#define BINDERY_OBSERVE_IMPL_PROMETHEUS_IPP

#include <bindery/detail/config.hpp>
#include <bindery/model/declared_error.hpp>
#include <bindery/observe/detail/names.hpp>
#include <bindery/observe/prometheus.hpp>

#include <algorithm>

namespace bindery::observe {

namespace detail {

inline void append_label(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty())
        return; // which to Prometheus is the same
    if (!out.empty())
        out += ',';
    out.append(name).append("=\"");
    for (const char c : value) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    out += '"';
}

/// One of few: our own word for it, or a code that the page declares.
inline std::string_view error_label(const operation& about, const observed_outcome& outcome) noexcept {
    if (!outcome.failure)
        return {};
    if (*outcome.failure != errc::api)
        return name(*outcome.failure);
    const api_error* const declared = bindery::detail::declared_error(outcome.code, about.errors);
    return declared != nullptr ? declared->code : "_OTHER";
}

inline std::string labels_of(const observed_call& call, const place& at, const observed_outcome& outcome) {
    std::string labels;
    labels.reserve(256);
    append_label(labels, "rpc_system_name", call.provider);
    append_label(labels, "rpc_method", std::string(call.about.service).append("/").append(call.about.action));
    append_label(labels, "server_address", at.host);
    append_label(labels, "server_port", at.port);
    append_label(labels, "error_type", error_label(call.about, outcome));
    return labels;
}

inline void append_head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name);
    out.append(" ").append(type).append("\n");
}
template <class Number>
void append_sample(std::string& out, std::string_view name, std::string_view labels, Number value) {
    out.append(name);
    if (!labels.empty())
        out.append("{").append(labels).append("}");
    out += ' ';
    append_number(out, value);
    out += '\n';
}

} // namespace detail

BINDERY_DECL void prometheus::count(family& in, const std::string& labels, std::chrono::nanoseconds time) {
    auto at = in.find(labels);
    if (at == in.end())
        at = in.try_emplace(in.size() < max_series_ ? labels : "otel_metric_overflow=\"true\"").first;
    const double taken = detail::seconds(time);
    ++at->second.counts[static_cast<std::size_t>(std::lower_bound(std::begin(bounds), std::end(bounds), taken) -
                                                 std::begin(bounds))];
    at->second.sum += taken;
}

BINDERY_DECL void prometheus::call_begins(const observed_call&) noexcept {
    const std::lock_guard lock(mutex_);
    ++totals_.active;
}

BINDERY_DECL void prometheus::attempt_ends(const observed_call& call, const observed_attempt& attempt) noexcept {
    try {
        std::string labels = detail::labels_of(call, detail::place_of(call, attempt), attempt.outcome);
        detail::append_label(labels, "http_request_method", attempt.method);
        if (attempt.outcome.http_status != 0)
            detail::append_label(labels, "http_response_status_code", std::to_string(attempt.outcome.http_status));
        const std::lock_guard lock(mutex_);
        totals_.sent += attempt.bytes_sent;
        totals_.received += attempt.bytes_received;
        totals_.retries += attempt.pause.has_value();
        totals_.reused += attempt.reused;
        totals_.opened += attempt.spent.sending.count() != 0 && !attempt.reused;
        count(totals_.attempts, labels, attempt.duration);
    } catch (...) {
        const std::lock_guard lock(mutex_);
        ++totals_.lost;
    }
}

BINDERY_DECL void prometheus::call_ends(const observed_call& call, const observed_end& end) noexcept {
    {
        const std::lock_guard lock(mutex_);
        --totals_.active;
        for (const detail::part& each : detail::parts)
            totals_.spent.*each.of += end.spent.*each.of;
    }
    try {
        const std::string labels = detail::labels_of(call, detail::place_of(call.host), end.outcome);
        const std::lock_guard lock(mutex_);
        count(totals_.calls, labels, end.duration);
    } catch (...) {
        const std::lock_guard lock(mutex_);
        ++totals_.lost;
    }
}

BINDERY_DECL std::uint64_t prometheus::lost() const noexcept {
    const std::lock_guard lock(mutex_);
    return totals_.lost;
}

BINDERY_DECL void prometheus::write(std::string& out, std::string_view name, std::string_view help,
                                    const family& from) {
    detail::append_head(out, name, "histogram", help);
    std::string of, with_bound;
    for (const auto& [labels, held] : from) {
        std::uint64_t below = 0;
        for (std::size_t i = 0; i != held.counts.size(); ++i) {
            (with_bound = labels) += labels.empty() ? "le=\"" : ",le=\"";
            if (i == std::size(bounds))
                with_bound += "+Inf";
            else
                detail::append_number(with_bound, bounds[i]);
            detail::append_sample(out, of.assign(name) += "_bucket", with_bound += '"', below += held.counts[i]);
        }
        detail::append_sample(out, of.assign(name) += "_sum", labels, held.sum);
        detail::append_sample(out, of.assign(name) += "_count", labels, below);
    }
}

BINDERY_DECL std::string prometheus::scrape() const {
    std::unique_lock lock(mutex_);
    const totals now = totals_; // so that nobody waits for the text
    lock.unlock();
    std::string out;
    write(out, "http_client_request_duration_seconds", "Duration of HTTP client requests.", now.attempts);
    write(out, "rpc_client_call_duration_seconds", "Duration of calls, all attempts and waits together.", now.calls);

    detail::append_head(out, "bindery_client_phase_seconds_total", "counter", "Time that calls spent in each phase.");
    for (const detail::part& each : detail::parts)
        detail::append_sample(out, "bindery_client_phase_seconds_total",
                              std::string("phase=\"").append(each.name).append("\""),
                              detail::seconds(now.spent.*each.of));

    const auto pair = [&](std::string_view name, std::string_view help, std::string_view label,
                          std::initializer_list<std::pair<std::string_view, std::uint64_t>> values) {
        detail::append_head(out, name, "counter", help);
        for (const auto& [value, number] : values) {
            std::string labels;
            detail::append_label(labels, label, value);
            detail::append_sample(out, name, labels, number);
        }
    };
    pair("bindery_client_bytes_total", "Bytes of HTTP messages.", "direction",
         {{"sent", now.sent}, {"received", now.received}});
    pair("bindery_client_connections_total", "Attempts by the connection that they went over.", "state",
         {{"new", now.opened}, {"kept", now.reused}});
    pair("bindery_client_retries_total", "Attempts that another one followed.", {}, {{{}, now.retries}});
    detail::append_head(out, "bindery_client_active_calls", "gauge", "Calls under way.");
    detail::append_sample(out, "bindery_client_active_calls", {}, now.active);
    return out;
}

} // namespace bindery::observe

#endif
