// Boost.JSON with a document in between: value_from and serialize, parse and value_to. The conversions leave absent
// members out, which those that Boost.JSON 1.81 generates for described structures do not.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <boost/json.hpp>

namespace plain {

using boost::json::value;

template <class T>
void put(boost::json::object& out, const char* name, const std::optional<T>& member) {
    if (member)
        out.emplace(name, boost::json::value_from(*member));
}

void tag_invoke(boost::json::value_from_tag, value& out, const execute_function& from) {
    boost::json::object& object = out.emplace_object();
    object.emplace("FunctionName", from.FunctionName);
    object.emplace("FunctionArg", from.FunctionArg);
    put(object, "SubAppId", from.SubAppId);
    put(object, "SessionContext", from.SessionContext);
    put(object, "SessionId", from.SessionId);
    put(object, "ExtInfo", from.ExtInfo);
}

template <class T>
void get(const boost::json::object& from, const char* name, std::optional<T>& member) {
    if (const value* const found = from.if_contains(name); found != nullptr && !found->is_null())
        member = boost::json::value_to<T>(*found);
}

video tag_invoke(boost::json::value_to_tag<video>, const value& from) {
    const boost::json::object& object = from.as_object();
    video out;
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
    return out;
}

task tag_invoke(boost::json::value_to_tag<task>, const value& from) {
    const boost::json::object& object = from.as_object();
    task out;
    get(object, "GroupId", out.GroupId);
    get(object, "RoomId", out.RoomId);
    get(object, "TaskId", out.TaskId);
    get(object, "Progress", out.Progress);
    get(object, "Status", out.Status);
    get(object, "TotalTime", out.TotalTime);
    get(object, "VideoInfos", out.VideoInfos);
    get(object, "VideoInfoList", out.VideoInfoList);
    get(object, "RequestId", out.RequestId);
    return out;
}

} // namespace plain

namespace bench {

namespace {

class write_request final : public contender {
public:
    void run() override { out_ = boost::json::serialize(boost::json::value_from(request_)); }
    std::string product() const override { return out_; }

private:
    plain::execute_function request_ = plain_request();
    std::string out_;
};

template <std::size_t Videos>
class read_answer final : public contender {
public:
    void run() override { out_ = boost::json::value_to<plain::task>(boost::json::parse(json_).at("Response")); }
    std::string product() const override { return text_of(out_); }

private:
    std::string json_ = answer(Videos);
    plain::task out_;
};

const enter<write_request> a{"write_request", "boost-dom"};
const enter<read_answer<1>> b{"read_small", "boost-dom"};
const enter<read_answer<many_videos>> c{"read_large", "boost-dom"};

} // namespace

} // namespace bench
