// The whole line: a real client, TLS on this machine, the sandbox.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/mps/v20190612.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>
#include <bindery/sandbox.hpp>

#include <support/result.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <set>
#include <thread>

using namespace bindery;
using namespace std::chrono_literals;
namespace live = bindery::api::alibaba::live::v20161101;
namespace mps = bindery::api::tencent::mps::v20190612;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace vod = bindery::api::tencent::vod::v20180717;

namespace {

constexpr std::int64_t day = 24 * 3600;

/// A served sandbox whose clock, and that of its clients, the test sets.
struct world {
    std::shared_ptr<std::atomic<std::int64_t>> now = std::make_shared<std::atomic<std::int64_t>>(1'700'000'000'000);
    sandbox box{{.clock = [now = now] { return now->load(); }, .max_edge_jobs = 100}};
    sandbox_server served = open();

    sandbox_server open() {
        box.add_credentials({"id", std::string_view("key")});
        box.add_video_generation_task({.SdkAppId = 1400000001, .TaskId = "video-1", .TotalTime = 5});
        box.add_edge_transcode_job({.ClusterId = "cluster-1", .JobId = "job-1"});
        return box.serve().value();
    }
    client_options options() const {
        return {.endpoint = served.url(),
                .region = "ap-singapore",
                .tls = {.ca_pem = served.certificate_pem()},
                .clock = [now = now] { return now->load(); }};
    }
    client as(std::string_view id = "id", std::string_view key = "key") const {
        return client{credentials{id, key}, options()};
    }
    void pass(std::int64_t seconds) { *now += seconds * 1000; }
};

const vod::ExecuteFunction execute{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"};

vod::ExecuteFunction with_session(std::string_view id) {
    vod::ExecuteFunction input = execute;
    input.SessionId = id;
    return input;
}

} // namespace

TEST_CASE("end to end: the five operations answer, each answer with a request id of its own") {
    world here;
    const client cloud = here.as();
    std::set<std::string> ids;

    const auto vod_done = cloud.call(execute);
    REQUIRE(vod_done);
    CHECK(vod_done->Result == std::string("XXX"));
    ids.insert(vod_done->RequestId->str());

    const auto aborted = cloud.call(vod::ManageTask{.TaskId = here.box.tasks().at(0).id, .OperationType = "Abort"});
    REQUIRE(aborted);
    CHECK(here.box.tasks().at(0).state == "ABORTED");
    ids.insert(aborted->RequestId->str());

    const auto mps_done = cloud.call(mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "XXX"});
    REQUIRE(mps_done);
    ids.insert(mps_done->RequestId->str());

    const tiw::DescribeVideoGenerationTask describe{.SdkAppId = 1400000001, .TaskId = "video-1"};
    auto task = cloud.call(describe);
    REQUIRE(task);
    CHECK((task->Status == "QUEUED"));
    ids.insert(task->RequestId->str());
    here.pass(1);
    task = cloud.call(describe);
    REQUIRE(task);
    CHECK((task->Status == "PROCESSING"));
    here.pass(3);
    task = cloud.call(describe);
    REQUIRE(task);
    CHECK((task->Status == "FINISHED"));
    CHECK(task->VideoInfoList.has_value());
    CHECK(task->TotalTime == 5);

    const auto started = cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "cluster-1", .JobId = "job-1"});
    REQUIRE(started);
    CHECK(started->JobId == std::string("job-1"));
    ids.insert(started->RequestId->str());
    CHECK(ids.size() == 5);
}

TEST_CASE("end to end: declared errors are compared without strings, and carry what the service said") {
    world here;
    const client cloud = here.as();

    const auto unknown = cloud.call(vod::ManageTask{.TaskId = "none", .OperationType = "Abort"});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error() == vod::ManageTask::errc::InvalidParameterValue_TaskId);
    CHECK_FALSE(unknown.error() == vod::ManageTask::errc::InvalidParameterValue);
    CHECK_FALSE(unknown.error().request_id.empty());
    CHECK(unknown.error().http_status == 200);

    const auto missing = cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "cluster-1", .JobId = "none"});
    REQUIRE_FALSE(missing);
    CHECK(missing.error() == live::StartEdgeTranscodeJob::errc::JobNotFound);
    CHECK(missing.error().http_status == 404);
    CHECK(missing.error().remote_message.ends_with(", please check and try again later."));
    REQUIRE(cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "cluster-1", .JobId = "job-1"}));
    const auto twice = cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "cluster-1", .JobId = "job-1"});
    REQUIRE_FALSE(twice);
    CHECK(twice.error() == live::StartEdgeTranscodeJob::errc::OperationDenied);

    const auto other_app = cloud.call(tiw::DescribeVideoGenerationTask{.SdkAppId = 7, .TaskId = "video-1"});
    REQUIRE_FALSE(other_app);
    CHECK(other_app.error() == tiw::DescribeVideoGenerationTask::errc::UnauthorizedOperation_SdkAppId);
}

