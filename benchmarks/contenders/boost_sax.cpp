// A SAX handler written by hand for this one answer, on Boost.JSON's parser, which checks UTF-8.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cstdlib>

namespace bench {

namespace {

class handler {
public:
    using error_code = boost::system::error_code;
    using string_view = boost::json::string_view;

    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    explicit handler(plain::task& out) noexcept : out_(out) {}

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }

    bool on_object_begin(error_code&) {
        if (skipped_ != 0 || (place_ != place::top && where_ == nullptr)) {
            ++skipped_;
        } else if (place_ == place::top) {
            place_ = place::envelope;
        } else if (place_ == place::task && where_ == &out_.VideoInfos) {
            video_ = &out_.VideoInfos.emplace();
            place_ = place::video;
        } else if (place_ == place::videos) {
            video_ = &out_.VideoInfoList->emplace_back();
            place_ = place::listed_video;
        } else if (place_ == place::envelope) {
            place_ = place::task;
        } else {
            return false;
        }
        return true;
    }
    bool on_object_end(std::size_t, error_code&) {
        if (skipped_ != 0) {
            --skipped_;
            return true;
        }
        switch (place_) {
        case place::video:
            place_ = place::task;
            break;
        case place::listed_video:
            place_ = place::videos;
            where_ = &*out_.VideoInfoList;
            break;
        case place::task:
            place_ = place::envelope;
            break;
        default:
            place_ = place::top;
        }
        return true;
    }
    bool on_array_begin(error_code&) {
        if (skipped_ != 0 || place_ != place::task || where_ != &out_.VideoInfoList) {
            ++skipped_;
            return true;
        }
        where_ = &out_.VideoInfoList.emplace();
        place_ = place::videos;
        return true;
    }
    bool on_array_end(std::size_t, error_code&) {
        if (skipped_ != 0)
            --skipped_;
        else
            place_ = place::task;
        return true;
    }

    bool on_key_part(string_view part, std::size_t, error_code&) {
        parts_.append(part.data(), part.size());
        return true;
    }
    bool on_key(string_view part, std::size_t, error_code&) {
        if (parts_.empty()) {
            find({part.data(), part.size()});
        } else {
            parts_.append(part.data(), part.size());
            find(parts_);
            parts_.clear();
        }
        return true;
    }
    bool on_string_part(string_view part, std::size_t, error_code&) {
        parts_.append(part.data(), part.size());
        return true;
    }
    bool on_string(string_view part, std::size_t, error_code&) {
        if (parts_.empty()) {
            if (text_ != nullptr)
                text_->emplace(part.data(), part.size());
        } else {
            parts_.append(part.data(), part.size());
            if (text_ != nullptr)
                *text_ = parts_;
            parts_.clear();
        }
        return true;
    }
    bool on_number_part(string_view, error_code&) { return true; }
    bool on_int64(std::int64_t value, string_view, error_code&) {
        if (integer_ != nullptr)
            *integer_ = value;
        return true;
    }
    bool on_uint64(std::uint64_t, string_view, error_code&) { return integer_ == nullptr; }
    bool on_double(double, string_view, error_code&) { return integer_ == nullptr; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

private:
    enum class place {
        top,
        envelope,
        task,
        video,
        videos,
        listed_video
    };

    void find(std::string_view name) {
        text_ = nullptr;
        integer_ = nullptr;
        where_ = nullptr;
        if (skipped_ != 0)
            return;
        if (place_ == place::envelope)
            where_ = name == "Response" ? &out_ : nullptr;
        else if (place_ == place::task)
            find_in_task(name);
        else
            find_in_video(name);
    }
    void find_in_task(std::string_view name) {
        if (name == "GroupId")
            text_ = &out_.GroupId;
        else if (name == "RoomId")
            integer_ = &out_.RoomId;
        else if (name == "TaskId")
            text_ = &out_.TaskId;
        else if (name == "Progress")
            integer_ = &out_.Progress;
        else if (name == "Status")
            text_ = &out_.Status;
        else if (name == "TotalTime")
            integer_ = &out_.TotalTime;
        else if (name == "VideoInfos")
            where_ = &out_.VideoInfos;
        else if (name == "VideoInfoList")
            where_ = &out_.VideoInfoList;
        else if (name == "RequestId")
            text_ = &out_.RequestId;
    }
    void find_in_video(std::string_view name) {
        if (name == "UserId")
            text_ = &video_->UserId;
        else if (name == "VideoDuration")
            integer_ = &video_->VideoDuration;
        else if (name == "VideoFormat")
            text_ = &video_->VideoFormat;
        else if (name == "VideoId")
            text_ = &video_->VideoId;
        else if (name == "VideoPlayTime")
            integer_ = &video_->VideoPlayTime;
        else if (name == "VideoSize")
            integer_ = &video_->VideoSize;
        else if (name == "VideoType")
            integer_ = &video_->VideoType;
        else if (name == "Width")
            integer_ = &video_->Width;
        else if (name == "Height")
            integer_ = &video_->Height;
        else if (name == "VideoUrl")
            text_ = &video_->VideoUrl;
    }

    plain::task& out_;
    place place_ = place::top;
    unsigned skipped_ = 0;          ///< objects and lists open that nobody asked for
    const void* where_ = nullptr;   ///< where the next object or list goes
    plain::video* video_ = nullptr; ///< the one being read
    std::optional<std::string>* text_ = nullptr;
    std::optional<std::int64_t>* integer_ = nullptr;
    std::string parts_;
};

template <std::size_t Videos>
class read_answer final : public contender {
public:
    void run() override {
        boost::json::basic_parser<handler> parser({}, out_.emplace());
        boost::system::error_code failure;
        if (parser.write_some(false, json_.data(), json_.size(), failure) != json_.size() || failure)
            std::abort();
    }
    std::string product() const override { return text_of(*out_); }

private:
    std::string json_ = answer(Videos);
    std::optional<plain::task> out_;
};

const enter<read_answer<1>> a{"read_small", "boost-sax"};
const enter<read_answer<many_videos>> b{"read_large", "boost-sax"};

} // namespace

} // namespace bench
