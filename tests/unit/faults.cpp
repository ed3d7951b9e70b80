// Faults that were found in other SDKs: one test each that they cannot happen here. What needs a socket is tested with
// the client.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/json.hpp>
#include <bindery/provider/all.hpp>
#include <bindery/types/iso8601.hpp>
#include <bindery/validate.hpp>

#include <support/exchange.hpp>
#include <support/result.hpp>

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using namespace bindery;
using namespace std::string_literals;
using namespace std::string_view_literals;
namespace vod = api::tencent::vod::v20180717;
using start_job = api::alibaba::live::v20161101::StartEdgeTranscodeJob;

namespace {

const protocol::provider* const clouds[] = {&provider::tencent::instance(), &provider::alibaba::instance()};

error failure_of(const protocol::provider& cloud, std::string_view body, int status = 200) {
    const auto done = exchange::read<vod::ExecuteFunction::Output>(cloud, exchange::answered(body, status));
    REQUIRE(done.has_error());
    return done.error();
}

} // namespace

TEST_CASE("faults: NUL cuts text in neither direction") {
    const std::string text = "before\0after"s;
    for (const protocol::provider* cloud : clouds) {
        protocol::request request;
        REQUIRE(exchange::write(*cloud, vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = text}, {}, request)
                    .has_value());
        CHECK(exchange::read_input<vod::ExecuteFunction>(*cloud, request)->FunctionArg->view() == text);

        vod::ExecuteFunction::Output output{.Result = text};
        protocol::response answer;
        exchange::gateway_of(*cloud).write_output(reflect::structure_of<vod::ExecuteFunction::Output>, &output, "id",
                                                  answer);
        CHECK(exchange::read<vod::ExecuteFunction::Output>(*cloud, answer)->Result->view() == text);
    }
}

TEST_CASE("faults: text that is not UTF-8 is reported, whichever member holds it") {
    const violations broken = validate(vod::ExecuteFunction{.FunctionName = "\xC0\x80"s,
                                                            .FunctionArg = "\xED\xA0\x80"s,
                                                            .SessionContext = "\xFF"s,
                                                            .SessionId = "\xF4\x90\x80\x80"s,
                                                            .ExtInfo = "\xE4\xB8"s});
    REQUIRE(broken.size() == 5);
    for (const violation& each : broken)
        CHECK(each.rule == rule::utf8);
}

TEST_CASE("faults: line breaks in the region inject no header") {
    protocol::request request;
    const vod::ManageTask task{.TaskId = "t", .OperationType = "Abort"};
    CHECK(exchange::write(provider::tencent::instance(), task, {.region = "ap-singapore\r\nX-Injected: 1"}, request)
              .has_error());
    REQUIRE(exchange::write(provider::alibaba::instance(), start_job{.ClusterId = "c", .JobId = "j"},
                            {.region = "cn\r\nX-Injected: 1"}, request)
                .has_value());
    CHECK(exchange::fields_of(request.fields).find("X-Injected") == std::string::npos);
    CHECK(request.target == "/?ClusterId=c&JobId=j&RegionId=cn%0D%0AX-Injected%3A%201");
}

TEST_CASE("faults: action, region and token are under the signature") {
    const auto& cloud = provider::tencent::instance();
    exchange::verifying server{.owner = {"AKIDexample", "hush"sv, "session"sv}};
    protocol::request request;
    REQUIRE(exchange::write(cloud, vod::ManageTask{.TaskId = "t", .OperationType = "Abort"},
                            {.region = "ap-singapore", .who = server.owner}, request)
                .has_value());
    for (const std::string_view name : {"X-TC-Action", "X-TC-Region", "X-TC-Token"})
        CHECK(server(cloud, exchange::tampered(request, name, "other")) == signing::verdict::mismatch);
    CHECK(server(cloud, request) == signing::verdict::ok);
}

TEST_CASE("faults: an answer nested a million deep does not overflow the stack") {
    const std::string lists(1000000, '['), close(1000000, ']');
    std::string objects;
    for (int i = 0; i != 1000000; ++i)
        objects += "{\"Response\":";
    for (const protocol::provider* cloud : clouds)
        for (const std::string& body : {lists, lists + close, objects, "{\"Response\":{\"New\":" + lists + close + "}}",
                                        "{\"New\":" + lists + close + "}"})
            for (const int status : {200, 500})
                CHECK(failure_of(*cloud, body, status) == errc::protocol);
}

