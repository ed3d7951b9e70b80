// The whole of bindery in one run: a sandbox of two clouds behind TLS on this machine, the five operations called with
// the real client, and what goes wrong, well. Needs no account and no network.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/mps/v20190612.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/client.hpp>
#include <bindery/json.hpp>
#include <bindery/sandbox.hpp>

#include "refused_literal.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

namespace live = bindery::api::alibaba::live::v20161101;
namespace mps = bindery::api::tencent::mps::v20190612;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace vod = bindery::api::tencent::vod::v20180717;

using namespace std::chrono_literals;

namespace {

int failures = 0;

void title(std::string_view text) {
    std::cout << "\n== " << text << "\n\n";
}

/// Indents every line of what is shown.
void show(std::string_view label, std::string_view text) {
    std::cout << "  " << label << '\n';
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        std::cout << "      " << line << '\n';
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
}

template <class Output>
void show(std::string_view label, const bindery::result<Output>& done, bool expected) {
    show(label, done ? bindery::json::write(*done) : to_string(done.error()));
    if (done.has_value() == expected)
        return;
    ++failures;
    std::cout << "      ^ this was expected to " << (expected ? "succeed" : "fail") << '\n';
}

} // namespace

int main() {
    title("A sandbox over TLS, on this machine");
    const bindery::signing::credentials account{"demo-id", std::string_view("demo-key")};
    bindery::sandbox box{{.waiting = 300ms, .processing = 200ms}};
    box.add_credentials(account);
    box.add_video_generation_task(
        {.SdkAppId = 1400000001,
         .TaskId = "ghucnligqtgtvk2624mb",
         .GroupId = "900822",
         .RoomId = 900822,
         .TotalTime = 156750,
         .VideoInfoList = {{.VideoDuration = 156750, .VideoFormat = "mp4", .Width = 1024, .Height = 768}},
         .queued = 0ms,
         .processing = 0ms});
    box.add_edge_transcode_job({.ClusterId = "cluster-1", .JobId = "job-1"});
    auto running = box.serve();
    if (!running) {
        std::cerr << running.error() << '\n';
        return EXIT_FAILURE;
    }
    const std::string url = running->url();
    std::cout << "  " << url << ", with a certificate made just now, which the client is told to trust\n";

    const auto options = [&] {
        return bindery::client_options{
            .endpoint = url, .region = "ap-singapore", .tls = {.ca_pem = running->certificate_pem()}};
    };
    const bindery::client cloud{bindery::credentials{"demo-id", "demo-key"}, options()};

    title("The five operations");
    show("VOD ExecuteFunction",
         cloud.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc",
                                         .FunctionArg = "XXX",
                                         .SessionContext = "comes back with the callback",
                                         .SessionId = "demo-1"}),
         true);
    const auto waiting = box.tasks();
    const std::string task = waiting.empty() ? "none" : waiting.back().id;
    show("VOD ManageTask: ends the task that waits since",
         cloud.call(vod::ManageTask{.TaskId = task, .OperationType = "Abort"}), true);
    show("MPS ExecuteFunction", cloud.call(mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"}),
         true);
    show("TIW DescribeVideoGenerationTask",
         cloud.call(tiw::DescribeVideoGenerationTask{.SdkAppId = 1400000001, .TaskId = "ghucnligqtgtvk2624mb"}), true);
    show("Live StartEdgeTranscodeJob",
         cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "cluster-1", .JobId = "job-1"}), true);

    title("What the compiler refuses");
    show("vod::ManageTask{.TaskId = \"251000333-procedure-c27b\", .OperationType = \"Stop\"}", refused_literal);

    title("What is refused before a byte is sent");
    show("no FunctionName, a SessionContext of 1,001 characters, a SessionId that is not UTF-8",
         cloud.call(vod::ExecuteFunction{.FunctionName = bindery::absent,
                                         .FunctionArg = "XXX",
                                         .SessionContext = std::string(1001, 'x'),
                                         .SessionId = std::string("\xFF\xFE")}),
         false);

    title("What the service refuses");
    show("the same SessionId again, within seven days",
         cloud.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX", .SessionId = "demo-1"}),
         false);
    (void)cloud.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX", .SessionId = "demo-2"});
    const std::string finished = box.tasks().back().id;
    std::this_thread::sleep_for(600ms); // WAITING, PROCESSING, FINISHED
    const auto again = cloud.call(vod::ManageTask{.TaskId = finished, .OperationType = "Abort"});
    show("an abort of a task that has finished", again, false);
    if (!again && again.error() == vod::ManageTask::errc::FailedOperation)
        std::cout << "      (error == vod::ManageTask::errc::FailedOperation: no string was compared)\n";
    show("an edge transcoding job that nobody knows: HTTP 404",
         cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "cluster-1", .JobId = "job-2"}), false);

    bindery::result<vod::ManageTask::Output> throttled = vod::ManageTask::Output{};
    int calls = 0;
    for (; calls != 100; ++calls) {
        throttled = cloud.call(vod::ManageTask{.TaskId = task, .OperationType = "Abort"});
        if (!throttled && throttled.error().code == "RequestLimitExceeded")
            break;
    }
    show("call " + std::to_string(calls + 1) + " in a row: the page allows 20 a second", throttled, false);

    const bindery::client stranger{bindery::credentials{"demo-id", "wrong-key"}, options()};
    show("a wrong secret key", stranger.call(vod::ManageTask{.TaskId = task, .OperationType = "Abort"}), false);
    const bindery::client careful{bindery::credentials{"demo-id", "demo-key"}, {.endpoint = url}};
    show("a certificate that nobody vouches for",
         careful.call(vod::ManageTask{.TaskId = task, .OperationType = "Abort"}), false);

    running->stop();
    title(failures == 0 ? "Done" : "Some of it did not go as it should");
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
