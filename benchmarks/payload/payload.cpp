#include "payload.hpp"

#include <algorithm>

namespace bench {

namespace {

constexpr std::string_view function_name = "ExampleFunc";
constexpr std::string_view function_argument = "XXX";
constexpr std::int64_t application = 1'500'000'001;
constexpr std::string_view session_id = "0f8b2c4d6e1a3957b0c2d4e6f8a1b3c5";

std::string session_context() {
    std::string text;
    while (text.size() < 200)
        text += "order=20231114-000042;user=251000333;step=transcode; ";
    text.resize(200);
    return text;
}

constexpr std::string_view head = R"({"Response":{"GroupId":"900822","Progress":100,)"
                                  R"("RequestId":"d290f1ee-6c54-4b01-90e6-d701748f0851","RoomId":900822,)"
                                  R"("Status":"FINISHED","TaskId":"00e1jv8ve0jcqk7da9lb","TotalTime":156750,)"
                                  R"("VideoInfoList":[)";
constexpr std::string_view video =
    R"({"UserId":"","VideoDuration":156750,"VideoFormat":"mp4","VideoId":"5285890792776509100","VideoPlayTime":0,)"
    R"("VideoSize":318384,"VideoType":2,"Width":1024,"Height":768,)"
    R"("VideoUrl":"http://1257240443.vod2.myqcloud.com/cc35b442vodcq1257240443/video.mp4"})";
constexpr std::string_view tail =
    R"(],"VideoInfos":{"VideoType":0,"VideoUrl":"Disused. Use the VideoInfoList parameter.","UserId":"xx",)"
    R"("VideoId":"xx","VideoSize":0,"VideoDuration":0,"Width":0,"Height":0,"VideoPlayTime":0,"VideoFormat":"xx"}}})";

std::size_t videos_in(std::uint64_t size) {
    const std::size_t around = head.size() + tail.size();
    return size > around ? (size - around) / (video.size() + 1) : 0;
}

tiw::VideoInfo one_video() {
    return {.UserId = "",
            .VideoDuration = 156750,
            .VideoFormat = "mp4",
            .VideoId = std::string("5285890792776509100"),
            .VideoPlayTime = 0,
            .VideoSize = 318384,
            .VideoType = 2,
            .Width = 1024,
            .Height = 768,
            .VideoUrl = std::string("http://1257240443.vod2.myqcloud.com/cc35b442vodcq1257240443/video.mp4")};
}

/// Gathers values as text; works for both kinds of structures.
class description {
public:
    template <class Video>
    void add_video(const Video& video) {
        add(video.UserId);
        add(video.VideoDuration);
        add(video.VideoFormat);
        add(video.VideoId);
        add(video.VideoPlayTime);
        add(video.VideoSize);
        add(video.VideoType);
        add(video.Width);
        add(video.Height);
        add(video.VideoUrl);
    }
    template <class Task>
    std::string describe(const Task& task) && {
        add(task.GroupId);
        add(task.RoomId);
        add(task.TaskId);
        add(task.Progress);
        add(task.Status);
        add(task.TotalTime);
        if (task.VideoInfos)
            add_video(*task.VideoInfos);
        if (task.VideoInfoList)
            for (const auto& each : *task.VideoInfoList)
                add_video(each);
        add(task.RequestId);
        return std::move(text_);
    }

private:
    void add(const std::optional<std::string>& value) { text_ += value ? '"' + *value + "\"\n" : "-\n"; }
    void add(const std::optional<std::int64_t>& value) { text_ += value ? std::to_string(*value) + '\n' : "-\n"; }
    template <class... Rules>
    void add(const bindery::optional<bindery::text<Rules...>>& value) {
        text_ += value ? '"' + value->str() + "\"\n" : "-\n";
    }
    void add(const bindery::optional<bindery::integer<>>& value) {
        text_ += value ? std::to_string(value->value()) + '\n' : "-\n";
    }

    std::string text_;
};

} // namespace

vod::ExecuteFunction request() {
    return {.FunctionName = std::string(function_name),
            .FunctionArg = std::string(function_argument),
            .SubAppId = application,
            .SessionContext = session_context(),
            .SessionId = std::string(session_id)};
}

plain::execute_function plain_request() {
    return {.FunctionName = std::string(function_name),
            .FunctionArg = std::string(function_argument),
            .SubAppId = application,
            .SessionContext = session_context(),
            .SessionId = std::string(session_id),
            .ExtInfo = std::nullopt};
}

vod::ExecuteFunction request_beyond_ascii() {
    std::string context;
    for (int i = 0; i != 10; ++i)
        context += "视频转码任务已提交\t\"第一步\" \\ ende\n";
    vod::ExecuteFunction out = request();
    out.SessionContext = context;
    return out;
}

live::StartEdgeTranscodeJob edge_job() {
    return {.RegionId = std::string("cn-shanghai"),
            .ClusterId = std::string("cluster/edge 7"),
            .JobId = std::string("bed3a1b7-0e6a-4a3c-a2a6-5c7b8d9e0f11")};
}

std::string answer(std::size_t videos) {
    std::string text;
    text.reserve(head.size() + videos * (video.size() + 1) + tail.size());
    text += head;
    for (std::size_t i = 0; i != videos; ++i) {
        if (i != 0)
            text += ',';
        text += video;
    }
    return text += tail;
}

std::string answer_of_size(std::uint64_t size) {
    constexpr std::string_view least = R"({"Response":{"RequestId":""}})";
    if (videos_in(size) != 0)
        return answer(videos_in(size));
    return std::string(least.substr(0, least.size() - 3)).append(size - least.size(), 'r').append("\"}}");
}

tiw::DescribeVideoGenerationTask::Output output_of_size(std::uint64_t size) {
    tiw::DescribeVideoGenerationTask::Output out;
    if (videos_in(size) == 0) {
        out.RequestId = std::string(size - 16, 'r');
        return out;
    }
    out.GroupId = "900822";
    out.TaskId = std::string("00e1jv8ve0jcqk7da9lb");
    auto& videos = out.VideoInfoList.emplace();
    videos.reserve(videos_in(size));
    for (std::size_t i = 0; i != videos_in(size); ++i)
        videos.push_back(one_video());
    return out;
}

std::string text_of(const plain::task& task) {
    return description().describe(task);
}

std::string text_of(const tiw::DescribeVideoGenerationTask::Output& task) {
    return description().describe(task);
}

std::string text_of_request(std::string_view http) {
    const auto line = [&] {
        const std::size_t end = std::min(http.find("\r\n"), http.size());
        const std::string_view text = http.substr(0, end);
        http.remove_prefix(std::min(end + 2, http.size()));
        return std::string(text);
    };
    std::string out = line() + '\n';
    std::vector<std::string> fields;
    for (std::string field = line(); !field.empty(); field = line()) {
        for (char* c = field.data(); *c != ':' && *c != '\0'; ++c)
            if (*c >= 'A' && *c <= 'Z')
                *c = static_cast<char>(*c - 'A' + 'a');
        fields.push_back(std::move(field));
    }
    std::sort(fields.begin(), fields.end());
    for (const std::string& field : fields)
        out += field + '\n';
    return out.append(http);
}

} // namespace bench
