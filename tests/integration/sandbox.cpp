// The sandbox over TLS with the library's own client.

#include <bindery/client.hpp>
#include <bindery/client/in_process.hpp>
#include <bindery/provider/alibaba_schemes.hpp>
#include <bindery/provider/tencent_schemes.hpp>
#include <bindery/sandbox.hpp>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace {

namespace vod = bindery::api::tencent::vod::v20180717;
namespace mps = bindery::api::tencent::mps::v20190612;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace live = bindery::api::alibaba::live::v20161101;
using namespace std::chrono_literals;

template <class T>
std::string code(const bindery::result<T>& answer) {
    if (answer)
        return "ok";
    return answer.error().kind == bindery::errc::api ? answer.error().code : to_string(answer.error());
}

bindery::sandbox make() {
    bindery::sandbox cloud({.waiting = 50ms, .processing = 50ms});
    cloud.add_credentials({"AKIDtest", std::string_view("the key")});
    cloud.add_video_generation_task({.SdkAppId = 1400000001, .TaskId = "t"});
    cloud.add_edge_transcode_job({"c", "j"});
    return cloud;
}

/// Makes each of the five calls, and one that the service refuses.
void check_all_five(const bindery::client& client, const bindery::sandbox& cloud) {
    const auto executed = client.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"});
    REQUIRE(code(executed) == "ok");
    CHECK(executed->Result->view() == "XXX");
    CHECK(code(client.call(vod::ManageTask{.TaskId = cloud.tasks().front().id, .OperationType = "Abort"})) == "ok");
    CHECK(code(client.call(mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"})) == "ok");
    CHECK(code(client.call(tiw::DescribeVideoGenerationTask{.SdkAppId = 1400000001, .TaskId = "t"},
                           {.region = "ap-singapore"})) == "ok");
    CHECK(code(client.call(live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = "j"})) == "ok");
    CHECK(code(client.call(live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = "j"})) == "OperationDenied");
}

} // namespace

TEST_CASE("sandbox served over TLS: the client makes all five calls") {
    const bindery::sandbox cloud = make();
    const auto served = cloud.serve().value();
    CHECK(served.url() == "https://127.0.0.1:" + std::to_string(served.port()));
    bindery::client client{{"AKIDtest", "the key"},
                           {.endpoint = served.url(), .tls = {.ca_pem = served.certificate_pem()}}};
    check_all_five(client, cloud);
}

