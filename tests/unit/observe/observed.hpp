#ifndef BINDERY_TESTS_UNIT_OBSERVE_OBSERVED_HPP
#define BINDERY_TESTS_UNIT_OBSERVE_OBSERVED_HPP

// Calls as observers are told of them.

#include <bindery/observer.hpp>

#include <array>
#include <string>
#include <vector>

namespace observed {

using namespace bindery;
using namespace std::chrono_literals;

inline constexpr std::array<api_error, 2> errors{api_error{"InvalidParameterValue", 200, ""},
                                                 api_error{"InternalError", 500, ""}};
inline constexpr operation manage{
    .service = "vod", .action = "ManageTask", .version = "2018-07-17", .host = "vod.example.com", .errors = errors};
inline constexpr observed_call call{7, manage, "tencent", "vod.example.com"};

inline constexpr observed_attempt failed{.number = 1,
                                         .address = "vod.example.com",
                                         .port = "443",
                                         .tls = true,
                                         .method = "POST",
                                         .bytes_sent = 412,
                                         .bytes_received = 130,
                                         .outcome = {.failure = errc::api,
                                                     .phase = phase::reading,
                                                     .http_status = 500,
                                                     .code = "InternalError",
                                                     .request_id = "r-1",
                                                     .outcome_unknown = true},
                                         .duration = 5'210us,
                                         .spent = {.connecting = 300us, .sending = 110us, .receiving = 4'800us},
                                         .pause = 31ms};
inline constexpr observed_attempt good{.number = 2,
                                       .address = "127.0.0.1",
                                       .port = "8080",
                                       .method = "POST",
                                       .reused = true,
                                       .bytes_sent = 412,
                                       .bytes_received = 99,
                                       .outcome = {.http_status = 200, .request_id = "r-2"},
                                       .duration = 6ms,
                                       .spent = {.receiving = 6ms}};
inline constexpr observed_end done{
    .attempts = 2,
    .outcome = {.http_status = 200, .request_id = "r-2"},
    .duration = 42'210us,
    .spent = {.connecting = 300us, .sending = 110us, .receiving = 10'800us, .pausing = 31ms}};
inline constexpr observed_end refused{.outcome = {.failure = errc::rate_limited}, .duration = 10us};

/// All of the above, as it would come.
inline void tell(observer& who) {
    who.call_begins(call);
    who.attempt_ends(call, failed);
    who.attempt_ends(call, good);
    who.call_ends(call, done);
    who.call_begins(call);
    who.call_ends(call, refused);
}

/// Takes lines.
struct lines {
    std::vector<std::string> held;
    auto sink() {
        return [this](std::string_view line) { held.emplace_back(line); };
    }
};

/// Texts that a service may send.
inline constexpr observed_outcome hostile{.failure = errc::api,
                                          .phase = phase::reading,
                                          .http_status = 200,
                                          .code = "a\"\\\n\x1b[31m\xff",
                                          .request_id = "\r\nevil"};

} // namespace observed

#endif