TEST_CASE("end to end: a SessionId is refused for seven days, a blank one never") {
    world here;
    const client cloud = here.as();
    REQUIRE(cloud.call(with_session("s-1")));
    CHECK_FALSE(cloud.call(with_session("s-1")));
    CHECK(cloud.call(with_session("s-2")));
    CHECK(cloud.call(with_session("")));
    CHECK(cloud.call(with_session("")));
    here.pass(7 * day - 1);
    CHECK_FALSE(cloud.call(with_session("s-1")));
    here.pass(1);
    CHECK(cloud.call(with_session("s-1")));
}

TEST_CASE("end to end: the page's rate holds, and the next second is another") {
    world here;
    const client cloud = here.as();
    const vod::ManageTask abort_none{.TaskId = "none", .OperationType = "Abort"};
    for (int i = 0; i != 20; ++i)
        CHECK(cloud.call(abort_none).error() == vod::ManageTask::errc::InvalidParameterValue_TaskId);
    const auto throttled = cloud.call(abort_none);
    REQUIRE_FALSE(throttled);
    CHECK(throttled.error().code == "RequestLimitExceeded");
    CHECK(provider::tencent::instance().is_throttled(throttled.error()));
    CHECK(cloud.call(execute)); // another operation has a limit of its own
    here.pass(1);
    CHECK(cloud.call(abort_none).error() == vod::ManageTask::errc::InvalidParameterValue_TaskId);
}

TEST_CASE("end to end: a wrong secret, an unknown caller and a wrong clock are told apart") {
    world here;
    CHECK(here.as("id", "wrong").call(execute).error().code == "AuthFailure.SignatureFailure");
    CHECK(here.as("stranger").call(execute).error().code == "AuthFailure.SecretIdNotFound");
    const live::StartEdgeTranscodeJob start{.ClusterId = "cluster-1", .JobId = "job-1"};
    CHECK(here.as("id", "wrong").call(start).error().code == "SignatureDoesNotMatch");

    for (const auto& [skew, good] : {std::pair{299, true}, {301, false}, {-299, true}, {-301, false}}) {
        CAPTURE(skew);
        client_options late = here.options();
        late.clock = [now = here.now, skew = skew] { return now->load() + skew * 1000; };
        const auto done = client{credentials{"id", "key"}, late}.call(execute);
        CHECK(done.has_value() == good);
        if (!done)
            CHECK(done.error().code == "AuthFailure.SignatureExpire");
    }
}

TEST_CASE("end to end: a client trusts nobody it was not told to, and no other host's certificate") {
    world here;
    client_options careful = here.options();
    careful.tls = {};
    const auto unknown = client{credentials{"id", "key"}, careful}.call(execute);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error() == errc::tls);

    world other; // its certificate has the right names, but is not the one that is trusted
    client_options mistaken = here.options();
    mistaken.endpoint = other.served.url();
    CHECK(client{credentials{"id", "key"}, mistaken}.call(execute).error() == errc::tls);

    careful.tls.verify = false;
    CHECK(client{credentials{"id", "key"}, careful}.call(execute));
}

TEST_CASE("end to end: text arrives as it was sent, whatever it holds") {
    world here;
    std::string all;
    for (int c = 0; c != 128; ++c)
        all += static_cast<char>(c);
    all += "\xC3\xA9\xE2\x80\xA8\xE2\x82\xAC\xF0\x9F\x98\x80 quote\" backslash\\ </script> ";
    const auto echoed =
        here.as().call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = all, .SessionContext = all});
    REQUIRE(echoed);
    CHECK(echoed->Result->view() == all);
    CHECK(here.box.tasks().back().session_context == all);

    for (const char* awkward :
         {" ", "+", "*", "~", "=", "@", "/", "%", "&", "#", "\xE4\xB8\xAD", "a b+c*d~e=f@g/h%25&"}) {
        CAPTURE(awkward);
        here.box.add_edge_transcode_job({.ClusterId = awkward, .JobId = awkward});
        const auto started = here.as().call(
            live::StartEdgeTranscodeJob{.ClusterId = std::string(awkward), .JobId = std::string(awkward)});
        REQUIRE(started);
        CHECK(started->JobId == std::string(awkward));
    }
}

