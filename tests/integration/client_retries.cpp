// Calls that are made again: which, when, and what is told of it.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>

#include <support/call.hpp>
#include <support/result.hpp>
#include <support/scripted.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <doctest/doctest.h>

#include <mutex>
#include <set>

using namespace bindery;
using namespace bindery::tests;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace live = bindery::api::alibaba::live::v20161101;
using namespace std::chrono_literals;

namespace {

const std::string throttled =
    last_answer(R"({"Response":{"Error":{"Code":"RequestLimitExceeded.UinLimitExceeded","Message":"slow"},)"
                R"("RequestId":"r-slow"}})");
const std::string failing = last_answer(
    R"({"Response":{"Error":{"Code":"InternalError","Message":"oops"},"RequestId":"r-oops"}})", "500 Internal Error");
constexpr retry_policy quick{.base_delay = 1ms, .throttled_delay = 1ms};

const tiw::DescribeVideoGenerationTask reads{.SdkAppId = 1, .TaskId = "t"};
const vod::ManageTask changes{.TaskId = "t", .OperationType = "Abort"};
const vod::ExecuteFunction once{.FunctionName = "f", .FunctionArg = "a", .SessionId = "s-1"};

client patient(const std::string& url, const retry_policy& how = quick, std::chrono::milliseconds timeout = 30s) {
    return client{credentials{"id", "key"},
                  {.endpoint = url, .region = "ap-singapore", .timeout = timeout, .retries = how}};
}

std::set<std::string> values_of(const std::vector<std::string>& requests, std::string_view field) {
    std::set<std::string> values;
    for (const std::string& text : requests) {
        const std::size_t at = text.find(field);
        values.insert(text.substr(at, text.find("\r\n", at) - at));
    }
    return values;
}

} // namespace

TEST_CASE("retries: a call is made again when that does no harm, and only then") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        const auto attempts = [&](const auto& input, std::vector<std::string> answers, bool succeeds) {
            scripted service(std::move(answers));
            const auto done = call(blocks, patient(service.url()), input);
            CHECK(done.has_value() == succeeds);
            return service.requests().size();
        };
        CHECK(attempts(reads, {lost, failing}, true) == 3);
        CHECK(attempts(once, {lost, failing}, true) == 3);
        CHECK(attempts(changes, {throttled, throttled}, true) == 3);
        CHECK(attempts(changes, {lost}, false) == 1);
        CHECK(attempts(changes, {failing}, false) == 1);
        CHECK(attempts(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = "a", .SessionId = " "}, {lost},
                       false) == 1);
        CHECK(attempts(reads, {lost, lost, lost, lost}, false) == 3);
    }
}

TEST_CASE("retries: what was not sent is sent again, whatever it does") {
    for (const bool blocks : {true, false}) {
        unsigned short port = 0;
        {
            const scripted gone({});
            port = static_cast<unsigned short>(std::stoi(gone.url().substr(gone.url().rfind(':') + 1)));
        }
        const auto done = call(blocks, patient("http://127.0.0.1:" + std::to_string(port)), changes);
        REQUIRE_FALSE(done);
        CHECK(done.error() == errc::transport);
        CHECK(done.error().earlier.size() == 2);
    }
}

TEST_CASE("retries: the error tells every attempt, and each is signed anew") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted service({throttled, failing, lost});
        const auto done = call(blocks, patient(service.url()), reads);
        REQUIRE_FALSE(done);
        const error& last = done.error();
        CHECK(last == errc::transport);
        REQUIRE(last.earlier.size() == 2);
        CHECK(last.earlier[0].request_id == "r-slow");
        CHECK(last.earlier[1].request_id == "r-oops");
        CHECK(to_string(last).find("\n  attempt 1: RequestLimitExceeded.UinLimitExceeded: slow") != std::string::npos);

        scripted other({last_answer(R"({"Code":"Throttling.User","Message":"m","RequestId":"r"})", "400 Bad Request",
                                    "x-acs-retry-after: 20\r\n"),
                        last_answer(R"({"RequestId":"r"})")});
        CHECK(call(blocks, patient(other.url()), live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = "j"}));
        CHECK(values_of(other.requests(), "x-acs-signature-nonce: ").size() == 2);
        scripted third({failing});
        CHECK(call(blocks, patient(third.url()), once));
        REQUIRE(third.requests().size() == 2);
        CHECK(third.requests()[1].ends_with("\"SessionId\":\"s-1\"}"));
    }
}

