// What hand-written code does for the same work: the nearest there is to a lower bound.

#include "../contender.hpp"
#include "../floor/answer_reader.hpp"
#include "../floor/whole_request.hpp"

#include <cstdlib>

namespace bench {

namespace {

void must(bool good) {
    if (!good)
        std::abort();
}

plain::execute_function plain_request_beyond_ascii() {
    plain::execute_function out = plain_request();
    out.SessionContext = request_beyond_ascii().SessionContext->str();
    return out;
}

template <plain::execute_function (*Make)()>
class write_request final : public contender {
public:
    void run() override { written_ = writer_.write(request_); }
    std::string product() const override { return std::string(written_); }

private:
    plain::execute_function request_ = Make();
    floor::request_writer writer_;
    std::string_view written_;
};

class read_text : public contender {
public:
    explicit read_text(std::string json) : json_(std::move(json)) {}
    void run() override { must(floor::answer_reader::read(json_, out_.emplace())); }
    std::string product() const override { return text_of(*out_); }

private:
    std::string json_;
    std::optional<plain::task> out_;
};
template <std::size_t Videos>
struct read_answer final : read_text {
    read_answer() : read_text(answer(Videos)) {}
};
struct read_grown final : read_text {
    explicit read_grown(std::uint64_t size) : read_text(answer_of_size(size)) {}
};

class sign_tc3 final : public contender {
public:
    void run() override { authorization_ = signer_.sign(payload_); }
    std::string product() const override { return std::string(authorization_); }

private:
    std::string payload_{floor::request_writer().write(plain_request())};
    floor::tc3_signer signer_;
    std::string_view authorization_;
};

class sign_acs3 final : public contender {
public:
    void run() override {
        floor::write_query(query_, job_);
        authorization_ = signer_.sign(query_, nonce);
    }
    std::string product() const override { return std::string(authorization_); }

private:
    live::StartEdgeTranscodeJob job_ = edge_job();
    std::string query_;
    floor::acs3_signer signer_;
    std::string_view authorization_;
};

class whole_tencent final : public contender {
public:
    void run() override { http_ = maker_.make(request_); }
    std::string product() const override { return text_of_request(http_); }

private:
    plain::execute_function request_ = plain_request();
    floor::tencent_request maker_;
    std::string_view http_;
};

class whole_alibaba final : public contender {
public:
    void run() override { http_ = maker_.make(job_, nonce); }
    std::string product() const override { return text_of_request(http_); }

private:
    live::StartEdgeTranscodeJob job_ = edge_job();
    floor::alibaba_request maker_;
    std::string_view http_;
};

const enter<write_request<&plain_request>> a{"write_request", "floor"};
const enter<write_request<&plain_request_beyond_ascii>> b{"write_beyond_ascii", "floor"};
const enter<read_answer<1>> c{"read_small", "floor"};
const enter<read_answer<many_videos>> d{"read_large", "floor"};
const enter<sign_tc3> e{"sign_tc3", "floor"};
const enter<sign_acs3> f{"sign_acs3", "floor"};
const enter<whole_tencent> g{"whole_tencent", "floor"};
const enter<whole_alibaba> h{"whole_alibaba", "floor"};
const enter_sizes<read_grown> i{"read", "floor", 100, 100'000'000};

} // namespace

} // namespace bench
