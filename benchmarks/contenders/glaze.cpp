// glaze: reflects the structures by itself. Does not check UTF-8 unless asked.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <glaze/glaze.hpp>

#include <cstdlib>

namespace bench {

namespace {

constexpr glz::opts reading{.error_on_unknown_keys = false};

class write_request final : public contender {
public:
    void run() override {
        if (glz::write_json(request_, out_))
            std::abort();
    }
    std::string product() const override { return out_; }

private:
    plain::execute_function request_ = plain_request();
    std::string out_;
};

template <std::size_t Videos>
class read_answer final : public contender {
public:
    void run() override {
        if (glz::read<reading>(out_.emplace(), json_))
            std::abort();
    }
    std::string product() const override { return text_of(out_->Response); }

private:
    std::string json_ = answer(Videos);
    std::optional<plain::envelope> out_;
};

const enter<write_request> a{"write_request", "glaze"};
const enter<read_answer<1>> b{"read_small", "glaze"};
const enter<read_answer<many_videos>> c{"read_large", "glaze"};

} // namespace

} // namespace bench
