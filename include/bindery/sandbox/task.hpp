#ifndef BINDERY_SANDBOX_TASK_HPP
#define BINDERY_SANDBOX_TASK_HPP

#include <bindery/api/tencent/tiw/v20190919/types.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bindery {

/// A task that an ExecuteFunction call has become.
struct sandbox_task {
    std::string id;
    std::string state;   ///< WAITING, PROCESSING, FINISHED or ABORTED
    std::string service; ///< "vod" or "mps"
    std::string account; ///< the caller's secret id
    std::string function;
    std::string argument;
    std::string result;
    std::string session_id;      ///< as given, else empty
    std::string session_context; ///< as given, else empty; goes back with the completion
    std::int64_t created = 0;    ///< milliseconds since 1970
};

/// Called with a task each time it has got a state, the first one too; in order, one call at a time, by any thread.
using task_observer = std::function<void(const sandbox_task& changed)>;

/// A task of the whiteboard service, for DescribeVideoGenerationTask to describe: QUEUED, PROCESSING and FINISHED as
/// time goes on. The members with the page's names are those of its answer.
struct video_generation_task {
    std::int64_t SdkAppId = 0;
    std::string TaskId;
    std::string GroupId{};
    std::int64_t RoomId = 0;
    std::int64_t TotalTime = 0;                                           ///< milliseconds; told when FINISHED
    std::vector<api::tencent::tiw::v20190919::VideoInfo> VideoInfoList{}; ///< told when FINISHED
    std::string failure{};                                 ///< not empty: generation fails, and says this when FINISHED
    std::optional<std::chrono::milliseconds> queued{};     ///< in place of sandbox_settings::waiting
    std::optional<std::chrono::milliseconds> processing{}; ///< in place of sandbox_settings::processing
};

/// An edge transcoding job that can be started.
struct edge_transcode_job {
    std::string ClusterId;
    std::string JobId;
};

} // namespace bindery

#endif