TEST_CASE("sandbox in process: the client makes all five calls without a socket, and signatures count") {
    const bindery::sandbox cloud = make();
    const bindery::client client{{"AKIDtest", "the key"}, {.transport = bindery::in_process(cloud.dispatcher())}};
    check_all_five(client, cloud);
    CHECK(code(bindery::client{{"AKIDtest", "another"}, {.transport = bindery::in_process(cloud.dispatcher())}}.call(
              mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"})) ==
          "AuthFailure.SignatureFailure");
}

TEST_CASE("sandbox served over TLS: other hosts than the pages' are signed for and verified, public and private ones") {
    const bindery::sandbox cloud = make();
    const auto served = cloud.serve().value();
    const auto client = [&](std::vector<bindery::other_host> hosts) {
        return bindery::client{
            {"AKIDtest", "the key"},
            {.endpoint = served.url(), .hosts = std::move(hosts), .tls = {.ca_pem = served.certificate_pem()}}};
    };
    const vod::ExecuteFunction execute{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"};
    const live::StartEdgeTranscodeJob start{.ClusterId = "c", .JobId = "j"};
    CHECK(code(client({{"*.intl.tencentcloudapi.com", "*.tencentcloudapi.com"}}).call(execute)) == "ok");
    const auto private_hosts = client({{"*.tencentcloudapi.com", "localhost:8443"},
                                       {"*.intl.tencentcloudapi.com", "localhost:8443"},
                                       {"*.aliyuncs.com", "localhost:8443"}});
    CHECK(code(private_hosts.call(execute)) == "ok");
    CHECK(code(private_hosts.call(mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "X"})) == "ok");
    CHECK(code(private_hosts.call(start)) == "ok");
    CHECK(code(client({}).call(start, {.host = "live.aliyuncs.com"})) == "OperationDenied");
    CHECK(code(client({}).call(execute, {.host = "elsewhere.example"})).starts_with("the TLS connection could not"));
}

TEST_CASE("sandbox served over TLS: its certificate is good for the mainland, international and regional hosts") {
    const auto served = make().serve().value();
    const auto pem = served.certificate_pem();
    BIO* const text = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    const std::unique_ptr<X509, decltype(&X509_free)> shown(PEM_read_bio_X509(text, nullptr, nullptr, nullptr),
                                                            X509_free);
    BIO_free(text);
    const auto good_for = [&](const char* host) { return X509_check_host(shown.get(), host, 0, 0, nullptr) == 1; };
    for (const char* host :
         {"vod.tencentcloudapi.com", "vod.intl.tencentcloudapi.com", "mps.tencentcloudapi.com",
          "mps.intl.tencentcloudapi.com", "tiw.intl.tencentcloudapi.com", "vod.ap-singapore.tencentcloudapi.com",
          "vod.ap-shanghai-fsi.tencentcloudapi.com", "live.aliyuncs.com", "live.ap-southeast-1.aliyuncs.com",
          "live.eu-central-1.aliyuncs.com", "live-vpc.cn-shanghai.aliyuncs.com", "localhost"})
        CHECK_MESSAGE(good_for(host), host);
    for (const char* host : {"tencentcloudapi.com", "a.b.c.tencentcloudapi.com", "example.com", "aliyuncs.com"})
        CHECK_MESSAGE(!good_for(host), host);
}

TEST_CASE("sandbox served over TLS: a client that does not trust it does not call it") {
    const auto served = make().serve().value();
    bindery::client client{{"AKIDtest", "the key"}, {.endpoint = served.url()}};
    const auto refused = client.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"});
    REQUIRE(refused.has_error());
    CHECK(refused.error() == bindery::errc::tls);
}

TEST_CASE("sandbox served over plain HTTP: answers, and a wrong secret is noticed") {
    const auto served = make().serve({.over = bindery::sandbox_serve_settings::transport::plain, .threads = 2}).value();
    CHECK(served.url().starts_with("http://127.0.0.1:"));
    CHECK(served.certificate_pem().empty());
    bindery::client right{{"AKIDtest", "the key"}, {.endpoint = served.url()}};
    bindery::client wrong{{"AKIDtest", "a key"}, {.endpoint = served.url()}};
    const vod::ExecuteFunction call{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"};
    CHECK(code(right.call(call)) == "ok");
    CHECK(code(wrong.call(call)) == "AuthFailure.SignatureFailure");
}

TEST_CASE("sandbox served: tasks come to their end, and the observer hears of it, without further calls") {
    bindery::sandbox cloud = make();
    std::atomic<int> changes = 0;
    cloud.on_task_change([&](const bindery::sandbox_task&) { ++changes; });
    const auto served = cloud.serve({.over = bindery::sandbox_serve_settings::transport::plain}).value();
    bindery::client client{{"AKIDtest", "the key"}, {.endpoint = served.url()}};
    REQUIRE(code(client.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"})) == "ok");
    for (int i = 0; i != 500 && changes < 3; ++i)
        std::this_thread::sleep_for(10ms);
    CHECK(changes == 3);
    CHECK(cloud.tasks().front().state == "FINISHED");
}

TEST_CASE("sandbox served: may be stopped and served again, and keeps what it knows") {
    const bindery::sandbox cloud = make();
    for (int i = 0; i != 3; ++i) {
        auto served = cloud.serve({.over = bindery::sandbox_serve_settings::transport::plain}).value();
        bindery::client client{{"AKIDtest", "the key"}, {.endpoint = served.url()}};
        CHECK(code(client.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"})) == "ok");
        CHECK(cloud.tasks().size() == static_cast<std::size_t>(i) + 1);
        served.stop();
        CHECK(served.connections() == 0);
    }
}

TEST_CASE("sandbox served: lives as long as it is served") {
    auto served = make().serve({.over = bindery::sandbox_serve_settings::transport::plain}).value();
    bindery::client client{{"AKIDtest", "the key"}, {.endpoint = served.url()}};
    CHECK(code(client.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"})) == "ok");
}

TEST_CASE("sandbox: cannot be served where something else listens") {
    const auto served = make().serve().value();
    CHECK(make().serve({.endpoint = "127.0.0.1:" + std::to_string(served.port())}).error() == bindery::errc::transport);
}

TEST_CASE("sandbox served over TLS: the client calls it in every scheme that its options can name") {
    using bindery::provider::alibaba;
    using bindery::provider::tencent;
    const bindery::sandbox cloud = make();
    for (const char* job : {"form", "json", "sm3", "get", "post"})
        bindery::sandbox(cloud).add_edge_transcode_job({"c", job});
    const auto served = cloud.serve().value();
    const auto calling = [&](const bindery::protocol::scheme& scheme) {
        return bindery::client{
            {"AKIDtest", "the key"},
            {.endpoint = served.url(), .tls = {.ca_pem = served.certificate_pem()}, .schemes = {scheme}}};
    };
    for (const auto& scheme : {tencent::scheme::tc3_get, tencent::scheme::tc3_multipart, tencent::scheme::hmac_sha1_get,
                               tencent::scheme::hmac_sha256_form}) {
        const auto done =
            calling(scheme).call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "a b&c=%+"});
        REQUIRE(code(done) == "ok");
        CHECK(done->Result->view() == "a b&c=%+");
    }
    const auto start = [&](const bindery::protocol::scheme& scheme, std::string_view job) {
        return code(calling(scheme).call(live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = job}));
    };
    CHECK(start(alibaba::scheme::acs3_form, "form") == "ok");
    CHECK(start(alibaba::scheme::acs3_json, "json") == "ok");
    CHECK(start(alibaba::scheme::acs3_sm3, "sm3") == "ok");
    CHECK(start(alibaba::scheme::hmac_sha1_get, "get") == "ok");
    CHECK(start(alibaba::scheme::hmac_sha1_form, "post") == "ok");
    CHECK(start(alibaba::scheme::hmac_sha1_form, "post") == "OperationDenied");
}
