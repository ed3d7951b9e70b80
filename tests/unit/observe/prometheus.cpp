#include "observed.hpp"

#include <bindery/observe/prometheus.hpp>

#include <doctest/doctest.h>

using namespace observed;

namespace {

bool has(const std::string& text, std::string_view line) {
    return text.find('\n' + std::string(line) + '\n') != std::string::npos;
}

void replace_all(std::string& text, const std::string& what, std::string_view with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += with.size())
        text.replace(at, what.size(), with);
}

/// With names in place of labels.
constexpr std::string_view golden = R"(# HELP http_client_request_duration_seconds Duration of HTTP client requests.
# TYPE http_client_request_duration_seconds histogram
http_client_request_duration_seconds_bucket{FAILED,le="0.005"} 0
http_client_request_duration_seconds_bucket{FAILED,le="0.01"} 1
http_client_request_duration_seconds_bucket{FAILED,le="0.025"} 1
http_client_request_duration_seconds_bucket{FAILED,le="0.05"} 1
http_client_request_duration_seconds_bucket{FAILED,le="0.075"} 1
http_client_request_duration_seconds_bucket{FAILED,le="0.1"} 1
http_client_request_duration_seconds_bucket{FAILED,le="0.25"} 1
http_client_request_duration_seconds_bucket{FAILED,le="0.5"} 1
http_client_request_duration_seconds_bucket{FAILED,le="0.75"} 1
http_client_request_duration_seconds_bucket{FAILED,le="1"} 1
http_client_request_duration_seconds_bucket{FAILED,le="2.5"} 1
http_client_request_duration_seconds_bucket{FAILED,le="5"} 1
http_client_request_duration_seconds_bucket{FAILED,le="7.5"} 1
http_client_request_duration_seconds_bucket{FAILED,le="10"} 1
http_client_request_duration_seconds_bucket{FAILED,le="+Inf"} 1
http_client_request_duration_seconds_sum{FAILED} 0.00521
http_client_request_duration_seconds_count{FAILED} 1
http_client_request_duration_seconds_bucket{GOOD,le="0.005"} 0
http_client_request_duration_seconds_bucket{GOOD,le="0.01"} 1
http_client_request_duration_seconds_bucket{GOOD,le="0.025"} 1
http_client_request_duration_seconds_bucket{GOOD,le="0.05"} 1
http_client_request_duration_seconds_bucket{GOOD,le="0.075"} 1
http_client_request_duration_seconds_bucket{GOOD,le="0.1"} 1
http_client_request_duration_seconds_bucket{GOOD,le="0.25"} 1
http_client_request_duration_seconds_bucket{GOOD,le="0.5"} 1
http_client_request_duration_seconds_bucket{GOOD,le="0.75"} 1
http_client_request_duration_seconds_bucket{GOOD,le="1"} 1
http_client_request_duration_seconds_bucket{GOOD,le="2.5"} 1
http_client_request_duration_seconds_bucket{GOOD,le="5"} 1
http_client_request_duration_seconds_bucket{GOOD,le="7.5"} 1
http_client_request_duration_seconds_bucket{GOOD,le="10"} 1
http_client_request_duration_seconds_bucket{GOOD,le="+Inf"} 1
http_client_request_duration_seconds_sum{GOOD} 0.006
http_client_request_duration_seconds_count{GOOD} 1
# HELP rpc_client_call_duration_seconds Duration of calls, all attempts and waits together.
# TYPE rpc_client_call_duration_seconds histogram
rpc_client_call_duration_seconds_bucket{DONE,le="0.005"} 0
rpc_client_call_duration_seconds_bucket{DONE,le="0.01"} 0
rpc_client_call_duration_seconds_bucket{DONE,le="0.025"} 0
rpc_client_call_duration_seconds_bucket{DONE,le="0.05"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="0.075"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="0.1"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="0.25"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="0.5"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="0.75"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="1"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="2.5"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="5"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="7.5"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="10"} 1
rpc_client_call_duration_seconds_bucket{DONE,le="+Inf"} 1
rpc_client_call_duration_seconds_sum{DONE} 0.04221
rpc_client_call_duration_seconds_count{DONE} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.005"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.01"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.025"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.05"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.075"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.1"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.25"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.5"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="0.75"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="1"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="2.5"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="5"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="7.5"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="10"} 1
rpc_client_call_duration_seconds_bucket{REFUSED,le="+Inf"} 1
rpc_client_call_duration_seconds_sum{REFUSED} 1e-05
rpc_client_call_duration_seconds_count{REFUSED} 1
# HELP bindery_client_phase_seconds_total Time that calls spent in each phase.
# TYPE bindery_client_phase_seconds_total counter
bindery_client_phase_seconds_total{phase="turn"} 0
bindery_client_phase_seconds_total{phase="permit"} 0
bindery_client_phase_seconds_total{phase="credentials"} 0
bindery_client_phase_seconds_total{phase="connection"} 0
bindery_client_phase_seconds_total{phase="preparing"} 0
bindery_client_phase_seconds_total{phase="resolving"} 0
bindery_client_phase_seconds_total{phase="connecting"} 3e-04
bindery_client_phase_seconds_total{phase="tunnelling"} 0
bindery_client_phase_seconds_total{phase="greeting"} 0
bindery_client_phase_seconds_total{phase="sending"} 0.00011
bindery_client_phase_seconds_total{phase="receiving"} 0.0108
bindery_client_phase_seconds_total{phase="reading"} 0
bindery_client_phase_seconds_total{phase="pausing"} 0.031
# HELP bindery_client_bytes_total Bytes of HTTP messages.
# TYPE bindery_client_bytes_total counter
bindery_client_bytes_total{direction="sent"} 824
bindery_client_bytes_total{direction="received"} 229
# HELP bindery_client_connections_total Attempts by the connection that they went over.
# TYPE bindery_client_connections_total counter
bindery_client_connections_total{state="new"} 1
bindery_client_connections_total{state="kept"} 1
# HELP bindery_client_retries_total Attempts that another one followed.
# TYPE bindery_client_retries_total counter
bindery_client_retries_total 1
# HELP bindery_client_active_calls Calls under way.
# TYPE bindery_client_active_calls gauge
bindery_client_active_calls 1
)";

