#ifndef BINDERY_SANDBOX_IMPL_OPERATIONS_HPP
#define BINDERY_SANDBOX_IMPL_OPERATIONS_HPP

// What each operation does.

#include <bindery/sandbox/impl/state.hpp>
#include <bindery/types/utf8.hpp>
#include <bindery/validate.hpp>

namespace bindery::detail {

namespace vod = api::tencent::vod::v20180717;
namespace mps = api::tencent::mps::v20190612;
namespace tiw = api::tencent::tiw::v20190919;
namespace live = api::alibaba::live::v20161101;

inline std::vector<protocol::handler> sandbox_state::handlers() {
    return {
        guarded<vod::ExecuteFunction>(&sandbox_state::vod_execute),
        guarded<vod::ManageTask>(&sandbox_state::vod_manage),
        guarded<mps::ExecuteFunction>(&sandbox_state::mps_execute),
        guarded<tiw::DescribeVideoGenerationTask>(&sandbox_state::tiw_describe),
        guarded<live::StartEdgeTranscodeJob>(&sandbox_state::live_start),
    };
}

inline error sandbox_state::declared(const context& call, std::initializer_list<std::string_view> codes,
                                     std::string_view detail) {
    for (const std::string_view code : codes)
        for (const api_error& known : call.about->errors)
            if (known.code == code)
                return fail_with(known, detail);
    return error{errc::protocol, "the page declares no error that fits"};
}

inline std::optional<error> sandbox_state::refusal_of(const context& call) {
    const std::unique_lock lock(mutex);
    if (const auto wanted = faults.find(call.about->errors.data()); wanted != faults.end() && !wanted->second.empty()) {
        error fault = std::move(wanted->second.front());
        wanted->second.pop_front();
        return fault;
    }
    const auto found = standings.find({std::string(call.secret_id), std::string(call.about->service)});
    switch (found == standings.end() ? standing::good : found->second) {
    case standing::good:
        return std::nullopt;
    case standing::not_activated:
        return declared(call,
                        {"FailedOperation.InvalidVodUser", "FailedOperation.InvalidMpsUser",
                         "ResourceUnavailable.NotRegistered", "Forbidden"},
                        "the account has not activated the service");
    case standing::expired:
        return declared(call,
                        {"ResourceUnavailable.ServiceExpired", "FailedOperation.InvalidUser",
                         "FailedOperation.InvalidVodUser", "Forbidden"},
                        "the service has expired for the account");
    case standing::unauthorized:
        return declared(call, {"UnauthorizedOperation", "AuthFailure", "Forbidden"}, "the key has no permission");
    }
    return std::nullopt;
}

template <class Op>
result<typename Op::Output> sandbox_state::execute(functions& known, const Op& input, const context& call) {
    sandbox_function function;
    {
        const std::shared_lock lock(mutex);
        if (const auto found = known.find(input.FunctionName->view()); found != known.end())
            function = found->second;
    }
    if (!function)
        return fail_with(Op::errc::InvalidParameterValue_FunctionName,
                         "there is no function " + shortened(input.FunctionName->view()));

    result<std::string> outcome = function(input.FunctionArg->str());
    if (!outcome) {
        if (outcome.error().kind == errc::api)
            return outcome.error();
        return fail_with(Op::errc::InvalidParameterValue_FunctionArg, outcome.error().message);
    }
    if (utf8::count(*outcome) == utf8::invalid)
        return error{errc::protocol, "the function's result is not valid UTF-8"};

    sandbox_task made{.id = {},
                      .state = std::string(task_board::waiting),
                      .service = std::string(call.about->service),
                      .account = std::string(call.secret_id),
                      .function = input.FunctionName->str(),
                      .argument = input.FunctionArg->str(),
                      .result = *outcome,
                      .session_id = {},
                      .session_context = {},
                      .created = call.now};
    std::string number = "1500000000"; // as pages show it: an application, what it is, 32 digits
    if constexpr (requires { input.SessionId; }) {
        if (input.SessionId)
            made.session_id = input.SessionId->str();
        if (input.SessionContext)
            made.session_context = input.SessionContext->str();
        if (input.SubAppId)
            number = std::to_string(input.SubAppId->value());
    }
    made.id = number + "-procedure-";
    const protocol::request_id unique = world->new_request_id();
    for (const char c : unique.view())
        if (c != '-')
            made.id += c;
    if (!tasks.add(made))
        return no_room("the task");
    return typename Op::Output{.Result = *outcome};
}

inline result<vod::ExecuteFunction::Output> sandbox_state::vod_execute(const vod::ExecuteFunction& input,
                                                                       const context& call) {
    return execute(vod_functions, input, call);
}

inline result<mps::ExecuteFunction::Output> sandbox_state::mps_execute(const mps::ExecuteFunction& input,
                                                                       const context& call) {
    return execute(mps_functions, input, call);
}

inline result<vod::ManageTask::Output> sandbox_state::vod_manage(const vod::ManageTask& input, const context& call) {
    using code = vod::ManageTask::errc;
    const auto task = tasks.find(input.TaskId->view(), call.now);
    if (!task || task->account != call.secret_id || task->service != call.about->service)
        return fail_with(code::InvalidParameterValue_TaskId, "there is no task " + shortened(input.TaskId->view()));
    if (tasks.abort(task->id, call.now))
        return vod::ManageTask::Output{};
    const auto now = tasks.find(task->id, call.now);
    return fail_with(code::FailedOperation, "only a task that is WAITING can be aborted, this one is " +
                                                (now ? now->state : std::string("gone")));
}

inline result<tiw::DescribeVideoGenerationTask::Output>
sandbox_state::tiw_describe(const tiw::DescribeVideoGenerationTask& input, const context& call) {
    using code = tiw::DescribeVideoGenerationTask::errc;
    const std::int64_t application = input.SdkAppId->value();
    const std::shared_lock lock(mutex);
    const bool known = std::any_of(video_tasks.begin(), video_tasks.end(),
                                   [&](const auto& each) { return each.second.told.SdkAppId == application; });
    if (!known)
        return fail_with(code::UnauthorizedOperation_SdkAppId);
    const auto found = video_tasks.find(input.TaskId->view());
    if (found == video_tasks.end() || found->second.told.SdkAppId != application)
        return fail_with(code::InvalidParameter_TaskNotFound);

    const video_generation_task& task = found->second.told;
    const std::int64_t age = call.now - found->second.added;
    const std::int64_t queued = task.queued.value_or(settings.waiting).count();
    const std::int64_t made = queued + task.processing.value_or(settings.processing).count();
    tiw::DescribeVideoGenerationTask::Output output{
        .GroupId = task.GroupId, .RoomId = task.RoomId, .TaskId = task.TaskId};
    if (age < queued) {
        output.Status = std::string_view("QUEUED");
    } else if (age < made) {
        output.Status = std::string_view("PROCESSING");
    } else if (!task.failure.empty()) {
        return fail_with(code::FailedOperation_Record, task.failure);
    } else {
        output.Status = std::string_view("FINISHED");
        output.TotalTime = task.TotalTime;
        output.VideoInfoList = task.VideoInfoList;
    }
    return output;
}

inline result<live::StartEdgeTranscodeJob::Output> sandbox_state::live_start(const live::StartEdgeTranscodeJob& input,
                                                                             const context& call) {
    using code = live::StartEdgeTranscodeJob::errc;
    const std::pair job(input.ClusterId->str(), input.JobId->str());
    {
        const std::shared_lock lock(mutex);
        if (!edge_jobs.contains(job))
            return fail_with(code::JobNotFound, "There is no job " + shortened(job.second) + " in this data center");
    }
    // A running job is a claim that lasts as long as the job runs, and so is its part of the account's quota.
    const std::int64_t time = settings.edge_job_time.count();
    const std::string running = "edge\n" + std::to_string(job.first.size()) + "\n" + job.first + job.second;
    const admission started = settings.store->claim(call.secret_id, running, time, call.now);
    if (started == admission::refused)
        return fail_with(code::OperationDenied, "The job is running already");
    if (started == admission::full)
        return no_room("the job");
    const admission counted = settings.store->take(call.secret_id, "edge\n" + std::string(call.secret_id),
                                                   settings.max_edge_jobs, time, call.now);
    if (counted == admission::granted)
        return live::StartEdgeTranscodeJob::Output{.JobId = job.second};
    settings.store->release(running);
    if (counted == admission::full)
        return no_room("the account's number of jobs");
    return fail_with(code::UserTaskExceed, "The account runs as many jobs as it may");
}

} // namespace bindery::detail

#endif
