// The library itself, the way its client uses it.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <bindery/json.hpp>
#include <bindery/protocol/serialize.hpp>
#include <bindery/provider/all.hpp>
#include <bindery/signing/acs3.hpp>
#include <bindery/signing/tc3.hpp>
#include <bindery/validate.hpp>

#include <cstdlib>
#include <optional>

namespace bench {

namespace {

using bindery::buffer;
using task = tiw::DescribeVideoGenerationTask;

void must(bool good) {
    if (!good)
        std::abort();
}

bindery::signing::credentials who() {
    return {std::string(secret_id), secret_key, {}};
}

class write_request final : public contender {
public:
    void run() override {
        out_.clear();
        bindery::json::write(out_, request_);
    }
    std::string product() const override { return std::string(out_.view()); }

private:
    vod::ExecuteFunction request_ = request();
    buffer out_;
};

class write_beyond_ascii final : public contender {
public:
    void run() override {
        out_.clear();
        bindery::json::write(out_, request_);
    }
    std::string product() const override { return std::string(out_.view()); }

private:
    vod::ExecuteFunction request_ = request_beyond_ascii();
    buffer out_;
};

/// An answer as the client reads it: with the envelope, and looking for an error in it.
template <std::size_t Videos>
class read_answer final : public contender {
public:
    read_answer() { response_.body.append(answer(Videos)); }
    void run() override {
        must(bindery::provider::tencent::instance()
                 .read_response(response_, bindery::reflect::structure_of<task::Output>, &out_.emplace(), {})
                 .has_value());
    }
    std::string product() const override { return text_of(*out_); }

private:
    bindery::protocol::response response_;
    std::optional<task::Output> out_;
};

template <vod::ExecuteFunction (*Request)()>
class validate final : public contender {
public:
    void run() override { must(bindery::validate(request_).empty()); }
    std::string product() const override { return {}; }

private:
    vod::ExecuteFunction request_ = Request();
};

class sign_tc3 final : public contender {
public:
    void run() override {
        must(signer_.sign({.headers = headers_,
                           .payload = payload_,
                           .service = "vod",
                           .signed_headers = "content-type;host;x-tc-action;x-tc-version"},
                          who_, seconds) == bindery::signing::problem::none);
    }
    std::string product() const override { return std::string(signer_.authorization()); }

private:
    std::string payload_ = bindery::json::write(request());
    std::vector<bindery::signing::field> headers_{{"Host", vod::ExecuteFunction::about.host},
                                                  {"Content-Type", "application/json"},
                                                  {"X-TC-Action", "ExecuteFunction"},
                                                  {"X-TC-Version", "2018-07-17"},
                                                  {"X-TC-Timestamp", timestamp}};
    bindery::signing::credentials who_ = who();
    bindery::signing::tc3::signer signer_;
};

class sign_acs3 final : public contender {
public:
    void run() override {
        must(signer_.sign({.query = query_, .headers = headers_}, who_, seconds, nonce) ==
             bindery::signing::problem::none);
    }
    std::string product() const override { return std::string(signer_.authorization()); }

private:
    live::StartEdgeTranscodeJob job_ = edge_job();
    std::vector<bindery::signing::parameter> query_{
        {"RegionId", job_.RegionId->view()}, {"ClusterId", job_.ClusterId->view()}, {"JobId", job_.JobId->view()}};
    std::vector<bindery::signing::field> headers_{
        {"Host", "live.aliyuncs.com"}, {"x-acs-action", "StartEdgeTranscodeJob"}, {"x-acs-version", "2016-11-01"}};
    bindery::signing::credentials who_ = who();
    bindery::signing::acs3::signer signer_;
};

/// From a structure to the bytes that go over the wire: validated, written, signed, serialised.
template <class Operation, Operation (*Make)()>
class whole_request final : public contender {
public:
    void run() override {
        must(bindery::validate(input_).empty());
        const bindery::protocol::call call{
            &Operation::about, &bindery::reflect::structure_of<Operation>, &input_, Operation::about.host, {}, {}};
        must(writer_->write(call, who_, {seconds, nonce}, request_).has_value());
        http_.clear();
        bindery::protocol::serialize(request_, http_);
    }
    std::string product() const override { return text_of_request(http_.view()); }

private:
    Operation input_ = Make();
    bindery::signing::credentials who_ = who();
    std::unique_ptr<bindery::protocol::request_writer> writer_ = Operation::provider::instance().make_writer();
    bindery::protocol::request request_;
    buffer http_;
};

class write_grown final : public contender {
public:
    explicit write_grown(std::uint64_t size) : value_(output_of_size(size)) {}
    void run() override {
        out_.clear();
        bindery::json::write(out_, value_);
    }
    std::string product() const override { return std::to_string(out_.size()); }

private:
    task::Output value_;
    buffer out_;
};

class read_grown final : public contender {
public:
    explicit read_grown(std::uint64_t size) { response_.body.append(answer_of_size(size)); }
    void run() override {
        must(bindery::provider::tencent::instance()
                 .read_response(response_, bindery::reflect::structure_of<task::Output>, &out_.emplace(), {})
                 .has_value());
    }
    std::string product() const override { return text_of(*out_); }

private:
    bindery::protocol::response response_;
    std::optional<task::Output> out_;
};

const enter<write_request> a{"write_request", "bindery"};
const enter<write_beyond_ascii> b{"write_beyond_ascii", "bindery"};
const enter<read_answer<1>> c{"read_small", "bindery"};
const enter<read_answer<many_videos>> d{"read_large", "bindery"};
const enter<validate<&request>> e{"validate", "bindery"};
const enter<validate<&request_beyond_ascii>> f{"validate_beyond_ascii", "bindery"};
const enter<sign_tc3> g{"sign_tc3", "bindery"};
const enter<sign_acs3> h{"sign_acs3", "bindery"};
const enter<whole_request<vod::ExecuteFunction, &request>> i{"whole_tencent", "bindery"};
const enter<whole_request<live::StartEdgeTranscodeJob, &edge_job>> j{"whole_alibaba", "bindery"};
const enter_sizes<write_grown> k{"write", "bindery", 100, 100'000'000};
const enter_sizes<read_grown> l{"read", "bindery", 100, 100'000'000};

} // namespace

} // namespace bench