/// Lines that begin so.
std::size_t count(const std::string& text, std::string_view beginning) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find('\n' + std::string(beginning), at)) != text.npos; ++at)
        ++found;
    return found;
}

} // namespace

TEST_CASE("prometheus: calls in its text format") {
    observe::prometheus metrics;
    tell(metrics);
    metrics.call_begins(call); // which has not ended
    std::string text = metrics.scrape();
    const std::string of = R"(rpc_system_name="tencent",rpc_method="vod/ManageTask",server_address="vod.example.com")";
    replace_all(text,
                of + R"(,server_port="443",error_type="InternalError",http_request_method="POST",)"
                     R"(http_response_status_code="500")",
                "FAILED");
    replace_all(text, of + R"(,server_port="80",http_request_method="POST",http_response_status_code="200")", "GOOD");
    replace_all(text, of + R"(,error_type="rate_limited")", "REFUSED");
    replace_all(text, of, "DONE");
    CHECK(text == golden);
    CHECK(metrics.lost() == 0);
}

TEST_CASE("prometheus: a code that the page does not declare is no label, nor is text from outside") {
    observe::prometheus metrics;
    for (const char* const code : {"InvalidParameterValue.TaskId", "InvalidParameterValue", "Made.Up", "", "x\"\n"})
        metrics.call_ends(call, {.outcome = {.failure = errc::api, .code = code}});
    metrics.call_ends(call, {.outcome = hostile});
    const std::string text = metrics.scrape();
    const std::string count_of = "rpc_client_call_duration_seconds_count{rpc_system_name=\"tencent\",rpc_method=\"vod/"
                                 "ManageTask\",server_address=\"vod.example.com\",error_type=\"";
    CHECK(has(text, count_of + "InvalidParameterValue\"} 2"));
    CHECK(has(text, count_of + "_OTHER\"} 4"));
    CHECK(count(text, "rpc_client_call_duration_seconds_count") == 2);
}

TEST_CASE("prometheus: labels are escaped") {
    observe::prometheus metrics;
    metrics.call_ends({1, manage, "a\\b\"c\nd", "h"}, {});
    CHECK(has(metrics.scrape(), R"(rpc_client_call_duration_seconds_count{rpc_system_name="a\\b\"c\nd",)"
                                R"(rpc_method="vod/ManageTask",server_address="h"} 1)"));
}

TEST_CASE("prometheus: there are no more series than allowed, and nothing is lost for it") {
    observe::prometheus metrics(3);
    for (int i = 0; i != 10; ++i)
        metrics.call_ends({1, manage, "tencent", "host-" + std::to_string(i)}, {});
    const std::string text = metrics.scrape();
    CHECK(count(text, "rpc_client_call_duration_seconds_count") == 4);
    CHECK(has(text, R"(rpc_client_call_duration_seconds_count{otel_metric_overflow="true"} 7)"));
}

TEST_CASE("prometheus: a time that is a bucket's bound is within it, and one beyond all is in the last") {
    observe::prometheus metrics;
    for (const auto time : {std::chrono::nanoseconds(5ms), std::chrono::nanoseconds(5ms) + 1ns,
                            std::chrono::nanoseconds(10s), std::chrono::nanoseconds(11s)})
        metrics.call_ends(call, {.duration = time});
    const std::string text = metrics.scrape();
    const std::string labels =
        R"({rpc_system_name="tencent",rpc_method="vod/ManageTask",server_address="vod.example.com",le=")";
    CHECK(has(text, "rpc_client_call_duration_seconds_bucket" + labels + "0.005\"} 1"));
    CHECK(has(text, "rpc_client_call_duration_seconds_bucket" + labels + "0.01\"} 2"));
    CHECK(has(text, "rpc_client_call_duration_seconds_bucket" + labels + "10\"} 3"));
    CHECK(has(text, "rpc_client_call_duration_seconds_bucket" + labels + "+Inf\"} 4"));
}