TEST_CASE("end to end: limits count characters, and the server holds them too") {
    world here;
    std::string thousand;
    for (int i = 0; i != 1000; ++i)
        thousand += "\xF0\x9F\x98\x80";
    vod::ExecuteFunction input = execute;
    input.SessionContext = thousand;
    CHECK(here.as().call(input));
    input.SessionContext = thousand + "x";
    CHECK(here.as().call(input).error() == errc::validation);

    // A client that does not validate learns it from the server.
    protocol::request request;
    const auto written = provider::tencent::instance().make_writer()->write(
        {&vod::ExecuteFunction::about,
         &reflect::structure_of<vod::ExecuteFunction>,
         &input,
         vod::ExecuteFunction::about.host,
         {},
         {}},
        {"id", std::string_view("key")}, {here.now->load() / 1000, "nonce"}, request);
    REQUIRE(written);
    vod::ExecuteFunction::Output output;
    const auto read = provider::tencent::instance().read_response(
        here.box.answer(std::move(request)), reflect::structure_of<vod::ExecuteFunction::Output>, &output, {});
    REQUIRE_FALSE(read);
    CHECK(read.error() == vod::ExecuteFunction::errc::InvalidParameterValue_SessionContextTooLong);
}

TEST_CASE("end to end: a rule that the caller relaxes is the service's to judge") {
    world here;
    vod::ExecuteFunction input = execute;
    input.SessionContext = std::string(1001, 'x');
    const auto refused_by = [](const auto& done) {
        REQUIRE_FALSE(done);
        return done.error().kind;
    };
    CHECK(refused_by(here.as().call(input)) == errc::validation);
    CHECK(refused_by(here.as().call(input, {.relaxed = {{"/SessionId", rule::length}}})) == errc::validation);
    CHECK(here.as().call(input, {.relaxed = {{"/SessionContext", rule::length}}}).error() ==
          vod::ExecuteFunction::errc::InvalidParameterValue_SessionContextTooLong);

    client_options options = here.options();
    options.relaxed = {{"ExecuteFunction/SessionContext", rule::length}};
    const client lenient{credentials{"id", std::string_view("key")}, options};
    CHECK(refused_by(lenient.call(input)) == errc::api);
    input.SessionId = std::string(51, 'x');
    CHECK(refused_by(lenient.call(input)) == errc::validation);
    CHECK(refused_by(lenient.call(input, {.relaxed = {{"/SessionId", rule::length}}})) == errc::api);

    boost::asio::io_context context;
    std::optional<errc> seen;
    input.SessionId = {};
    lenient.async_call(input, boost::asio::bind_executor(context, [&](auto done) { seen = refused_by(done); }));
    context.run();
    CHECK(seen == errc::api);
}

TEST_CASE("end to end: coroutines, 64 in flight, over TLS") {
    world here;
    here.box.add_credentials({"busy", std::string_view("key")});
    const client cloud = here.as("busy");
    boost::asio::io_context context;
    int answered = 0;
    for (int i = 0; i != 64; ++i)
        boost::asio::co_spawn(
            context,
            [&]() -> boost::asio::awaitable<void> {
                const auto done = co_await cloud.async_call(execute, boost::asio::use_awaitable);
                answered += done.has_value();
            },
            boost::asio::detached);
    context.run();
    CHECK(answered == 64);
}

TEST_CASE("end to end: calls that are cancelled or run out of time anywhere complete once, on many threads") {
    world here;
    const client cloud = here.as();
    boost::asio::io_context context;
    std::atomic<int> told = 0, strange = 0;
    constexpr int calls = 120;
    std::array<boost::asio::cancellation_signal, calls> signals;
    auto work = boost::asio::make_work_guard(context);
    std::vector<std::thread> threads;
    for (int i = 0; i != 4; ++i)
        threads.emplace_back([&] { context.run(); });
    for (int i = 0; i != calls; ++i) {
        const auto count = [&](const result<vod::ExecuteFunction::Output>& done) {
            strange += !done && done.error() != errc::cancelled && done.error() != errc::timeout &&
                       done.error() != errc::api; // more calls than the page's rate allows
            ++told;
        };
        const std::chrono::milliseconds timeout{i % 3 == 0 ? i % 20 + 1 : 10'000};
        cloud.async_call(execute, {.timeout = timeout},
                         boost::asio::bind_cancellation_slot(signals[static_cast<std::size_t>(i)].slot(),
                                                             boost::asio::bind_executor(context, count)));
        if (i % 3 == 1)
            signals[static_cast<std::size_t>(i / 2)].emit(boost::asio::cancellation_type::terminal);
        if (i % 10 == 0)
            std::this_thread::sleep_for(3ms);
    }
    work.reset();
    for (std::thread& each : threads)
        each.join();
    CHECK(told == calls);
    CHECK(strange == 0);
}

TEST_CASE("end to end: a handler's own failure is the server's, without its words") {
    world here;
    here.box.add_function("Throws",
                          [](const std::string&) -> result<std::string> { throw std::runtime_error("secret detail"); });
    const auto failed = here.as().call(vod::ExecuteFunction{.FunctionName = "Throws", .FunctionArg = "x"});
    REQUIRE_FALSE(failed);
    CHECK(failed.error() == vod::ExecuteFunction::errc::InternalError);
    CHECK(failed.error().remote_message.find("secret detail") == std::string::npos);
}
