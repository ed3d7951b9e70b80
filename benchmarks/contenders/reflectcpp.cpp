// reflect-cpp: reflects the structures by itself, on yyjson, which checks UTF-8.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <rfl/json.hpp>

namespace bench {

namespace {

class write_request final : public contender {
public:
    void run() override { out_ = rfl::json::write(request_); }
    std::string product() const override { return out_; }

private:
    plain::execute_function request_ = plain_request();
    std::string out_;
};

template <std::size_t Videos>
class read_answer final : public contender {
public:
    void run() override { out_ = rfl::json::read<plain::envelope>(json_).value(); }
    std::string product() const override { return text_of(out_.Response); }

private:
    std::string json_ = answer(Videos);
    plain::envelope out_;
};

const enter<write_request> a{"write_request", "reflect-cpp"};
const enter<read_answer<1>> b{"read_small", "reflect-cpp"};
const enter<read_answer<many_videos>> c{"read_large", "reflect-cpp"};

} // namespace

} // namespace bench
