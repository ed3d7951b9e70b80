#ifndef BINDERY_SANDBOX_IMPL_STATE_HPP
#define BINDERY_SANDBOX_IMPL_STATE_HPP

#include <bindery/api/alibaba/live/v20161101/StartEdgeTranscodeJob.hpp>
#include <bindery/api/tencent/mps/v20190612/ExecuteFunction.hpp>
#include <bindery/api/tencent/tiw/v20190919/DescribeVideoGenerationTask.hpp>
#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/protocol/dispatcher.hpp>
#include <bindery/provider/gateways.hpp>
#include <bindery/sandbox/impl/task_board.hpp>
#include <bindery/sandbox/settings.hpp>
#include <bindery/server/environment.hpp>
#include <bindery/signing/acs3.hpp>
#include <bindery/signing/parameter_scheme.hpp>
#include <bindery/signing/tc3.hpp>

#include <deque>
#include <map>
#include <set>
#include <shared_mutex>

namespace bindery::detail {

/// All of a sandbox: what is told to it, what it remembers, and the operations' handlers, which refer to it.
class sandbox_state {
public:
    explicit sandbox_state(sandbox_settings given)
        : settings(complete(std::move(given))),
          world(std::make_shared<stored_environment<store::memory>>(settings.store, settings.clock)), tasks(settings),
          dispatcher(world, handlers(), dispatch()) {}
    sandbox_state(const sandbox_state&) = delete;

    using functions = std::map<std::string, sandbox_function, std::less<>>;
    struct video_task {
        video_generation_task told;
        std::int64_t added;
    };

    /// It takes what the clouds take: every scheme.
    protocol::dispatch_limits dispatch() const {
        protocol::dispatch_limits limits;
        for (const std::string_view name :
             {signing::tc3::scheme, signing::tc1::hmac_sha256.name, signing::tc1::hmac_sha1.name, signing::acs3::scheme,
              signing::acs3::sm3_scheme, signing::rpc1::hmac_sha1.name})
            limits.schemes.emplace_back(name);
        limits.explain_mismatches = settings.explain_mismatches;
        return limits;
    }

    const sandbox_settings settings;
    const std::shared_ptr<stored_environment<store::memory>> world;
    task_board tasks;

    std::shared_mutex mutex; ///< of what follows
    functions vod_functions;
    functions mps_functions;
    std::map<std::string, video_task, std::less<>> video_tasks;
    std::set<std::pair<std::string, std::string>> edge_jobs;
    std::map<std::pair<std::string, std::string>, standing> standings; ///< by secret id and service
    std::map<const api_error*, std::deque<error>> faults;              ///< by the operation's declared errors

    const protocol::dispatcher dispatcher; ///< last, since its handlers use the rest

private:
    using context = protocol::call_context;

    static sandbox_settings complete(sandbox_settings settings) {
        if (!settings.store)
            settings.store = std::make_shared<store::memory>();
        return settings;
    }

    std::vector<protocol::handler> handlers();

    /// A handler behind what all operations have in common.
    template <operation_input Op>
    protocol::handler guarded(result<typename Op::Output> (sandbox_state::*act)(const Op&, const context&)) {
        return protocol::make_handler<Op>(
            [this, act](const Op& input, const context& call) -> result<typename Op::Output> {
                tasks.advance(call.now);
                if (auto refused = refusal_of(call))
                    return *std::move(refused);
                return (this->*act)(input, call);
            });
    }

    std::optional<error> refusal_of(const context& call);
    /// What cannot be remembered is not done. The caller learns no more than that the server failed.
    static error no_room(std::string_view what) {
        return error{errc::protocol, "there is no room in the store for " + std::string(what)};
    }
    /// The first of the codes that the operation's page declares.
    static error declared(const context& call, std::initializer_list<std::string_view> codes, std::string_view detail);

    template <class Op>
    result<typename Op::Output> execute(functions& known, const Op& input, const context& call);

    result<api::tencent::vod::v20180717::ExecuteFunction::Output>
    vod_execute(const api::tencent::vod::v20180717::ExecuteFunction& input, const context& call);
    result<api::tencent::vod::v20180717::ManageTask::Output>
    vod_manage(const api::tencent::vod::v20180717::ManageTask& input, const context& call);
    result<api::tencent::mps::v20190612::ExecuteFunction::Output>
    mps_execute(const api::tencent::mps::v20190612::ExecuteFunction& input, const context& call);
    result<api::tencent::tiw::v20190919::DescribeVideoGenerationTask::Output>
    tiw_describe(const api::tencent::tiw::v20190919::DescribeVideoGenerationTask& input, const context& call);
    result<api::alibaba::live::v20161101::StartEdgeTranscodeJob::Output>
    live_start(const api::alibaba::live::v20161101::StartEdgeTranscodeJob& input, const context& call);
};

} // namespace bindery::detail

#endif
