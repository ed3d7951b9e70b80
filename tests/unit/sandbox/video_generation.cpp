#include "cloud.hpp"

#include <doctest/doctest.h>

using namespace sandboxed;

namespace {

constexpr std::int64_t application = 1400000001;

tiw::DescribeVideoGenerationTask describe(std::string_view id = "t1", std::int64_t from = application) {
    return {.SdkAppId = from, .TaskId = id};
}

struct with_task : cloud {
    with_task() {
        box.add_video_generation_task({.SdkAppId = application,
                                       .TaskId = "t1",
                                       .GroupId = "900822",
                                       .RoomId = 900822,
                                       .TotalTime = 156750,
                                       .VideoInfoList = {{.VideoFormat = "mp4", .VideoId = "5285890792776509100"}}});
    }
};

} // namespace

TEST_CASE("sandbox: a video generation task goes from QUEUED to FINISHED, with its videos at the end") {
    with_task here;
    auto answer = here.ask(describe());
    REQUIRE(answer.has_value());
    CHECK(answer->Status->view() == "QUEUED");
    CHECK(answer->TaskId->view() == "t1");
    CHECK(answer->GroupId->view() == "900822");
    CHECK(answer->RoomId->value() == 900822);
    CHECK(!answer->VideoInfoList);
    CHECK(!answer->TotalTime);

    *here.time += 1000;
    CHECK(here.ask(describe())->Status->view() == "PROCESSING");
    *here.time += 2000;
    answer = here.ask(describe());
    REQUIRE(answer.has_value());
    CHECK(answer->Status->view() == "FINISHED");
    CHECK(answer->TotalTime->value() == 156750);
    REQUIRE(answer->VideoInfoList.has_value());
    REQUIRE(answer->VideoInfoList->size() == 1);
    CHECK(answer->VideoInfoList->front().VideoId->view() == "5285890792776509100");
    // Disused by the page.
    CHECK(!answer->VideoInfos);
    CHECK(!answer->Progress);
}

TEST_CASE("sandbox: a task may have its own pace, and fail at its end") {
    cloud here;
    here.box.add_video_generation_task({.SdkAppId = application,
                                        .TaskId = "t1",
                                        .failure = "the room was empty",
                                        .queued = std::chrono::milliseconds(10),
                                        .processing = std::chrono::milliseconds(10)});
    *here.time += 19;
    CHECK(here.ask(describe())->Status->view() == "PROCESSING");
    *here.time += 1;
    const auto failed = here.ask(describe());
    CHECK(failed.error() == tiw::DescribeVideoGenerationTask::errc::FailedOperation_Record);
    CHECK(failed.error().remote_message.find("the room was empty") != std::string::npos);
}

TEST_CASE("sandbox: unknown applications and unknown tasks are told apart") {
    with_task here;
    here.box.add_video_generation_task({.SdkAppId = 7, .TaskId = "t7"});
    using errc = tiw::DescribeVideoGenerationTask::errc;
    CHECK(here.ask(describe("t1", 1)).error() == errc::UnauthorizedOperation_SdkAppId);
    CHECK(here.ask(describe("t2")).error() == errc::InvalidParameter_TaskNotFound);
    CHECK(here.ask(describe("t7")).error() == errc::InvalidParameter_TaskNotFound);
}

TEST_CASE("sandbox: the region must be given and be the one the page lists") {
    with_task here;
    CHECK(code(here.ask(describe(), {.region = "ap-guangzhou"})) == "UnsupportedRegion");
    CHECK(code(world::ask(here.box.dispatcher(), describe())) == "MissingParameter");
    CHECK(code(here.ask(describe(), {.region = "ap-singapore"})) == "ok");
}

TEST_CASE("sandbox: the page's rate is kept for each operation of its own") {
    with_task here;
    for (int i = 0; i != 20; ++i)
        REQUIRE(code(here.ask(describe())) == "ok");
    CHECK(code(here.ask(describe())) == "RequestLimitExceeded");
    CHECK(code(here.ask(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "a"})) == "ok");
}
