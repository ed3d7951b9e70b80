#include "cloud.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace sandboxed;

namespace {

/// A valid call of the operation.
template <class Op>
Op valid();
template <>
vod::ExecuteFunction valid() {
    return {.FunctionName = "ExampleFunc", .FunctionArg = "a"};
}
template <>
vod::ManageTask valid() {
    return {.TaskId = "t", .OperationType = "Abort"};
}
template <>
mps::ExecuteFunction valid() {
    return {.FunctionName = "ExampleFunc", .FunctionArg = "a"};
}
template <>
tiw::DescribeVideoGenerationTask valid() {
    return {.SdkAppId = 1, .TaskId = "t"};
}
template <>
live::StartEdgeTranscodeJob valid() {
    return {.ClusterId = "c", .JobId = "j"};
}

} // namespace

TEST_CASE_TEMPLATE("sandbox: every error that a page declares can be had on demand", Op, vod::ExecuteFunction,
                   vod::ManageTask, mps::ExecuteFunction, tiw::DescribeVideoGenerationTask,
                   live::StartEdgeTranscodeJob) {
    cloud here;
    for (std::size_t i = 0; i != std::size(Op::errors); ++i) {
        const auto wanted = static_cast<typename Op::errc>(i);
        here.box.fail_next(wanted, "on demand");
        const auto answer = here.ask(valid<Op>());
        REQUIRE(answer.has_error());
        CHECK(answer.error() == wanted);
        CHECK(answer.error().http_status == Op::errors[i].http);
        CHECK(answer.error().remote_message.find("on demand") != std::string::npos);
        CHECK(answer.error().request_id.size() == 36);

        CHECK(here.box.fail_next(Op::about.service, Op::about.action, Op::errors[i].code).has_value());
        CHECK(here.ask(valid<Op>()).error().code == Op::errors[i].code);
        *here.time += second;
    }
}

TEST_CASE("sandbox: errors on demand queue up, and only valid calls get them") {
    cloud here;
    using errc = vod::ExecuteFunction::errc;
    here.box.fail_next(errc::InternalError);
    here.box.fail_next(errc::FailedOperation);
    vod::ExecuteFunction invalid = valid<vod::ExecuteFunction>();
    invalid.SessionId = std::string(51, 'x');
    CHECK(code(here.ask(invalid)) == "InvalidParameterValue");
    CHECK(code(here.ask(valid<mps::ExecuteFunction>())) == "ok"); // another operation of the same name
    CHECK(code(here.ask(valid<vod::ExecuteFunction>())) == "InternalError");
    CHECK(code(here.ask(valid<vod::ExecuteFunction>())) == "FailedOperation");
    CHECK(code(here.ask(valid<vod::ExecuteFunction>())) == "ok");
}

TEST_CASE("sandbox: an error on demand must be one that the operation's page declares") {
    cloud here;
    CHECK(here.box.fail_next("vod", "ExecuteFunction", "NoSuchError").error() == bindery::errc::validation);
    CHECK(here.box.fail_next("vod", "StartEdgeTranscodeJob", "Forbidden").error() == bindery::errc::validation);
    CHECK(here.box.fail_next("live", "StartEdgeTranscodeJob", "Forbidden").has_value());
}

TEST_CASE("sandbox: how an account stands with a service decides what it is told") {
    cloud here;
    using bindery::standing;
    const auto told = [&](std::string_view service, standing now) {
        here.box.set_standing("AKIDalice", service, now);
        std::string codes;
        for (const std::string& each :
             {code(here.ask(valid<vod::ExecuteFunction>())), code(here.ask(valid<mps::ExecuteFunction>())),
              code(here.ask(valid<tiw::DescribeVideoGenerationTask>())),
              code(here.ask(valid<live::StartEdgeTranscodeJob>()))})
            codes += each + ' ';
        here.box.set_standing("AKIDalice", service, standing::good);
        *here.time += second;
        return codes;
    };
    const std::string good = "ok ok UnauthorizedOperation.SdkAppId JobNotFound ";
    CHECK(told("vod", standing::good) == good);
    CHECK(told("another", standing::unauthorized) == good);
    CHECK(told("vod", standing::not_activated) ==
          "FailedOperation.InvalidVodUser ok UnauthorizedOperation.SdkAppId JobNotFound ");
    CHECK(told("vod", standing::unauthorized) ==
          "UnauthorizedOperation ok UnauthorizedOperation.SdkAppId JobNotFound ");
    CHECK(told("mps", standing::not_activated) ==
          "ok FailedOperation.InvalidMpsUser UnauthorizedOperation.SdkAppId JobNotFound ");
    CHECK(told("mps", standing::expired) ==
          "ok FailedOperation.InvalidUser UnauthorizedOperation.SdkAppId JobNotFound ");
    CHECK(told("mps", standing::unauthorized) ==
          "ok UnauthorizedOperation UnauthorizedOperation.SdkAppId JobNotFound ");
    CHECK(told("tiw", standing::not_activated) == "ok ok ResourceUnavailable.NotRegistered JobNotFound ");
    CHECK(told("tiw", standing::expired) == "ok ok ResourceUnavailable.ServiceExpired JobNotFound ");
    CHECK(told("tiw", standing::unauthorized) == "ok ok AuthFailure JobNotFound ");
    CHECK(told("live", standing::not_activated) == "ok ok UnauthorizedOperation.SdkAppId Forbidden ");
    CHECK(told("live", standing::expired) == "ok ok UnauthorizedOperation.SdkAppId Forbidden ");
    CHECK(told("live", standing::unauthorized) == "ok ok UnauthorizedOperation.SdkAppId Forbidden ");
    here.box.set_standing("AKIDalice", "vod", standing::expired);
    CHECK(code(here.ask(valid<vod::ManageTask>())) == "FailedOperation.InvalidVodUser");
}
