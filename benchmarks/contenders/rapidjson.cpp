// RapidJSON: its writer fed by hand, its document read by hand, checking UTF-8, which it does not do unless asked.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdlib>

namespace bench {

namespace {

class write_request final : public contender {
public:
    void run() override {
        out_.Clear();
        rapidjson::Writer<rapidjson::StringBuffer> writer(out_);
        writer.StartObject();
        text(writer, "FunctionName", request_.FunctionName);
        text(writer, "FunctionArg", request_.FunctionArg);
        if (request_.SubAppId) {
            writer.Key("SubAppId");
            writer.Int64(*request_.SubAppId);
        }
        for (const auto& [name, value] :
             {std::pair("SessionContext", &request_.SessionContext), std::pair("SessionId", &request_.SessionId),
              std::pair("ExtInfo", &request_.ExtInfo)})
            if (*value)
                text(writer, name, **value);
        writer.EndObject();
    }
    std::string product() const override { return {out_.GetString(), out_.GetSize()}; }

private:
    template <class Writer>
    static void text(Writer& writer, const char* name, const std::string& value) {
        writer.Key(name);
        writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    }

    plain::execute_function request_ = plain_request();
    rapidjson::StringBuffer out_;
};

void get(const rapidjson::Value& from, std::string& out) {
    out.assign(from.GetString(), from.GetStringLength());
}
void get(const rapidjson::Value& from, std::int64_t& out) {
    out = from.GetInt64();
}
void get(const rapidjson::Value& from, plain::video& out);
void get(const rapidjson::Value& from, std::vector<plain::video>& out) {
    for (const rapidjson::Value& each : from.GetArray())
        get(each, out.emplace_back());
}

template <class T>
void get(const rapidjson::Value& from, const char* name, std::optional<T>& out) {
    if (const auto found = from.FindMember(name); found != from.MemberEnd() && !found->value.IsNull())
        get(found->value, out.emplace());
}

void get(const rapidjson::Value& from, plain::video& out) {
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

void get(const rapidjson::Value& from, plain::task& out) {
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

template <std::size_t Videos>
class read_answer final : public contender {
public:
    void run() override {
        rapidjson::Document document;
        document.Parse<rapidjson::kParseValidateEncodingFlag>(json_.data(), json_.size());
        if (document.HasParseError())
            std::abort();
        get(document["Response"], out_.emplace());
    }
    std::string product() const override { return text_of(*out_); }

private:
    std::string json_ = answer(Videos);
    std::optional<plain::task> out_;
};

const enter<write_request> a{"write_request", "rapidjson"};
const enter<read_answer<1>> b{"read_small", "rapidjson"};
const enter<read_answer<many_videos>> c{"read_large", "rapidjson"};

} // namespace

} // namespace bench
