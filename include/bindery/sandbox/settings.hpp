#ifndef BINDERY_SANDBOX_SETTINGS_HPP
#define BINDERY_SANDBOX_SETTINGS_HPP

#include <bindery/error.hpp>
#include <bindery/server/settings.hpp>
#include <bindery/store/memory.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace bindery {

/// A sandbox's settings; all have working defaults.
struct sandbox_settings {
    std::function<std::int64_t()> clock{};  ///< milliseconds since 1970, asked by many threads; default: the system's
    std::shared_ptr<store::memory> store{}; ///< of nonces, SessionIds, quotas and tasks; default: a new one
    std::chrono::milliseconds waiting{500}; ///< how long a task stays WAITING or QUEUED
    std::chrono::milliseconds processing{2'000};     ///< how long it then stays PROCESSING
    std::chrono::hours task_lifetime{24 * 7};        ///< after which a task is forgotten
    std::chrono::milliseconds edge_job_time{60'000}; ///< how long a started edge job runs
    std::uint32_t max_edge_jobs = 10;                ///< that an account may run at once
    /// Whether a caller whose signature does not match is told what was computed of its request, see
    /// protocol::dispatch_limits.
    bool explain_mismatches = false;
};

/// How a sandbox is served. The certificate that it makes holds localhost, 127.0.0.1, ::1 and the clouds' mainland,
/// international and regional hosts.
struct sandbox_serve_settings {
    enum class transport {
        tls,
        plain
    };
    std::string endpoint = "127.0.0.1:0"; ///< address and port; port 0 takes any free one
    transport over = transport::tls;
    std::optional<server_tls> tls{}; ///< a certificate of one's own
    unsigned threads = 1;
    server_limits limits{.max_header = 64 * 1024}; ///< room for calls that have everything in the query
};

/// How an account stands with a service. What the caller is told is the page's error for it.
enum class standing {
    good,
    not_activated, ///< the account has not opened the service
    expired,       ///< unpaid bills, or the service has run out
    unauthorized,  ///< this key may not call the operation
};

/// What a sandbox's ExecuteFunction calls: takes FunctionArg, returns Result. An error of the API is answered as it is,
/// any other as a wrong FunctionArg with its message. Called by many threads.
using sandbox_function = std::function<result<std::string>(const std::string& argument)>;

} // namespace bindery

#endif