TEST_CASE("retries: what nobody knows the outcome of is told so, a refused id of an earlier attempt too") {
    const std::string duplicate = last_answer(
        R"({"Response":{"Error":{"Code":"FailedOperation","Message":"SessionId was seen"},"RequestId":"r"}})");
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        const auto unknown = [&](const auto& input, std::vector<std::string> answers) {
            scripted service(std::move(answers));
            const auto done = call(blocks, patient(service.url()), input);
            REQUIRE_FALSE(done);
            return done.error().outcome_unknown;
        };
        CHECK(unknown(once, {lost, duplicate}));
        CHECK(unknown(once, {failing, duplicate}));
        CHECK_FALSE(unknown(once, {duplicate})); // the caller's own
        CHECK_FALSE(unknown(once, {throttled, duplicate}));
        CHECK(unknown(changes, {lost}));
        CHECK_FALSE(unknown(changes, {duplicate}));
        CHECK_FALSE(unknown(reads, {lost, lost, lost}));
    }
}

TEST_CASE("retries: nothing of an attempt that failed stays in the output") {
    const std::string half =
        last_answer(R"({"Response":{"Status":"FINISHED","ResultVideoUrl":"u","RequestId":"r","VideoInfos":[{]}})",
                    "502 Bad Gateway");
    for (const bool blocks : {true, false}) {
        scripted service({half});
        const auto done = call(blocks, patient(service.url()), reads);
        if (!done)
            FAIL(to_string(done.error()));
        CHECK(done->RequestId == std::string("r-good"));
        CHECK_FALSE(done->Status.has_value());
        CHECK(service.requests().size() == 2);
    }
}

TEST_CASE("retries: the call's time is for all attempts together, and the service's wish is kept within it") {
    const auto asking = [](std::string_view field) {
        return last_answer(R"({"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r"}})",
                           "200 OK", field);
    };
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        const auto begun = std::chrono::steady_clock::now();
        scripted soon({asking("Retry-After: 1\r\n")});
        CHECK(call(blocks, patient(soon.url()), changes));
        CHECK(std::chrono::steady_clock::now() - begun >= 1s);
        scripted late({asking("Retry-After: 10\r\n")});
        CHECK(call(blocks, patient(late.url(), quick, 5s), changes).has_error());
        scripted never({asking("Retry-After: 21\r\n")});
        CHECK(call(blocks, patient(never.url(), quick, 60s), changes).has_error());
        CHECK(std::chrono::steady_clock::now() - begun < 15s);
    }
}

TEST_CASE("retries: a call may say otherwise than its client") {
    for (const bool blocks : {true, false}) {
        scripted service({lost, lost});
        const client cloud = patient(service.url());
        CHECK(call(blocks, cloud, reads, {.retries = retry_policy{.max_attempts = 1}}).has_error());
        CHECK(call(blocks, client{credentials{"id", "key"}, {.endpoint = service.url(), .region = "ap-singapore"}},
                   reads, {.retries = quick})
                  .has_value());
        CHECK(service.requests().size() == 3);
    }
}

TEST_CASE("retries: an asynchronous call can be cancelled while it waits") {
    scripted service({throttled});
    const client cloud = patient(service.url(), {.throttled_delay = 20s});
    boost::asio::io_context context;
    boost::asio::cancellation_signal signal;
    std::optional<error> outcome;
    // Whatever is drawn, the wait is hardly ever shorter than this test takes; then the call succeeds.
    cloud.async_call(changes, boost::asio::bind_cancellation_slot(
                                  signal.slot(), boost::asio::bind_executor(context.get_executor(), [&](auto done) {
                                      if (!done)
                                          outcome = done.error();
                                  })));
    while (service.attempts() == 0)
        context.run_one_for(10ms);
    context.run_for(100ms);
    if (context.stopped())
        return;
    signal.emit(boost::asio::cancellation_type::terminal);
    context.run();
    REQUIRE(outcome);
    CHECK(*outcome == errc::cancelled);
    CHECK(outcome->earlier.size() == 1);
}
