#ifndef BINDERY_BENCHMARKS_PAYLOAD_PLAIN_HPP
#define BINDERY_BENCHMARKS_PAYLOAD_PLAIN_HPP

// The benchmarks' structures in the types that other libraries read and write.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plain {

struct execute_function {
    std::string FunctionName;
    std::string FunctionArg;
    std::optional<std::int64_t> SubAppId;
    std::optional<std::string> SessionContext;
    std::optional<std::string> SessionId;
    std::optional<std::string> ExtInfo;
};

struct video {
    std::optional<std::string> UserId;
    std::optional<std::int64_t> VideoDuration;
    std::optional<std::string> VideoFormat;
    std::optional<std::string> VideoId;
    std::optional<std::int64_t> VideoPlayTime;
    std::optional<std::int64_t> VideoSize;
    std::optional<std::int64_t> VideoType;
    std::optional<std::int64_t> Width;
    std::optional<std::int64_t> Height;
    std::optional<std::string> VideoUrl;
};

struct task {
    std::optional<std::string> GroupId;
    std::optional<std::int64_t> RoomId;
    std::optional<std::string> TaskId;
    std::optional<std::int64_t> Progress;
    std::optional<std::string> Status;
    std::optional<std::int64_t> TotalTime;
    std::optional<video> VideoInfos;
    std::optional<std::vector<video>> VideoInfoList;
    std::optional<std::string> RequestId;
};

/// What Tencent puts around an answer.
struct envelope {
    task Response;
};

} // namespace plain

#endif
