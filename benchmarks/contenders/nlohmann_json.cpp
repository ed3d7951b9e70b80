// nlohmann::json: its document, converted by hand.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <nlohmann/json.hpp>

namespace plain {

using nlohmann::ordered_json;

template <class T>
void put(ordered_json& out, const char* name, const std::optional<T>& member) {
    if (member)
        out[name] = *member;
}

void to_json(ordered_json& out, const execute_function& from) {
    out["FunctionName"] = from.FunctionName;
    out["FunctionArg"] = from.FunctionArg;
    put(out, "SubAppId", from.SubAppId);
    put(out, "SessionContext", from.SessionContext);
    put(out, "SessionId", from.SessionId);
    put(out, "ExtInfo", from.ExtInfo);
}

template <class T>
void get(const nlohmann::json& from, const char* name, std::optional<T>& member) {
    if (const auto found = from.find(name); found != from.end() && !found->is_null())
        found->get_to(member.emplace());
}

void from_json(const nlohmann::json& from, video& out) {
    get(from, "UserId", out.UserId);
    get(from, "VideoDuration", out.VideoDuration);
    get(from, "VideoFormat", out.VideoFormat);
    get(from, "VideoId", out.VideoId);
    get(from, "VideoPlayTime", out.VideoPlayTime);
    get(from, "VideoSize", out.VideoSize);
    get(from, "VideoType", out.VideoType);
    get(from, "Width", out.Width);
    get(from, "Height", out.Height);
    get(from, "VideoUrl", out.VideoUrl);
}

void from_json(const nlohmann::json& from, task& out) {
    get(from, "GroupId", out.GroupId);
    get(from, "RoomId", out.RoomId);
    get(from, "TaskId", out.TaskId);
    get(from, "Progress", out.Progress);
    get(from, "Status", out.Status);
    get(from, "TotalTime", out.TotalTime);
    get(from, "VideoInfos", out.VideoInfos);
    get(from, "VideoInfoList", out.VideoInfoList);
    get(from, "RequestId", out.RequestId);
}

} // namespace plain

namespace bench {

namespace {

class write_request final : public contender {
public:
    void run() override { out_ = nlohmann::ordered_json(request_).dump(); }
    std::string product() const override { return out_; }

private:
    plain::execute_function request_ = plain_request();
    std::string out_;
};

template <std::size_t Videos>
class read_answer final : public contender {
public:
    void run() override { out_ = nlohmann::json::parse(json_).at("Response").template get<plain::task>(); }
    std::string product() const override { return text_of(out_); }

private:
    std::string json_ = answer(Videos);
    plain::task out_;
};

const enter<write_request> a{"write_request", "nlohmann"};
const enter<read_answer<1>> b{"read_small", "nlohmann"};
const enter<read_answer<many_videos>> c{"read_large", "nlohmann"};

} // namespace

} // namespace bench
