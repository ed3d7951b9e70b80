#ifndef BINDERY_SANDBOX_SANDBOX_HPP
#define BINDERY_SANDBOX_SANDBOX_HPP

#include <bindery/model/concepts.hpp>
#include <bindery/protocol/dispatcher.hpp>
#include <bindery/sandbox/server.hpp>
#include <bindery/sandbox/settings.hpp>
#include <bindery/sandbox/task.hpp>
#include <bindery/signing/credentials.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery {

namespace detail {
class sandbox_state;
}

/// The bound operations, behaving as their pages say: signatures, clock skew and nonces are checked, rates kept,
/// parameters validated, SessionIds seen once in seven days, tasks go from WAITING to FINISHED, errors are the declared
/// ones. Time is the settings' clock. Every secret id is an account of its own, with its own quotas, SessionIds and
/// tasks. What its store has no room for is refused: a call fails rather than that a task is forgotten. Thread-safe;
/// copies are the same sandbox.
///
///     bindery::sandbox cloud;
///     cloud.add_credentials({"AKIDtest", std::string_view("secret")});
///     auto served = cloud.serve().value();
///     bindery::client_options options{.endpoint = served.url(), .tls = {.ca_pem = served.certificate_pem()}};
///     bindery::client client{{"AKIDtest", std::string_view("secret")}, options};
class sandbox {
public:
    explicit sandbox(sandbox_settings settings = {});

    /// Opens an account for these.
    void add_credentials(signing::credentials caller);
    /// From now on the account stands so with the service ("vod", "mps", "tiw", "live").
    void set_standing(std::string_view secret_id, std::string_view service, standing now);

    /// A function that VOD's ExecuteFunction can name, in place of one with this name. There is one at the start,
    /// ExampleFunc, which gives its argument back and takes any but an empty one.
    void add_function(std::string_view name, sandbox_function function);
    /// The same for MPS.
    void add_mps_function(std::string_view name, sandbox_function function);
    /// From now on DescribeVideoGenerationTask knows the task and its SdkAppId.
    void add_video_generation_task(video_generation_task task);
    /// From now on StartEdgeTranscodeJob knows the job.
    void add_edge_transcode_job(edge_transcode_job job);

    /// The next valid call to the operation, by anybody, is answered with this declared error; several queue up.
    /// `detail` goes into the message.
    template <declared_errc Errc>
    void fail_next(Errc code, std::string_view detail = {}) {
        fail_next(declared_errors(code), describe(code), detail);
    }
    /// The same by name. Fails with errc::validation when there is no such operation here, or its page declares no such
    /// error.
    result<void> fail_next(std::string_view service, std::string_view action, std::string_view code,
                           std::string_view detail = {});

    /// The tasks made by ExecuteFunction, oldest first, as they are now.
    std::vector<sandbox_task> tasks() const;
    std::optional<sandbox_task> find_task(std::string_view id) const;
    /// In place of the observer before. Changes are noticed by whatever call comes next, and within some 20 ms while
    /// the sandbox is served.
    void on_task_change(task_observer observer);
    /// Brings all tasks up to the clock's time, and has the observer told.
    void advance();

    /// Answers a signed request in the calling thread.
    protocol::response answer(protocol::request received) const;
    const protocol::dispatcher& dispatcher() const noexcept;

    /// Serves on threads of its own. Fails as `server::start` does.
    result<sandbox_server> serve(const sandbox_serve_settings& settings = {}) const;

private:
    void fail_next(std::span<const api_error> of, const api_error& with, std::string_view detail);

    std::shared_ptr<detail::sandbox_state> state_;
};

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/sandbox/impl/sandbox.ipp>
#endif

#endif
