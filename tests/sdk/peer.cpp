// The other end of the vendors' own SDKs. `peer serve` is a sandbox and beside it a server with default settings; it
// prints their ports and ends when its input does. `peer call URL` makes a call in every scheme to whatever listens at
// the URL, and prints a line for each.

#include <bindery/api/alibaba/live/v20161101/StartEdgeTranscodeJob.hpp>
#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/client.hpp>
#include <bindery/provider/alibaba_schemes.hpp>
#include <bindery/provider/tencent_schemes.hpp>
#include <bindery/sandbox.hpp>
#include <bindery/server.hpp>

#include <iostream>
#include <string>
#include <string_view>

namespace live = bindery::api::alibaba::live::v20161101;
namespace vod = bindery::api::tencent::vod::v20180717;
using tencent = bindery::provider::tencent;
using alibaba = bindery::provider::alibaba;
using namespace std::chrono_literals;

namespace {

const bindery::signing::credentials callers[] = {
    {"AKIDtest", std::string_view("the key")},
    {"AKIDtemporary", std::string_view("the other key"), std::string_view("a session+token/=")},
};

int serve() {
    bindery::sandbox cloud({.waiting = 1h, .max_edge_jobs = 100, .explain_mismatches = true});
    const auto around = std::make_shared<bindery::stored_environment<bindery::store::memory>>();
    for (const auto& each : callers) {
        cloud.add_credentials(each);
        around->add(each);
    }
    cloud.add_video_generation_task({.SdkAppId = 1400000001, .TaskId = "t"});
    for (int i = 0; i != 100; ++i)
        cloud.add_edge_transcode_job({"c", "job " + std::to_string(i) + " *~'()!&=+"});
    const auto box = cloud.serve({.over = bindery::sandbox_serve_settings::transport::plain}).value();
    const auto strict = bindery::server::start(bindery::router{
                                                   [](const vod::ManageTask&) { return vod::ManageTask::Output{}; },
                                                   [](const live::StartEdgeTranscodeJob&) {
                                                       return live::StartEdgeTranscodeJob::Output{};
                                                   },
                                               },
                                               around, {})
                            .value();
    std::cout << "{\"sandbox\":" << box.port() << ",\"strict\":" << strict.port() << '}' << std::endl;
    while (std::cin.get() != std::istream::traits_type::eof()) {
    }
    return 0;
}

int call(const char* url) {
    const bindery::protocol::scheme schemes[] = {
        tencent::scheme::tc3_get,          tencent::scheme::tc3_multipart, tencent::scheme::hmac_sha256_get,
        tencent::scheme::hmac_sha256_form, tencent::scheme::hmac_sha1_get, tencent::scheme::hmac_sha1_form,
        alibaba::scheme::acs3_get,         alibaba::scheme::acs3_form,     alibaba::scheme::acs3_json,
        alibaba::scheme::acs3_sm3,         alibaba::scheme::acs3_sm3_get,  alibaba::scheme::acs3_sm3_form,
        alibaba::scheme::acs3_sm3_json,    alibaba::scheme::hmac_sha1_get, alibaba::scheme::hmac_sha1_form,
    };
    const auto tell = [](std::string_view scheme, const auto& answer) {
        std::cout << scheme << ": " << (answer ? std::string("ok") : to_string(answer.error())) << '\n';
    };
    for (const auto& caller : callers) {
        const bindery::credentials who(caller.secret_id, caller.secret_key.reveal(), caller.token.reveal());
        const auto ask = [&](std::string_view name, bindery::client_options options) {
            options.endpoint = url;
            options.region = "ap-singapore";
            bindery::client cloud(who, options);
            if (name.starts_with("tencent"))
                tell(name, cloud.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc",
                                                           .FunctionArg = "{\"k\": \"v\xc3\xa9 *~'()!&=+%\"}"}));
            else
                tell(name, cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "c d", .JobId = "*~'()!&=+%\xc3\xa9"}));
        };
        ask("tencent", {});
        ask("alibaba", {});
        for (const auto& scheme : schemes)
            ask(std::string(scheme.provider).append(" ").append(scheme.name), {.schemes = {scheme}});
    }
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    const std::string_view what = count > 1 ? arguments[1] : "";
    if (what == "serve")
        return serve();
    if (what == "call" && count > 2)
        return call(arguments[2]);
    std::cerr << "usage: peer serve | peer call URL\n";
    return 2;
}