TEST_CASE("faults: an API error is read whatever the status") {
    for (const int status : {200, 400, 403, 500, 503})
        CHECK(failure_of(provider::tencent::instance(),
                         R"({"Response":{"Error":{"Code":"FailedOperation","Message":"m"},"RequestId":"r"}})",
                         status) == vod::ExecuteFunction::errc::FailedOperation);
    for (const int status : {300, 400, 403, 404, 500, 503})
        CHECK(failure_of(provider::alibaba::instance(), R"({"Code":"JobNotFound","Message":"m","RequestId":"r"})",
                         status) == start_job::errc::JobNotFound);
}

TEST_CASE("faults: an answer of [] is an error and ends nothing") {
    for (const protocol::provider* cloud : clouds)
        for (const int status : {200, 400, 502})
            CHECK(failure_of(*cloud, "[]", status) == errc::protocol);
}

TEST_CASE("faults: status 200 with text that is not JSON is no success") {
    for (const protocol::provider* cloud : clouds)
        for (const std::string_view body :
             {"", "OK", "<html></html>", "{\"Response\":{}", "\xEF\xBB\xBF", "\xFF\xFE{\0}\0"})
            CHECK(failure_of(*cloud, body) == errc::protocol);
}

TEST_CASE("faults: an error whose code is empty is none of the API's") {
    CHECK(failure_of(*clouds[0], R"({"Response":{"Error":{"Code":"","Message":"m"}}})") == errc::protocol);
    CHECK(failure_of(*clouds[1], R"({"Code":"","Message":"m"})", 403) == errc::protocol);
}

TEST_CASE("faults: a request's own region is not overwritten by the client's") {
    protocol::request request;
    REQUIRE(exchange::write(provider::alibaba::instance(),
                            start_job{.RegionId = "cn-beijing", .ClusterId = "c", .JobId = "j"},
                            {.region = "cn-shanghai"}, request)
                .has_value());
    CHECK(exchange::read_input<start_job>(provider::alibaba::instance(), request)->RegionId->view() == "cn-beijing");
    CHECK(request.target.find("cn-shanghai") == std::string::npos);
}

TEST_CASE("faults: a copied request has all of the original") {
    vod::ExecuteFunction original{
        .FunctionName = std::string(100, 'f'), .FunctionArg = "near", .SessionId = unlisted("x")};
    const vod::ExecuteFunction copy = original;
    const std::string before = json::write(original);
    original.FunctionName = "changed";
    original.FunctionArg = absent;
    CHECK(json::write(copy) == before);
}

TEST_CASE("faults: neither the secret id nor the signature is in an error's text") {
    for (const protocol::provider* cloud : clouds) {
        const exchange::manner manners[] = {
            {.language = "a\nb", .who = {"AKIDexample", "hush"sv, "session"sv}},
            {.who = {"AKIDexample", ""sv, "session"sv}},
            {.who = {"AKIDexample", "hush"sv, "session\n"sv}},
            {.who = {"AKIDexample,", "hush"sv, "session"sv}},
            {.who = {"AKIDexample", "hush"sv, "session"sv}, .when = {-1, "nonce"}},
        };
        for (const exchange::manner& how : manners) {
            protocol::request request;
            const auto done =
                exchange::write(*cloud, vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}, how, request);
            REQUIRE(done.has_error());
            const std::string text = to_string(done.error());
            for (const std::string_view hidden : {"AKIDexample", "hush", "session", "Signature="})
                CHECK(text.find(hidden) == text.npos);
        }
    }
}

TEST_CASE("faults: times are converted without anything shared between threads") {
    static_assert(parse_timestamp("2023-11-14T22:13:20Z") == 1'700'000'000); // a constant expression has no state
    std::vector<std::string> seen(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i != seen.size(); ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round != 50; ++round) {
                protocol::request request;
                const bool good = exchange::write(*clouds[i % 2], start_job{.ClusterId = "c", .JobId = "j"},
                                                  {.when = {round, "n"}}, request)
                                      .has_value();
                seen[i] += good ? exchange::fields_of(request.fields) : "failed";
            }
        });
    for (std::thread& each : threads)
        each.join();
    CHECK(seen[0] == seen[2]);
    CHECK(seen[1] == seen[3]);
    CHECK(seen[0].find("failed") == std::string::npos);
    CHECK(seen[1].find("1970-01-01T00:00:49Z") != std::string::npos);
}
