// simdjson on demand, its parser and padded text reused. Checks UTF-8. Members are asked for in the page's order.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <simdjson.h>

namespace bench {

namespace {

namespace ondemand = simdjson::ondemand;

void get(ondemand::value from, std::string& out) {
    const std::string_view text = from.get_string();
    out.assign(text);
}
void get(ondemand::value from, std::int64_t& out) {
    out = from.get_int64();
}
void get(ondemand::value from, plain::video& out);
void get(ondemand::value from, std::vector<plain::video>& out) {
    for (auto each : from.get_array())
        get(each.value(), out.emplace_back());
}

template <class T>
void get(ondemand::object& from, const char* name, std::optional<T>& out) {
    ondemand::value found;
    if (from.find_field_unordered(name).get(found) == simdjson::SUCCESS && !found.is_null())
        get(found, out.emplace());
}

void get(ondemand::value from, plain::video& out) {
    ondemand::object object = from.get_object();
    get(object, "UserId", out.UserId);
    get(object, "VideoDuration", out.VideoDuration);
    get(object, "VideoFormat", out.VideoFormat);
    get(object, "VideoId", out.VideoId);
    get(object, "VideoPlayTime", out.VideoPlayTime);
    get(object, "VideoSize", out.VideoSize);
    get(object, "VideoType", out.VideoType);
    get(object, "Width", out.Width);
    get(object, "Height", out.Height);
    get(object, "VideoUrl", out.VideoUrl);
}

template <std::size_t Videos>
class read_answer final : public contender {
public:
    void run() override {
        ondemand::document document = parser_.iterate(json_);
        ondemand::object object = document["Response"].get_object();
        plain::task& out = out_.emplace();
        get(object, "GroupId", out.GroupId);
        get(object, "RoomId", out.RoomId);
        get(object, "TaskId", out.TaskId);
        get(object, "Progress", out.Progress);
        get(object, "Status", out.Status);
        get(object, "TotalTime", out.TotalTime);
        get(object, "VideoInfos", out.VideoInfos);
        get(object, "VideoInfoList", out.VideoInfoList);
        get(object, "RequestId", out.RequestId);
    }
    std::string product() const override { return text_of(*out_); }

private:
    simdjson::padded_string json_{answer(Videos)};
    ondemand::parser parser_;
    std::optional<plain::task> out_;
};

const enter<read_answer<1>> a{"read_small", "simdjson"};
const enter<read_answer<many_videos>> b{"read_large", "simdjson"};

} // namespace

} // namespace bench
