#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/protocol/fail_with.hpp>

#include <doctest/doctest.h>

using bindery::fail_with;
using vod_errc = bindery::api::tencent::vod::v20180717::ManageTask::errc;
using live_errc = bindery::api::alibaba::live::v20161101::StartEdgeTranscodeJob::errc;

TEST_CASE("fail_with: gives the page's code, status and message") {
    const auto failure = fail_with(vod_errc::InvalidParameterValue_TaskId);
    CHECK(failure == vod_errc::InvalidParameterValue_TaskId);
    CHECK(failure.http_status == 200);
    CHECK(!failure.remote_message.empty());
}

TEST_CASE("fail_with: puts the detail behind a plain message") {
    const bindery::api_error plain{"Code", 200, "It failed."};
    CHECK(fail_with(plain, "too late").remote_message == "It failed: too late");
    CHECK(fail_with(bindery::api_error{"Code", 200, ""}, "too late").remote_message == "too late");
}

TEST_CASE("fail_with: fills the detail into the page's template") {
    const auto failure = fail_with(live_errc::JobNotFound, "There is no job 7");
    CHECK(failure.http_status == 404);
    CHECK(failure.remote_message == "There is no job 7, please check and try again later.");
    CHECK(fail_with(live_errc::UserQuotaExceed, "10 of %s").remote_message == "Quota exceeded: 10 of %s.");
    CHECK(fail_with(live_errc::JobNotFound).remote_message == "JobNotFound, please check and try again later.");
}
